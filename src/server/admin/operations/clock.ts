/** Floor 5: the operations on the server's clock. */
import { z } from 'zod';
import { UserError } from '../../../base/errors.js';
import { instant } from '../../../scenario/schema/value.js';
import type { ServerState } from '../../state/server-state.js';
import { operation, type Operation } from '../operation.js';
import { checkInstant, instantText, span } from '../schema/span.js';

const group = 'Clock';

const clockRecord = z
  .strictObject({
    now: instantText,
    milliseconds: z.int().meta({ description: 'The same instant, since the epoch.' }),
    fixed: z.boolean().meta({ description: 'The clock stands still.' }),
  })
  .meta({ id: 'clock-record', description: 'What time it is at the server.' });

function clockRecordOf({ clock }: ServerState): z.input<typeof clockRecord> {
  const now = clock.now();
  return { now: new Date(now).toISOString(), milliseconds: now, fixed: clock.fixed };
}

/** Says it in the log, and shows the clock. */
function noted(state: ServerState, what: string): z.input<typeof clockRecord> {
  const record = clockRecordOf(state);
  state.log.add({ kind: 'clock', summary: `The clock ${what}: it is ${record.now}` });
  return record;
}

/** A directory is written forward only: nobody is hired yet before its beginning. */
function checkHistory({ tenants }: ServerState, wanted: number): void {
  for (const { key, directory } of tenants.values()) {
    const last = directory.changes.at(-1)?.at ?? -Infinity;
    if (wanted >= last) continue;
    const when = new Date(last).toISOString();
    throw new UserError('history-backwards', `The directory of ${key} was changed at ${when}.`, {
      path: ['body', 'at'],
      fix: 'Start anew at the earlier instant: POST /__standin/api/reset {"clock": "…"}',
    });
  }
}

const fixing = z
  .strictObject({
    at: instant
      .meta({
        description: 'Where it stands still; now unless said otherwise.',
        examples: ['2026-03-02T09:00:00Z'],
      })
      .exactOptional(),
  })
  .meta({ id: 'clock-fixing' });

const advancing = z
  .strictObject({
    by: span.meta({
      description: 'How far: milliseconds, or text such as 90s, 10m, 2h30m, 1d.',
      examples: ['90s', 90_000],
    }),
  })
  .meta({ id: 'clock-advancing' });

/** The rows of the table. */
export const CLOCK_OPERATIONS: readonly Operation[] = [
  operation({
    id: 'getClock',
    method: 'GET',
    address: '/clock',
    group,
    summary: 'Shows what time it is at the server.',
    gives: clockRecord,
    run: ({ state }) => clockRecordOf(state),
  }),
  operation({
    id: 'fixClock',
    method: 'POST',
    address: '/clock/fix',
    group,
    summary: 'Makes the clock stand still.',
    detail:
      'Not before the last change of a directory (409): a reset can begin at any instant, this cannot.',
    body: fixing,
    optionalBody: true,
    gives: clockRecord,
    refuses: [409],
    run({ state, body: { at = state.clock.now() } }) {
      checkHistory(state, checkInstant(at));
      state.clock.fix(at);
      return noted(state, 'stands still');
    },
  }),
  operation({
    id: 'advanceClock',
    method: 'POST',
    address: '/clock/advance',
    group,
    summary: 'Moves the clock forward, whether it runs or stands still.',
    body: advancing,
    gives: clockRecord,
    run({ state, body: { by } }) {
      checkInstant(state.clock.now() + by);
      state.clock.advance(by);
      return noted(state, 'was moved forward');
    },
  }),
  operation({
    id: 'runClock',
    method: 'POST',
    address: '/clock/run',
    group,
    summary: 'Makes the clock run on from where it is.',
    gives: clockRecord,
    run({ state }) {
      state.clock.run();
      return noted(state, 'runs');
    },
  }),
];
