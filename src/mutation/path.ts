/**
 * Floor 3: places in a tree, in a small part of XPath: `/Response/Assertion`, `//NameID/text()`, `//Attribute[@Name='email']`,
 * `//Assertion[2]/@ID`.
 *
 * Unlike in XPath: an element's name without a prefix matches whatever the prefix, and with one it matches as written; so
 * do names of attributes, declarations (`@xmlns:saml`) among them. A number counts everything the path has found so far,
 * in document order, not among siblings: `//Assertion[2]` is the second Assertion of the document, wherever it stands.
 * `text()` is one piece of text or one CDATA section; `instruction()` is what XPath calls `processing-instruction()`.
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

const NAME = '[\\p{L}_:][\\p{L}\\p{M}\\p{N}_.:\u00b7-]*';
const KIND = '(?:text|comment|instruction|node)\\(\\)';
const CONDITION = `(?:"[^"]*"|'[^']*'|[^\\]"'])*`;
const STEP = new RegExp(`(//?)(${KIND}|@?${NAME}|\\*)((?:\\[${CONDITION}\\])*)`, 'gyu');
const PREDICATE = new RegExp(`\\[(${CONDITION})\\]`, 'gu');
const ATTRIBUTE = new RegExp(`^@(${NAME})(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'))?$`, 'u');
const CHILD = new RegExp(`^${NAME}$`, 'u');

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
  if (CHILD.test(text)) return { kind: 'child', name: text };
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
  if (attribute < 0) return steps;
  if (attribute < steps.length - 1) throw invalid(path, 'goes on behind an attribute');
  if (steps.at(-1)?.predicates.length !== 0) throw invalid(path, 'has a condition on an attribute');
  return steps;
}

/** Whether the path can be read. @throws UserError `value-invalid` */
export function checkPath(path: string): void {
  readPath(path);
}

function isNameOf(node: XmlElement, test: string): boolean {
  return test.includes(':') ? node.name === test : localNameOf(node.name) === test;
}

const KINDS: ReadonlyMap<string, (node: XmlNode) => boolean> = new Map([
  ['text()', ({ kind }: XmlNode) => kind === 'text' || kind === 'cdata'],
  ['comment()', ({ kind }: XmlNode) => kind === 'comment'],
  ['instruction()', ({ kind }: XmlNode) => kind === 'instruction'],
  ['node()', () => true],
  ['*', ({ kind }: XmlNode) => kind === 'element'],
]);

function passes(node: XmlNode, test: string): boolean {
  const kind = KINDS.get(test);
  if (kind !== undefined) return kind(node);
  return node.kind === 'element' && isNameOf(node, test);
}

function has(node: XmlNode, attribute: string): boolean {
  return holds(node, { kind: 'attribute', name: attribute });
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

interface Search {
  readonly found: readonly Found[];
  /** The path leads to this attribute of what was found. */
  readonly attribute?: string;
}

function search(document: XmlDocument, path: string): Search {
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
    const all = holders(found, step.deep);
    return { found: step.deep ? all.filter(({ node }) => has(node, attribute)) : all, attribute };
  }
  return { found };
}

function placesOf({ found, attribute }: Search): readonly Place[] {
  return found.map(({ steps }) => ({ steps, ...(attribute === undefined ? {} : { attribute }) }));
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
  return placesOf(search(document, path));
}

function impossible(problem: string, fix: string): UserError {
  return new UserError('mutation-impossible', problem, { fix });
}

function nothingAt(path: string): UserError {
  return impossible(
    `The message has nothing at ${path}.`,
    'standin mint prints the message as it is; names without a prefix match any prefix.',
  );
}

function atLeastOne(found: Search, path: string): readonly Place[] {
  const places = placesOf(found);
  if (places.length === 0) throw nothingAt(path);
  return places;
}

/**
 * The places that a path leads to, at least one; an attribute may be missing there.
 *
 * @throws UserError `mutation-impossible` when there is none
 */
export function targetsAt(document: XmlDocument, path: string): readonly Place[] {
  return atLeastOne(search(document, path), path);
}

/** The places of what is there already, at least one. @throws UserError `mutation-impossible` */
export function placesAt(document: XmlDocument, path: string): readonly Place[] {
  const { found, attribute } = search(document, path);
  if (attribute === undefined) return atLeastOne({ found }, path);
  return atLeastOne({ found: found.filter(({ node }) => has(node, attribute)), attribute }, path);
}

/** The nodes that a path leads to, at least one. @throws UserError `mutation-impossible`, for an attribute, too */
export function nodesAt(document: XmlDocument, path: string): readonly Place[] {
  const places = targetsAt(document, path);
  if (places[0]?.attribute === undefined) return places;
  throw impossible(`${path} is an attribute, and a node is needed.`, 'Leave the attribute out.');
}

/** The first node that a path leads to. @throws UserError `mutation-impossible` */
export function placeAt(document: XmlDocument, path: string): Place {
  const [place] = nodesAt(document, path);
  return place ?? { steps: [] };
}
