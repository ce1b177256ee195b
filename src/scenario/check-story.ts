/** Floor 1: what one step must know of the steps before it: who exists, what was held, what was sent. */
import { IDP_REASONS, SP_REASONS } from '../base/reasons.js';
import { didYouMean } from '../base/suggest.js';
import type { Problem } from './problem.js';
import type { Expectation } from './scenario.js';
import type { AttackStep, Step, Verb } from './step.js';
import type { Path } from './yaml-text.js';

/** What the story has at a moment. */
interface Story {
  readonly users: Set<string>;
  readonly held: Set<string>;
  readonly senders: Set<string>;
  /** Users hired anywhere in the story, and where. */
  readonly hired: ReadonlyMap<string, number>;
}

/** What a step that could not be read would have brought: it is wrong already, the others are not. */
export interface Unread {
  readonly users: readonly string[];
  readonly held: readonly string[];
  readonly senders: readonly string[];
}

/**
 * Checks that every step names users who exist by then, envelopes that were held, messages that were sent, and
 * expects nothing that contradicts itself.
 *
 * @param handles - users at the start
 * @param steps - the steps in order
 * @param unread - what is missing from them
 */
export function checkStory(
  handles: readonly string[],
  steps: readonly Step[],
  unread: Unread,
): Problem[] {
  const hired = new Map(
    steps.flatMap((step) => (step.verb === 'hire' ? [[step.user, step.index] as const] : [])),
  );
  const story: Story = {
    users: new Set([...handles, ...unread.users]),
    held: new Set(unread.held),
    senders: new Set(unread.senders),
    hired,
  };
  return steps.flatMap((step) => checkStep(step, story));
}

function checkStep(step: Step, story: Story): Problem[] {
  const path = ['steps', step.index];
  const problems = [...subjectProblems(step, path, story), ...backwards(step, path)];
  if (step.verb === 'hire') story.users.add(step.user);
  if (step.verb === 'login') {
    story.senders.add(step.user);
    if (step.hold !== undefined) story.held.add(step.hold);
  }
  if (step.expect === undefined) return problems;
  const expected = [...path, 'expect'];
  return [
    ...problems,
    ...expectedUsers(step.expect, expected, story),
    ...contradictions(step.expect, expected),
  ];
}

function subjectProblems(step: Step, path: Path, story: Story): Problem[] {
  if (step.verb === 'deliver') return envelopeProblems(step.envelope, path, story);
  if (!('user' in step)) return [];
  const place = [...path, step.verb];
  if (step.verb === 'hire') {
    if (!story.users.has(step.user)) return [];
    const message = `"${step.user}" exists already`;
    const fix = 'Give the new user another handle, or use rehire for a person who left.';
    return [{ code: 'user-exists', path: place, message, fix }];
  }
  if (step.verb === 'attack') return partProblems(step, path, story);
  if (!story.users.has(step.user)) return [unknownUser(step.user, place, story)];
  const why = NEEDS_LOGIN[step.verb];
  if (why === undefined || story.senders.has(step.user)) return [];
  const message = `"${step.user}" has not logged in before this step`;
  const fix = `${why}: put a login before it.`;
  return [{ code: 'value-invalid', path: place, message, fix }];
}

/** Steps that are about an earlier login. */
const NEEDS_LOGIN: Readonly<Partial<Record<Verb, string>>> = {
  replay: 'A replay sends the last Response again',
  logout: 'A logout ends a session',
};

/** A story's time only goes on; only attacks set a clock back. */
function backwards(step: Step, path: Path): Problem[] {
  if (step.verb !== 'advance' || step.milliseconds >= 0) return [];
  const message = 'the time of a story does not go back';
  return [
    {
      code: 'value-invalid',
      path: [...path, 'advance'],
      message,
      fix: 'For example: advance: 10m.',
    },
  ];
}

/** Both parts of an attack are played by users of the story. */
function partProblems(step: AttackStep, path: Path, story: Story): Problem[] {
  const parts: readonly (readonly [string, string])[] = [
    [step.user, 'by'],
    [step.victim, 'victim'],
  ];
  return parts
    .filter(([user]) => !story.users.has(user))
    .map(([user, key]) => unknownUser(user, [...path, key], story));
}

function envelopeProblems(envelope: string, path: Path, story: Story): Problem[] {
  if (story.held.has(envelope)) return [];
  const held = [...story.held];
  const fix =
    held.length === 0
      ? `Hold it first: - login: ada, hold: ${envelope}.`
      : didYouMean(envelope, held);
  const message = `nothing was held under the name "${envelope}"`;
  return [{ code: 'value-invalid', path: [...path, 'deliver'], message, fix }];
}

function unknownUser(user: string, path: Path, story: Story): Problem {
  const later = story.hired.get(user);
  const known = [...story.users];
  const message = `there is no user "${user}"`;
  if (later !== undefined) {
    const fix = `Step ${later + 1} hires "${user}": it must come first.`;
    return { code: 'user-unknown', path, message: `${message} yet`, fix };
  }
  const fix = known.length === 0 ? 'Add the user to "users".' : didYouMean(user, known);
  return { code: 'user-unknown', path, message, fix };
}

function expectedUsers(expect: Expectation, path: Path, story: Story): Problem[] {
  const { session, accounts } = expect;
  const named: [string, Path][] = [
    ...(typeof session === 'object'
      ? [[session.user, [...path, 'session', 'user']] as [string, Path]]
      : []),
    ...(['handles', 'orphans'] as const).flatMap((list) =>
      (accounts?.[list] ?? []).map((user, at): [string, Path] => [
        user,
        [...path, 'accounts', list, at],
      ]),
    ),
  ];
  return named
    .filter(([user]) => !story.users.has(user))
    .map(([user, place]) => unknownUser(user, place, story));
}

/** An outcome and a reason that cannot both be. */
function contradictions({ outcome, reason }: Expectation, path: Path): Problem[] {
  if (outcome === undefined || reason === undefined) return [];
  const right = [
    ...(Object.hasOwn(IDP_REASONS, reason) ? ['refused-by-idp'] : []),
    ...(Object.hasOwn(SP_REASONS, reason) ? ['refused-by-sp'] : []),
  ];
  if (right.includes(outcome)) return [];
  const message = `"${reason}" cannot be the reason of "${outcome}"`;
  const fix = `It is a reason of: ${right.join(', ')}.`;
  return [{ code: 'value-invalid', path: [...path, 'reason'], message, fix }];
}
