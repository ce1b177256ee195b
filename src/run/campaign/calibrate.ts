/** Floor 7: what an SP must do before an attack at it proves anything. */
import { ATTACK_CLOCK } from '../../attack/story.js';
import { InternalError, TargetError } from '../../base/errors.js';
import type { Attack } from '../../scenario/attack.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { AttackStep, LoginStep } from '../../scenario/step.js';
import type { StoryResult } from '../result.js';
import type { WorkItem } from '../work-item.js';

type Signing = Attack['signed'];

const USERS: Scenario['users'] = {
  attacker: { email: 'mallory@corp.example', firstName: 'Mallory', lastName: 'Moss' },
  victim: { email: 'admin@corp.example', firstName: 'Ada', lastName: 'Min' },
};

const START = { verb: 'login', start: 'sp', binding: 'redirect' } as const;

/** Nobody is in, both get in as themselves. */
function genuineSteps(signed: Signing): Scenario['steps'] {
  const login = (user: string, index: number): LoginStep => ({
    ...START,
    index,
    user,
    signed,
    expect: { outcome: 'logged-in', session: { user } },
  });
  return [
    { verb: 'visit', index: 0, user: 'attacker', expect: { outcome: 'no-session' } },
    login('victim', 1),
    login('attacker', 2),
  ];
}

/** What was signed is changed, the signature stays: nothing could be plainer. */
function plainlyBad(base: WorkItem, signed: Signing): Scenario['steps'] {
  const attack = base.scenario.steps.find((step): step is AttackStep => step.verb === 'attack');
  if (attack?.definition === undefined)
    throw new InternalError('internal', 'no attack to calibrate for');
  const forged: LoginStep = {
    ...START,
    index: 0,
    user: 'attacker',
    victim: 'victim',
    signed,
    mutate: [
      { operation: 'sign', settings: {} },
      { operation: 'impersonate', settings: { at: '/Response/Assertion' } },
    ],
  };
  const definition = { ...attack.definition, steps: [forged], never: {} };
  return [{ ...attack, index: 0, definition, expect: { attack: 'reject' } }];
}

/** A control: its name for people, and the story. */
interface Control {
  readonly title: string;
  readonly steps: Scenario['steps'];
}

const genuine = (signed: Signing): Control => ({
  title: `genuine logins, signed: ${signed}`,
  steps: genuineSteps(signed),
});

const changed = (base: WorkItem, signed: Signing): Control => ({
  title: `a message that was changed after it was signed is refused, signed: ${signed}`,
  steps: plainlyBad(base, signed),
});

/** Plays a story of the calibration. */
export type Play = (item: WorkItem) => Promise<StoryResult>;

function storyOf(base: WorkItem, { title, steps }: Control, id: string): WorkItem {
  const { file, idp, sp } = base.scenario;
  const scenario: Scenario = {
    id,
    file,
    title,
    tags: [],
    references: [],
    idp,
    sp,
    clock: ATTACK_CLOCK,
    users: USERS,
    groups: {},
    matrix: {},
    steps,
    locate: () => ({ line: 1, column: 1 }),
  };
  return { ...base, id, scenario };
}

/** Why a control failed, in a sentence. */
function whyFailed({ steps, error }: StoryResult): string {
  if (error !== undefined) return error.message;
  const finding = steps
    .flatMap(({ findings }) => findings)
    .find(({ verdict }) => verdict !== 'passed');
  const why = finding?.why === undefined ? '' : ` (${finding.why})`;
  return finding === undefined
    ? 'nothing could be verified'
    : `${finding.key} should be ${JSON.stringify(finding.expected)} and is ${JSON.stringify(finding.observed)}${why}`;
}

/** How the SP takes messages. */
export interface Calibration {
  /** What must be signed for a genuine message to be taken. */
  readonly signings: readonly Signing[];
  /** It refuses with a status of 500 and more: a crash cannot be told from a refusal. */
  readonly errorsAreRefusals: boolean;
}

const SIGNINGS: readonly Signing[] = ['assertion', 'response', 'both'];

function failed(title: string, why: string): TargetError {
  return new TargetError('calibration-failed', `The control "${title}" failed: ${why}.`, {
    fix: 'Attacks prove nothing at an SP that refuses genuine logins or takes anything: standin doctor says what is wrong.',
  });
}

/**
 * Plays the controls. An SP that takes none of the three kinds of genuine messages, or that takes a plainly bad one,
 * cannot be attacked with any sense.
 *
 * @param base - an attack's item, for the SP and the IdP
 * @param play - plays a story
 * @throws TargetError `calibration-failed`, and what playing throws
 */
export async function calibrate(base: WorkItem, play: Play): Promise<Calibration> {
  const signings: Signing[] = [];
  const refusals: TargetError[] = [];
  let errorsAreRefusals = false;
  for (const signed of SIGNINGS) {
    const control = genuine(signed);
    const login = await play(storyOf(base, control, `calibration/${signed}`));
    // A genuine message that is refused says what must be signed; all three refused is another matter.
    if (login.verdict !== 'passed') {
      refusals.push(failed(control.title, whyFailed(login)));
      continue;
    }
    const bad = changed(base, signed);
    const attempt = await play(storyOf(base, bad, `calibration/changed-${signed}`));
    const broke = attempt.steps.at(-1)?.attack === 'error';
    if (attempt.verdict !== 'passed' && !broke) throw failed(bad.title, whyFailed(attempt));
    errorsAreRefusals ||= broke;
    signings.push(signed);
  }
  const [refusal] = refusals;
  if (signings.length === 0 && refusal !== undefined) throw refusal;
  return { signings, errorsAreRefusals };
}
