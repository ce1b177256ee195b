/** Floor 7: a story about people whom the SP has never seen: every name in it is new. */
import type { Expectation, Scenario, UserSeed } from '../../scenario/scenario.js';
import type { Step } from '../../scenario/step.js';
import type { Names } from './addresses.js';

/** Rewrites one text. */
type Rewrite = (text: string) => string;

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

function escaped(text: string): string {
  return text.replaceAll(SPECIAL, String.raw`\$&`);
}

/** The local parts of these addresses, wherever they stand in a text. */
function patternOf(emails: ReadonlySet<string>): RegExp {
  const longest = [...emails].sort((left, right) => right.length - left.length);
  const forms = longest.map((email) => {
    const at = email.lastIndexOf('@');
    return `${escaped(email.slice(0, at))}(?=@${escaped(email.slice(at + 1))}(?![\\w-]|\\.\\w))`;
  });
  return new RegExp(`(?<![\\w.+-])(?:${forms.join('|')})`, 'gi');
}

/** The address keeps its domain, which an SP may have verified (RFC 5233: subaddress). */
function rewriting({ emails, others }: Names, label: string): Rewrite {
  const pattern = emails.size === 0 ? undefined : patternOf(emails);
  return (text) => {
    if (others.has(text)) return `${text}-${label}`;
    return pattern === undefined ? text : text.replace(pattern, (local) => `${local}+${label}`);
  };
}

/** Every text in a value; names of keys stay. */
function deep<Value>(value: Value, rewrite: Rewrite): Value {
  if (typeof value === 'string') return rewrite(value) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const members: unknown = Array.isArray(value)
    ? value.map((member: unknown) => deep(member, rewrite))
    : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deep(each, rewrite)]));
  return members as Value;
}

/** Handles are names inside the story and stay: `session.user`, `accounts.handles`. */
function freshExpectation(expect: Expectation, rewrite: Rewrite): Expectation {
  const { account, assertion, page } = expect;
  return {
    ...expect,
    ...(account === undefined ? {} : { account: deep(account, rewrite) }),
    ...(assertion === undefined ? {} : { assertion: deep(assertion, rewrite) }),
    ...(page === undefined ? {} : { page: deep(page, rewrite) }),
  };
}

function freshStep(step: Step, rewrite: Rewrite): Step {
  const expect =
    step.expect === undefined ? {} : { expect: freshExpectation(step.expect, rewrite) };
  if (step.verb === 'hire') return { ...step, ...expect, seed: freshSeed(step.seed, rewrite) };
  if ('set' in step) return { ...step, ...expect, set: deep(step.set, rewrite) };
  if (step.verb === 'login' && step.overrides !== undefined) {
    return { ...step, ...expect, overrides: deep(step.overrides, rewrite) };
  }
  return { ...step, ...expect };
}

/** Groups, roles and the like are shared by people and stay. */
function freshSeed(seed: UserSeed, rewrite: Rewrite): UserSeed {
  const { userName, attributes } = seed;
  return {
    ...seed,
    email: rewrite(seed.email),
    ...(userName === undefined ? {} : { userName: rewrite(userName) }),
    ...(attributes === undefined ? {} : { attributes: deep(attributes, rewrite) }),
  };
}

/**
 * The story with new names, in what people are and in what is expected of them.
 *
 * @param names - what `namesOf` gives
 * @param label - letters and digits that no run had before
 * @example
 * freshen(scenario, names, 'k3x9').users.ada.email; // 'ada+k3x9@acme.example'
 */
export function freshen(scenario: Scenario, names: Names, label: string): Scenario {
  const rewrite = rewriting(names, label);
  const users = Object.entries(scenario.users).map(([handle, seed]): [string, UserSeed] => [
    handle,
    freshSeed(seed, rewrite),
  ]);
  const steps = scenario.steps.map((step) => freshStep(step, rewrite));
  return { ...scenario, users: Object.fromEntries(users), steps };
}

/** Rewrites the literal values of a vendor's settings with the same names. */
export function freshSettings<Settings extends object>(
  settings: Settings,
  names: Names,
  label: string,
): Settings {
  return deep(settings, rewriting({ emails: names.emails, others: new Set() }, label));
}
