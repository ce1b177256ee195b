/** Floor 1: YAML text as plain data, with the place of every part. */
import {
  type Document,
  LineCounter,
  type Node,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
} from 'yaml';
import { UserError } from '../base/errors.js';
import type { SourcePosition } from '../base/errors.js';
import { repeatedKeys } from './repeated-keys.js';
import { ScenarioError } from './scenario-error.js';
import { unclosedQuote } from './unclosed-quote.js';

/** Names a part of the data from its top: `['steps', 2, 'set']`. */
export type Path = readonly (string | number)[];

/** A YAML file that was read. */
export interface YamlText {
  readonly value: unknown;
  /** Where a part stands; for a part that is absent, where its nearest parent does. */
  readonly locate: (path: Path, part?: 'key' | 'value') => SourcePosition;
}

interface Found {
  readonly key?: Node;
  readonly value?: Node;
  /** How many parts of the path were found. */
  readonly depth: number;
}

// A story has no use for more; a file that repeats one anchor without end would fill the memory.
const MOST_ALIASES = 100;

/**
 * Reads YAML 1.2.
 *
 * @param text - the file's text: one document
 * @param file - its name, for positions
 * @throws ScenarioError `yaml-invalid` with every syntax error and every repeated key
 */
export function readYaml(text: string, file: string): YamlText {
  const lines = new LineCounter();
  const place = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fail = (message: string, offset: number, fix?: string): UserError =>
    new UserError('yaml-invalid', message, { at: place(offset), ...(fix && { fix }) });
  const document = parse(text, lines, fail);
  const problems = [
    ...document.errors.map(({ code, message, pos }) => {
      const quote = code === 'MISSING_CHAR' ? unclosedQuote(document, pos[0]) : undefined;
      if (quote !== undefined) return fail('the quote is never closed', quote, 'Close it.');
      return fail(message, pos[0], adviceFor(code, message));
    }),
    ...document.warnings.map((warning) => fail(warning.message, warning.pos[0])),
    ...repeatedKeys(document.contents).map(({ name, offset }) =>
      fail(`the key "${name}" stands twice in one map`, offset, 'Keep one of the two.'),
    ),
  ];
  if (problems.length > 0) throw new ScenarioError(problems);
  const { contents } = document;
  if (contents === null) throw new ScenarioError([fail('the file is empty', 0)]);
  return {
    value: plain(document, fail),
    locate: (path, part = 'value') => place(offsetOf(document, find(document, path), path, part)),
  };
}

type Fail = (message: string, offset: number, fix?: string) => UserError;

function parse(text: string, lineCounter: LineCounter, fail: Fail): Document {
  try {
    // The library compares every key with every other; `repeatedKeys` looks once at each.
    return parseDocument(text, {
      version: '1.2',
      lineCounter,
      uniqueKeys: false,
      prettyErrors: false,
    });
  } catch (cause) {
    if (cause instanceof RangeError) throw new ScenarioError([fail('nested too deeply', 0)]);
    throw cause;
  }
}

function plain(document: Document, fail: Fail): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    throw new ScenarioError([fail(cause.message, 0, 'Write the repeated parts out.')]);
  }
}

function adviceFor(code: string, message: string): string | undefined {
  if (message.includes('flow-map-start')) return 'Put a text that has braces in quotes.';
  if (code === 'MULTIPLE_DOCS') return 'One file is one story: remove the "---" and what follows.';
  if (code === 'TAB_AS_INDENT') return 'Indent with spaces.';
  return undefined;
}

function find(document: Document, path: Path): Found {
  let found: Found =
    document.contents === null ? { depth: 0 } : { value: document.contents, depth: 0 };
  for (const name of path) {
    const inside = resolved(document, found.value);
    const next = isMap(inside)
      ? entryOf(inside.items, name)
      : isSeq(inside)
        ? itemOf(inside.items, name)
        : undefined;
    if (next === undefined) break;
    found = { ...next, depth: found.depth + 1 };
  }
  return found;
}

function entryOf(
  items: readonly unknown[],
  name: string | number,
): Omit<Found, 'depth'> | undefined {
  for (const pair of items) {
    if (!isPair(pair) || !isScalar(pair.key) || String(pair.key.value) !== String(name)) continue;
    return { key: pair.key, ...(isNode(pair.value) && { value: pair.value }) };
  }
  return undefined;
}

function itemOf(
  items: readonly unknown[],
  name: string | number,
): Omit<Found, 'depth'> | undefined {
  const item = items[Number(name)];
  return isNode(item) ? { value: item } : undefined;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isCollection(value) || isAlias(value);
}

function resolved(document: Document, node: Node | undefined): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

function offsetOf(document: Document, found: Found, path: Path, part: 'key' | 'value'): number {
  const { key, value } = found;
  const key0 = key?.range?.[0];
  const value0 = value?.range?.[0];
  const below = isCollection(value) && value.flow !== true;
  const empty = value?.range?.[0] === value?.range?.[1];
  const keyFirst = part === 'key' || found.depth < path.length || below || empty;
  return (keyFirst ? (key0 ?? value0) : (value0 ?? key0)) ?? document.contents?.range?.[0] ?? 0;
}
