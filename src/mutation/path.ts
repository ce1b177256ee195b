/**
 * Floor 3: places in a tree, in a small part of XPath: `/Response/Assertion`, `//NameID/text()`, `//Attribute[@Name='email']`,
 * `//Assertion[2]/@ID`.
 *
 * A name without a prefix matches whatever the prefix; with one, it matches as written. A number counts everything the
 * path has found so far, in document order, unlike XPath, where it counts among siblings: `//Assertion[2]` is the second
 * Assertion of the document, wherever it stands.
 */
import { UserError } from '../base/errors.js';
import { localNameOf } from '../xml/names.js';
import type { XmlDocument, XmlElement, XmlNode } from '../xml/node.js';

/** A node by the positions that lead to it from the document, or an attribute of it. */
export interface Place {
  readonly steps: readonly number[];
  readonly attribute?: string;
}

type Predicate =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'attribute'; readonly name: string; readonly value?: string }
  | { readonly kind: 'child'; readonly name: string };

interface Step {
  readonly deep: boolean;
  /** A name, `*`, `text()`, `comment()`, `instruction()`, `node()`, or an attribute as `@name`. */
  readonly test: string;
  readonly predicates: readonly Predicate[];
}

const STEP = /(\/\/?)(@?[\w.*:-]+(?:\(\))?)((?:\[(?:"[^"]*"|'[^']*'|[^\]"'])*\])*)/gy;
const PREDICATE = /\[((?:"[^"]*"|'[^']*'|[^\]"'])*)\]/g;
const ATTRIBUTE = /^@([\w.:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?$/;

function invalid(path: string, problem: string): UserError {
  return new UserError('value-invalid', `The path ${path} ${problem}.`, {
    fix: "For example: /Response/Assertion, //NameID/text(), //Attribute[@Name='email'], //Assertion[2]/@ID.",
  });
}

function readPredicate(text: string, path: string): Predicate {
  if (/^[1-9]\d*$/.test(text)) return { kind: 'number', number: Number(text) };
  if (text === 'last()') return { kind: 'last' };
  const attribute = ATTRIBUTE.exec(text);
  if (attribute !== null) {
    const [, name = '', double, single] = attribute;
    const value = double ?? single;
    return { kind: 'attribute', name, ...(value === undefined ? {} : { value }) };
  }
  if (/^[\w.:-]+$/.test(text)) return { kind: 'child', name: text };
  throw invalid(path, `has a condition that is not understood: [${text}]`);
}

function readPath(path: string): readonly Step[] {
  const steps: Step[] = [];
  let end = 0;
  for (const match of path.matchAll(STEP)) {
    const [whole, slashes, test = '', predicates = ''] = match;
    end += whole.length;
    steps.push({
      deep: slashes === '//',
      test,
      predicates: [...predicates.matchAll(PREDICATE)].map(([, text = '']) =>
        readPredicate(text.trim(), path),
      ),
    });
  }
  if (steps.length === 0 || end !== path.length) {
    throw invalid(path, `cannot be read from "${path.slice(end, end + 30)}" on`);
  }
  const attribute = steps.findIndex(({ test }) => test.startsWith('@'));
  if (attribute >= 0 && attribute < steps.length - 1)
    throw invalid(path, 'goes on behind an attribute');
  return steps;
}

/** Whether the path can be read. @throws UserError `value-invalid` */
export function checkPath(path: string): void {
  readPath(path);
}

function isNameOf(node: XmlElement, test: string): boolean {
  return test.includes(':') ? node.name === test : localNameOf(node.name) === test;
}

const KINDS: Readonly<Record<string, (node: XmlNode) => boolean>> = {
  'text()': ({ kind }) => kind === 'text' || kind === 'cdata',
  'comment()': ({ kind }) => kind === 'comment',
  'instruction()': ({ kind }) => kind === 'instruction',
  'node()': () => true,
  '*': ({ kind }) => kind === 'element',
};

function passes(node: XmlNode, test: string): boolean {
  const kind = KINDS[test];
  if (kind !== undefined) return kind(node);
  return node.kind === 'element' && isNameOf(node, test);
}

function holds(node: XmlNode, predicate: Predicate): boolean {
  if (node.kind !== 'element') return false;
  if (predicate.kind === 'child') {
    return node.children.some(
      (child) => child.kind === 'element' && isNameOf(child, predicate.name),
    );
  }
  if (predicate.kind !== 'attribute') return true;
  return node.attributes.some(
    ({ name, value }) =>
      name === predicate.name && (predicate.value === undefined || value === predicate.value),
  );
}

interface Found {
  readonly node: XmlNode;
  readonly steps: readonly number[];
}

function childrenOf({ node, steps }: Found): readonly Found[] {
  if (node.kind !== 'element') return [];
  return node.children.map((child, index) => ({ node: child, steps: [...steps, index] }));
}

function* below(found: Found): Generator<Found> {
  for (const child of childrenOf(found)) {
    yield child;
    yield* below(child);
  }
}

function inOrder(left: Found, right: Found): number {
  const length = Math.min(left.steps.length, right.steps.length);
  for (let index = 0; index < length; index++) {
    const difference = (left.steps[index] ?? 0) - (right.steps[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.steps.length - right.steps.length;
}

function distinct(found: readonly Found[]): readonly Found[] {
  const byPlace = new Map(found.map((each) => [each.steps.join('.'), each]));
  return [...byPlace.values()].sort(inOrder);
}

function filtered(found: readonly Found[], predicate: Predicate): readonly Found[] {
  if (predicate.kind === 'number') return found.slice(predicate.number - 1, predicate.number);
  if (predicate.kind === 'last') return found.slice(-1);
  return found.filter(({ node }) => holds(node, predicate));
}

function advance(from: readonly Found[], { deep, test, predicates }: Step): readonly Found[] {
  const next = from.flatMap((found) => (deep ? [...below(found)] : childrenOf(found)));
  const named = distinct(next).filter(({ node }) => passes(node, test));
  return predicates.reduce(filtered, named);
}

/** The attribute's elements: those the path has found, or everything below them. */
function holders(from: readonly Found[], deep: boolean): readonly Found[] {
  const all = deep ? from.flatMap((found) => [found, ...below(found)]) : from;
  return distinct(all).filter(({ node, steps }) => node.kind === 'element' && steps.length > 0);
}

/**
 * Every place that a path leads to, in document order. An attribute's place is every element before it, whether it
 * has the attribute or not, except behind `//`.
 *
 * @throws UserError `value-invalid` when the path cannot be read
 * @example
 * findPlaces(document, '//Assertion[1]/@ID'); // [{ steps: [0, 3], attribute: 'ID' }]
 */
export function findPlaces(document: XmlDocument, path: string): readonly Place[] {
  const root: Found = {
    node: { kind: 'element', name: '', attributes: [], children: document.children },
    steps: [],
  };
  let found: readonly Found[] = [root];
  for (const step of readPath(path)) {
    if (!step.test.startsWith('@')) {
      found = advance(found, step);
      continue;
    }
    const attribute = step.test.slice(1);
    return holders(found, step.deep)
      .filter(({ node }) => !step.deep || holds(node, { kind: 'attribute', name: attribute }))
      .map(({ steps }) => ({ steps, attribute }));
  }
  return found.map(({ steps }) => ({ steps }));
}

/**
 * The places that a path leads to, at least one.
 *
 * @throws UserError `mutation-impossible` when there is none
 */
export function placesAt(document: XmlDocument, path: string): readonly Place[] {
  const places = findPlaces(document, path);
  if (places.length > 0) return places;
  throw new UserError('mutation-impossible', `The message has nothing at ${path}.`, {
    fix: 'standin mint prints the message as it is; names without a prefix match any prefix.',
  });
}

/** The first place that a path leads to. @throws UserError `mutation-impossible` */
export function placeAt(document: XmlDocument, path: string): Place {
  const [place] = placesAt(document, path);
  return place ?? { steps: [] };
}
