/** Floor 7: the table of steps, one row a verb. */
import type { Step, Verb, VisitStep } from '../../scenario/step.js';
import { attackBy } from './attack.js';
import { runDeliver, runReplay } from './delivery.js';
import { runDirectoryChange } from './directory.js';
import type { StepRunner } from './effect.js';
import { runLogin } from './login.js';
import { runLogout } from './logout.js';
import { seatOf } from './seat.js';
import { runAdvance, runRotateKeys } from './time.js';

/** One row: its runner, in words what it does, and whether the SP is looked at afterwards. */
export interface StepRow {
  readonly run: StepRunner;
  readonly title: (step: Step) => string;
  readonly reachesSp: boolean;
}

/** The verb of a row and the kind of its step go together by construction of the table. */
function row<Kind extends Step>(
  run: StepRunner<Kind>,
  title: (step: Kind) => string,
  reachesSp = false,
): StepRow {
  return {
    run: (stage, step) => run(stage, step as Kind),
    title: (step) => title(step as Kind),
    reachesSp,
  };
}

/** A directory verb in words: `ada is suspended`. */
function change(words: string): StepRow {
  return row(runDirectoryChange, ({ user }) => `${user} ${words}`);
}

const membership = (words: string): StepRow =>
  row(runDirectoryChange, (step) => {
    const groups = step.verb === 'join' || step.verb === 'leave' ? step.groups.join(', ') : '';
    return `${step.user} ${words} ${groups}`;
  });

const fields = (words: string): StepRow =>
  row(runDirectoryChange, (step) => {
    const names = 'set' in step ? Object.keys(step.set).join(', ') : '';
    return names === '' ? `${step.user} ${words}` : `${step.user} ${words}: ${names}`;
  });

/** Minutes, hours or days, as a person would say it. */
function spanOf(milliseconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'm'],
    [1_000, 's'],
  ];
  const [size, unit] = units.find(([each]) => milliseconds % each === 0) ?? [1, 'ms'];
  return `${milliseconds / size}${unit}`;
}

/** Every verb. */
export const STEPS: Readonly<Record<Verb, StepRow>> = {
  login: row(
    runLogin,
    ({ user, start, hold }) =>
      `${user} logs in (${start === 'sp' ? 'SP' : 'IdP'}-initiated)${hold === undefined ? '' : `, held as ${hold}`}`,
    true,
  ),
  attack: row(
    attackBy((stage, step) => STEPS[step.verb].run(stage, step)),
    ({ attack, user }) => `${user} attacks: ${attack}`,
    true,
  ),
  deliver: row(runDeliver, ({ envelope }) => `${envelope} is delivered`, true),
  replay: row(
    runReplay,
    ({ user, as }) =>
      `${user}'s last message is replayed in ${as === 'same-browser' ? 'the same' : 'another'} browser`,
    true,
  ),
  visit: row<VisitStep>(
    (stage, { user }) => ({ subject: user, browser: seatOf(stage, user).browser }),
    ({ user }) => `${user} visits the SP`,
    true,
  ),
  logout: row(
    runLogout,
    ({ user, start }) => `${user} logs out (${start === 'sp' ? 'SP' : 'IdP'}-initiated)`,
    true,
  ),
  advance: row(runAdvance, ({ milliseconds }) => `${spanOf(milliseconds)} pass`),
  'rotate-keys': row(runRotateKeys, ({ overlap }) =>
    overlap ? 'the IdP rotates its keys, the SP knows both' : 'the IdP rotates its keys',
  ),
  expect: row(
    () => ({}),
    () => 'a look at the SP',
    true,
  ),
  hire: change('is hired'),
  update: fields('is updated'),
  rename: fields('is renamed'),
  rehire: fields('is hired again'),
  join: membership('joins'),
  leave: membership('leaves'),
  assign: change('is assigned to the application'),
  unassign: change('loses the application'),
  activate: change('is activated'),
  suspend: change('is suspended'),
  unsuspend: change('is no longer suspended'),
  lock: change('is locked out'),
  unlock: change('is unlocked'),
  'expire-password': change('has an expired password'),
  'reset-password': change('has a new password'),
  deactivate: change('is deactivated'),
  reactivate: change('is reactivated'),
  delete: change('is deleted'),
  restore: change('is restored'),
};
