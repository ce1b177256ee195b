/** Test tool: the opposite of every promise of a story. */
import type { Expectation, Scenario } from '../../src/scenario/scenario.js';

type Value = unknown;
type Leaf = readonly [path: readonly string[], value: Value];

/** Keys whose values are promises themselves, whatever is below them. */
const WHOLE: ReadonlySet<string> = new Set(['session', 'drift', 'handles', 'orphans', 'signed']);

function isMap(value: Value): value is Readonly<Record<string, Value>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function leavesOf(value: Value, path: readonly string[]): readonly Leaf[] {
  if (!isMap(value) || WHOLE.has(path.at(-1) ?? '')) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

const OTHER_OUTCOME: Readonly<Record<string, string>> = {
  'logged-in': 'no-session',
  'logged-out': 'logged-in',
  'no-session': 'refused-by-sp',
  'refused-by-sp': 'refused-by-idp',
  'refused-by-idp': 'logged-in',
};

function otherList(list: readonly Value[], extra: string): readonly Value[] {
  return list.includes(extra) ? list.filter((each) => each !== extra) : [...list, extra];
}

/** Values of single keys that have their own opposite. */
const OPPOSITES: Readonly<Record<string, (value: Value) => Value>> = {
  outcome: (value) => OTHER_OUTCOME[String(value)],
  reason: (value) => (value === 'unknown-user' ? 'user-locked' : 'unknown-user'),
  session: (value) => (value === 'none' ? { user: 'ghost' } : 'none'),
  drift: (value) => otherList(value as readonly Value[], 'email'),
  signed: (value) => otherList(value as readonly Value[], 'response'),
};

/** Another value of the same kind. */
function opposite(key: string, value: Value): Value {
  const own = OPPOSITES[key];
  if (own !== undefined) return own(value);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return [...(value as readonly Value[]), 'ghost'];
  return typeof value === 'string' ? `${value} ghost` : 'ghost';
}

function mutated(value: Value, path: readonly string[]): Value {
  const key = path.at(-1) ?? '';
  if (!isMap(value) || WHOLE.has(key)) return opposite(key, value);
  return Object.fromEntries(
    Object.entries(value).map(([each, inner]) => [each, mutated(inner, [...path, each])]),
  );
}

/** How many promises a story makes. */
export function promisesOf({ steps }: Scenario): number {
  return steps.reduce((sum, { expect }) => sum + leavesOf(expect ?? {}, []).length, 0);
}

/** The same story with every promise turned around; nothing else is different. */
export function turnedAround(scenario: Scenario): Scenario {
  const steps = scenario.steps.map((step) =>
    step.expect === undefined ? step : { ...step, expect: mutated(step.expect, []) as Expectation },
  );
  return { ...scenario, steps, locate: (path) => scenario.locate(path) };
}
