/** Floor 1: one item of `steps`: finds its verb, then checks it with that verb's schema. */
import { didYouMean } from '../base/suggest.js';
import { explain } from './explain.js';
import { PLANNED_VERBS } from './planned.js';
import type { Problem } from './problem.js';
import { VERBS, isVerb } from './schema/verbs.js';
import { keysAt } from './schema-at.js';
import type { Step, Verb } from './step.js';
import { isMap } from './value-at.js';

/** A step, or what is wrong with it. */
export type ReadStep = { readonly step: Step } | { readonly problems: readonly Problem[] };

/**
 * Reads one step.
 *
 * @param value - the item as plain data
 * @param index - its position in the list, from 0
 */
export function readStep(value: unknown, index: number): ReadStep {
  const path = ['steps', index];
  if (!isMap(value) || Array.isArray(value)) {
    const message = 'a step must be a map with a verb';
    const fix = `For example: - login: ada. Verbs: ${Object.keys(VERBS).join(', ')}.`;
    return { problems: [{ code: 'scenario-invalid', path, message, fix }] };
  }
  const verbs = Object.keys(value).filter(isVerb);
  const [verb, second] = verbs.length > 1 ? verbs.filter((each) => each !== 'expect') : verbs;
  if (second !== undefined) return { problems: [twoVerbs(verbs, second, index)] };
  const planned = Object.keys(value).find((key) => PLANNED_VERBS.has(key));
  if (planned !== undefined) return { problems: [notYet(planned, index)] };
  if (verb === undefined || (verb === 'expect' && unknownIn(value) !== undefined)) {
    return { problems: [noVerb(value, index)] };
  }
  const schema = VERBS[verb];
  const read = schema.safeParse(value);
  if (read.success) return { step: { ...read.data, index } };
  const problems = explain(read.error.issues, { schema, value, path });
  return { problems: problems.map((problem) => withReason(problem, verb)) };
}

function twoVerbs(verbs: readonly string[], second: string, index: number): Problem {
  return {
    code: 'scenario-invalid',
    path: ['steps', index, second],
    part: 'key',
    message: `a step has one verb, this one has ${verbs.join(' and ')}`,
    fix: `Make "${second}" a step of its own: - ${second}: …`,
  };
}

function notYet(verb: string, index: number): Problem {
  return {
    code: 'not-supported',
    path: ['steps', index, verb],
    part: 'key',
    message: `the step "${verb}" is not supported yet`,
    fix: 'This version does not play it; take it out.',
  };
}

function noVerb(value: Readonly<Record<string, unknown>>, index: number): Problem {
  const unknown = unknownIn(value);
  if (unknown === undefined) {
    const message = 'the step has no verb';
    const fix = `Give it one of: ${Object.keys(VERBS).join(', ')}.`;
    return { code: 'scenario-invalid', path: ['steps', index], message, fix };
  }
  return {
    code: 'key-unknown',
    path: ['steps', index, unknown],
    part: 'key',
    message: `unknown step "${unknown}"`,
    fix: didYouMean(unknown, Object.keys(VERBS)),
  };
}

/** The first key that no step has: most likely a misspelt verb. */
function unknownIn(value: Readonly<Record<string, unknown>>): string | undefined {
  const known = new Set(Object.values(VERBS).flatMap((schema) => keysAt(schema, [])));
  return Object.keys(value).find((key) => !known.has(key));
}

/** A key of another verb is misplaced rather than misspelt. */
function withReason(problem: Problem, verb: Verb): Problem {
  const key = String(problem.path.at(-1));
  if (problem.code !== 'key-unknown' || problem.path.length !== 3) return problem;
  if (key === 'expect') {
    const fix = 'This step does not reach the SP. Look with a step of its own: - expect: …';
    return { ...problem, message: `"${verb}" has no "expect"`, fix };
  }
  const owners = Object.entries(VERBS).filter(([, schema]) => keysAt(schema, []).includes(key));
  if (owners.length === 0) return { ...problem, message: `unknown key "${key}" in "${verb}"` };
  const [where] = owners.map(([owner]) => owner);
  return { ...problem, message: `"${verb}" has no "${key}"; "${where ?? ''}" has` };
}
