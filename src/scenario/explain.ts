/** Floor 1: what the schema library found, as a person would say it. */
import type { z } from 'zod';
import { didYouMean } from '../base/suggest.js';
import { isPlannedKey, isPlannedVendor } from './planned.js';
import type { Problem } from './problem.js';
import { keysAt, meaningAt } from './schema-at.js';
import { isMap, valueAt } from './value-at.js';
import type { Path } from './yaml-text.js';

type Issue = z.core.$ZodIssue;

/** What was checked with which schema; `path` is where in the file the value stands. */
export interface Checked {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
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
  return issues.flatMap((issue) => explainOne(issue, checked));
}

function explainOne(issue: Issue, checked: Checked): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, pathOf(issue), checked));
  }
  if (issue.code === 'invalid_union') {
    const branch = branchOf(issue.errors, valueAt(checked.value, pathOf(issue)));
    if (branch === undefined) return [wrongValue(issue, checked)];
    return branch.flatMap((inner) =>
      explainOne({ ...inner, path: [...issue.path, ...inner.path] }, checked),
    );
  }
  return [wrongValue(issue, checked)];
}

/** The alternative that was meant: the one whose top is right, or nearly. */
function branchOf(
  branches: readonly (readonly Issue[])[],
  value: unknown,
): readonly Issue[] | undefined {
  const topOf = (issues: readonly Issue[]): Issue | undefined =>
    issues.find(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys');
  const right = branches.find((issues) => topOf(issues) === undefined);
  if (right !== undefined || isMap(value)) return right;
  return branches.find((issues) => topOf(issues)?.code !== 'invalid_type');
}

function unknownKey(key: string, path: Path, { schema, path: base }: Checked): Problem {
  const place = { path: [...base, ...path, key], part: 'key' as const };
  if (isPlannedKey(key)) {
    return {
      code: 'not-supported',
      ...place,
      message: `"${key}" is not supported yet`,
      fix: REMOVE,
    };
  }
  const fix = didYouMean(key, keysAt(schema, path));
  return { code: 'key-unknown', ...place, message: `unknown key "${key}"`, fix };
}

const REMOVE = 'This version does not play it; take it out.';

function wrongValue(issue: Issue, checked: Checked): Problem {
  const path = pathOf(issue);
  const place = [...checked.path, ...path];
  const value = valueAt(checked.value, path);
  const meaning = adviceOf(meaningAt(checked.schema, path));
  const key = String(place.at(-1) ?? 'file');
  if (value === undefined) {
    const message = `the key "${key}" is missing`;
    return { code: 'value-invalid', path: place, part: 'key', message, ...meaning };
  }
  if (isPlannedVendor(value)) {
    const message = `${show(value)} is not supported yet`;
    return { code: 'not-supported', path: place, message, fix: REMOVE };
  }
  return {
    code: 'value-invalid',
    path: place,
    ...(issue.code === 'invalid_key' && { part: 'key' }),
    message: sentence(issue, key, value),
    ...(fixFor(issue, value) ?? meaning),
  };
}

function sentence(issue: Issue, key: string, value: unknown): string {
  const shown = show(value);
  switch (issue.code) {
    case 'invalid_type':
      return `"${key}" must be ${KINDS[issue.expected] ?? issue.expected}, not ${shown}`;
    case 'invalid_value':
      return `${shown} is not a value of "${key}"`;
    case 'invalid_key':
      return `"${key}" cannot be a name here`;
    case 'too_small':
      return value === '' || (Array.isArray(value) && value.length === 0)
        ? `"${key}" is empty`
        : `"${key}" must be at least ${String(issue.minimum)}, not ${shown}`;
    case 'too_big':
      return `"${key}" must be at most ${String(issue.maximum)}, not ${shown}`;
    default:
      return `${shown} is not a value that "${key}" can have`;
  }
}

function fixFor(issue: Issue, value: unknown): { readonly fix: string } | undefined {
  if (issue.code === 'invalid_value') {
    return { fix: didYouMean(String(value), issue.values.map(String)) };
  }
  if (issue.code === 'invalid_key') {
    return { fix: 'Begin with a letter; use letters, digits, ".", "_" and "-".' };
  }
  if (
    issue.code === 'invalid_type' &&
    issue.expected === 'string' &&
    !isMap(value) &&
    value !== null
  ) {
    return { fix: `Put it in quotes: "${show(value)}".` };
  }
  return undefined;
}

function adviceOf(meaning: { readonly description?: string; readonly example?: unknown }): {
  readonly fix?: string;
} {
  if (meaning.description === undefined) return {};
  if (meaning.example === undefined) return { fix: meaning.description };
  return { fix: `${meaning.description} For example: ${show(meaning.example)}` };
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
