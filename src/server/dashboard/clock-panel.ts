/** Floor 5: the server's time, and how it is moved. */
import { html, type Markup } from '../../base/html.js';
import { parseDuration } from '../../base/duration.js';
import { UserError } from '../../base/errors.js';
import { seeOther } from '../http/answer.js';
import { fieldOf } from '../http/request.js';
import type { Handler } from '../http/route.js';
import { messagePage } from '../pages/message-page.js';
import type { ServerState } from '../state/server-state.js';
import { CLOCK, START } from './addresses.js';

/** An instant as people read it, in UTC. */
export function instantText(at: number): string {
  const text = new Date(at).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
}

const LEAPS: readonly (readonly [duration: string, text: string])[] = [
  ['1h', '+1 hour'],
  ['1d', '+1 day'],
  ['30d', '+30 days'],
];

/** The card. */
export function clockPanel({ clock }: ServerState): Markup {
  const now = clock.now();
  const leaps = LEAPS.map(
    ([duration, text]) =>
      html`<button class="small" name="advance" value="${duration}">${text}</button>`,
  );
  const running = clock.fixed ? undefined : html`data-runs="${now}"`;
  return html`<section class="card" aria-labelledby="time">
    <h2 id="time">Time</h2>
    <p>
      <time class="now" datetime="${new Date(now).toISOString()}" ${running}
        >${instantText(now)}</time
      >
      <span class="soft">${clock.fixed ? 'stands still' : 'runs'}</span>
    </p>
    <form method="post" action="${CLOCK}" class="row">
      ${leaps}
      ${
        clock.fixed
          ? html`<button class="small" name="run" value="1">Run on</button>`
          : html`<button class="small" name="fix" value="now">Stop it</button>`
      }
    </form>
    <form method="post" action="${CLOCK}" class="row">
      <label class="field"
        ><span>Stand still at (UTC)</span
        ><input
          type="datetime-local"
          name="fix"
          step="1"
          required
          value="${new Date(now).toISOString().slice(0, 19)}"
      /></label>
      <button class="small">Set</button>
    </form>
  </section>`;
}

/** Of a `datetime-local` field, which has no zone, or of a program, which may give one. */
function instantOf(text: string): number {
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`;
  const at = Date.parse(zoned);
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(at)) return at;
  throw new UserError('value-invalid', `"${text}" is no instant.`, {
    fix: 'Write it like 2026-03-02T09:00:00.',
  });
}

function moveClock({ clock }: ServerState, field: (name: string) => string | undefined): string {
  const advance = field('advance');
  const fix = field('fix');
  if (advance !== undefined) {
    const by = parseDuration(advance);
    if (by === undefined || by < 0) {
      throw new UserError('value-invalid', `"${advance}" is no length of time.`, {
        fix: 'Write it like 90s, 10m or 30d. To go back, set an instant.',
      });
    }
    const ahead = clock.now() + by;
    if (Number.isNaN(new Date(ahead).getTime())) {
      throw new UserError('value-invalid', 'No calendar goes that far.');
    }
    clock.advance(by);
    return `${advance} passed`;
  }
  if (fix !== undefined) {
    clock.fix(fix === 'now' ? clock.now() : instantOf(fix));
    return 'The clock stands still';
  }
  clock.run();
  return 'The clock runs on';
}

/** POST: `advance=1h`, `fix=2026-03-02T09:00:00`, or `run`. */
export const setClock: Handler = (state, http) => {
  try {
    const done = moveClock(state, (name) => fieldOf(http, name));
    const summary = `${done}: it is ${instantText(state.clock.now())}`;
    state.log.add({ kind: 'clock', summary });
    return seeOther(`${START}#time`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, fix } = error;
    return messagePage({
      status: 400,
      title: 'The clock stays as it is',
      message,
      ...(fix === undefined ? {} : { fix }),
    });
  }
};
