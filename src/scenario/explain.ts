/** Floor 1: what the schema library found, as a person would say it. */
import { z } from 'zod';
import { didYouMean } from '../base/suggest.js';
import type { Problem } from './problem.js';
import { type Meaning, acceptsAt, alternativesAt, keysAt, meaningAt } from './schema-at.js';
import { isMap, valueAt } from './value-at.js';
import type { Path } from './yaml-text.js';

type Issue = z.core.$ZodIssue;

/** What was checked with which schema; `path` is where in the file the value stands. */
export interface Checked {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
  /** What was checked, where it is not what is written: variables are filled in. */
  readonly filled?: unknown;
  readonly path: Path;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
};

/**
 * Turns the issues of one check into problems, several keys of one issue apart.
 *
 * @param issues - as zod reports them
 * @param checked - what was checked
 */
export function explain(issues: readonly Issue[], checked: Checked): Problem[] {
  return distinct(issues.flatMap((issue) => explainOne(issue, checked)));
}

function explainOne(issue: Issue, checked: Checked): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return otherwise(issue, checked) ?? unknownKeys(issue, issue.keys, checked);
  }
  if (issue.code === 'invalid_union') {
    const value = valueAt(checked.value, pathOf(issue));
    const branch = branchOf(issue.errors, value);
    if (branch === undefined) return [wrongValue(issue, checked)];
    return meantOf(branch, issue.errors, value).flatMap((inner) =>
      explainOne({ ...inner, path: [...issue.path, ...inner.path] }, checked),
    );
  }
  return [wrongValue(issue, checked)];
}

/**
 * With one alternative that is right but for strange keys, the library looks at no other. Another may have been meant:
 * one that has these keys, and something else is wrong there.
 */
function otherwise(issue: Issue, checked: Checked): Problem[] | undefined {
  const path = pathOf(issue);
  const value = valueAt(checked.filled ?? checked.value, path);
  const results = alternativesAt(checked.schema, path).map((each) => z.safeParse(each, value));
  const branches = results.map(({ error }) => error?.issues ?? []);
  const branch = branchOf(branches, value);
  if (branch === undefined) return undefined;
  return meantOf(branch, branches, value).flatMap((inner) => {
    const whole = { ...inner, path: [...issue.path, ...inner.path] };
    const top = inner.path.length === 0 && inner.code === 'unrecognized_keys';
    return top ? unknownKeys(issue, inner.keys, checked) : explainOne(whole, checked);
  });
}

function unknownKeys(issue: Issue, keys: readonly string[], checked: Checked): Problem[] {
  return keys.map((key) => unknownKey(key, pathOf(issue), checked));
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()];
}

/** The alternative that was meant: the one whose top is right, or nearly. */
function branchOf(
  branches: readonly (readonly Issue[])[],
  value: unknown,
): readonly Issue[] | undefined {
  const topOf = (issues: readonly Issue[]): Issue | undefined =>
    issues.find(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys');
  const right = branches.filter((issues) => topOf(issues) === undefined);
  const [nearest] = right.toSorted((one, other) => strangers(one, value) - strangers(other, value));
  if (nearest !== undefined || isMap(value)) return nearest;
  return branches.find((issues) => topOf(issues)?.code !== 'invalid_type');
}

/**
 * What is wrong in the nearest alternative. When another one is as near, only the strange key tells what was meant, and
 * nothing is missing.
 */
function meantOf(
  branch: readonly Issue[],
  branches: readonly (readonly Issue[])[],
  value: unknown,
): readonly Issue[] {
  const strange = branch.filter(({ code, path }) => code === 'unrecognized_keys' && !path.length);
  const near = strangers(branch, value);
  const others = branches.filter((each) => each !== branch && strangers(each, value) === near);
  return strange.length === 0 || others.length === 0 ? branch : strange;
}

/** How many keys of a map an alternative does not know, and how many it misses. */
function strangers(issues: readonly Issue[], value: unknown): number {
  return issues
    .map((issue): number => {
      if (issue.code === 'unrecognized_keys')
        return issue.path.length === 0 ? issue.keys.length : 0;
      return issue.path.length === 1 && valueAt(value, pathOf(issue)) === undefined ? 1 : 0;
    })
    .reduce((sum, count) => sum + count, 0);
}

function unknownKey(key: string, path: Path, { schema, value, path: base }: Checked): Problem {
  const place = { path: [...base, ...path, key], part: 'key' as const };
  const known = keysAt(schema, path);
  if (known.includes(key)) {
    const beside = Object.keys(valueAt(value, path) ?? {}).filter((each) => each !== key);
    const message = `"${key}" does not go with ${beside.map((each) => `"${each}"`).join(', ')}`;
    return { code: 'key-unknown', ...place, message, fix: 'Take one of them out.' };
  }
  const fix = didYouMean(key, known);
  return { code: 'key-unknown', ...place, message: `unknown key "${key}"`, fix };
}

function wrongValue(issue: Issue, checked: Checked): Problem {
  const path = pathOf(issue);
  const place = [...checked.path, ...path];
  const value = valueAt(checked.value, path);
  const advice = adviceOf(meaningAt(checked.schema, path));
  const label = labelOf(place);
  if (value === undefined) {
    const message = `the key ${label} is missing`;
    return { code: 'value-invalid', path: place, part: 'key', message, ...advice };
  }
  const meant = meantText(value);
  const quotable = meant !== undefined && acceptsAt(checked.schema, path, meant);
  return {
    code: 'value-invalid',
    path: place,
    ...(issue.code === 'invalid_key' && { part: 'key' }),
    message: sentence(issue, label, value),
    ...(quotable ? { fix: `Put it in quotes: "${meant}".` } : fixFor(issue, value, advice)),
  };
}

/** The text that YAML took for something else: a number, a truth value, a map in the case of `{email}`. */
function meantText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const [entry, ...others] = isMap(value) && !Array.isArray(value) ? Object.entries(value) : [];
  return entry?.[1] === null && others.length === 0 ? `{${entry[0]}}` : undefined;
}

/** How a sentence calls the place: by its key, or as an item of the list. */
function labelOf(place: Path): string {
  const last = place.at(-1);
  if (typeof last !== 'number') return `"${last ?? 'file'}"`;
  return `an item of "${place.findLast((part) => typeof part === 'string') ?? 'file'}"`;
}

function sentence(issue: Issue, label: string, value: unknown): string {
  const shown = show(value);
  switch (issue.code) {
    case 'invalid_type':
      return `${label} must be ${KINDS[issue.expected] ?? issue.expected}, not ${shown}`;
    case 'invalid_value':
      return `${shown} is not a value of ${label.replace('an item of ', '')}`;
    case 'invalid_key':
      return `${label} cannot be a name here`;
    case 'too_small':
      return value === '' || (Array.isArray(value) && value.length === 0)
        ? `${label} is empty`
        : `${label} must be at least ${String(issue.minimum)}, not ${shown}`;
    case 'too_big':
      return `${label} must be at most ${String(issue.maximum)}, not ${shown}`;
    default:
      return `${shown} is not a value that ${label} can have`;
  }
}

interface Advice {
  readonly fix?: string;
}

function fixFor(issue: Issue, value: unknown, advice: Advice): Advice {
  if (issue.code === 'custom' && issue.message.startsWith('say ')) {
    return { fix: `S${issue.message.slice(1)}.` };
  }
  if (issue.code === 'invalid_key') {
    return { fix: 'Begin with a letter; use letters, digits, ".", "_" and "-".' };
  }
  // A single word is an alternative to something longer, which the description shows.
  if (issue.code !== 'invalid_value' || issue.values.length < 2) return advice;
  const word = typeof value === 'string' ? value : show(value);
  return { fix: didYouMean(word, issue.values.map(String)) };
}

function adviceOf({ description, example }: Meaning): Advice {
  if (description === undefined) return {};
  if (example === undefined) return { fix: description };
  return { fix: `${description} For example: ${show(example)}` };
}

/** A value as YAML would have it on one line. */
function show(value: unknown): string {
  if (value === null) return 'nothing';
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function pathOf(issue: Issue): Path {
  return issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
}
