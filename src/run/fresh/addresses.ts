/** Floor 7: what in a story names a person to an SP: e-mail addresses, login names, immutable ids. */
import type { Scenario, UserSeed } from '../../scenario/scenario.js';
import type { Step } from '../../scenario/step.js';

/** What must be new in every run at an SP that never forgets. */
export interface Names {
  /** E-mail addresses in lower case. */
  readonly emails: ReadonlySet<string>;
  /** Login names that are no addresses, and values of the attribute that NameIDs are made of. */
  readonly others: ReadonlySet<string>;
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;

type Values = Readonly<Record<string, unknown>>;

/** Every text in a value, however deep. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) yield* textsOf(member);
  }
}

/** What the step gives people. */
function givenBy(step: Step): readonly Values[] {
  if (step.verb === 'hire') return [{ ...step.seed }];
  if ('set' in step) return [step.set];
  return step.verb === 'login' && step.overrides !== undefined ? [{ ...step.overrides }] : [];
}

function everythingGiven({ users, steps }: Pick<Scenario, 'users' | 'steps'>): readonly Values[] {
  const seeds: readonly UserSeed[] = Object.values(users);
  return [...seeds.map((seed): Values => ({ ...seed })), ...steps.flatMap(givenBy)];
}

/** Values of an attribute in what is given, where the source of the NameID names that attribute. */
function immutableIds(given: Values, source: string): string[] {
  const { attributes = given } = given;
  return Object.entries(attributes as Values)
    .filter(([name]) => source.split(/[^\w-]+/).includes(name))
    .flatMap(([, value]) => [...textsOf(value)]);
}

/**
 * The names of a story.
 *
 * @param source - what the application makes NameIDs of, as its vendor writes it
 */
export function namesOf(story: Pick<Scenario, 'users' | 'steps'>, source: string): Names {
  const given = everythingGiven(story);
  const emails = given
    .flatMap((values) => [...textsOf(values)])
    .filter((text) => EMAIL.test(text))
    .map((text) => text.toLowerCase());
  const logins = given.flatMap(({ userName }) => (typeof userName === 'string' ? [userName] : []));
  const ids = given.flatMap((values) => immutableIds(values, source));
  const others = [...logins, ...ids].filter((text) => text !== '' && !EMAIL.test(text));
  return { emails: new Set(emails), others: new Set(others) };
}
