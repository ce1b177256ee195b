import fc from 'fast-check';
import type { XmlNode as LibNode } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { nodeAt } from '../../src/mutation/edit.js';
import {
  checkPath,
  findPlaces,
  nodesAt,
  placeAt,
  placesAt,
  targetsAt,
} from '../../src/mutation/path.js';
import { element, type AttributePairs, type XmlElement, type XmlNode } from '../../src/xml/node.js';
import { parseXml } from '../../src/xml/parse.js';
import { writeXml } from '../../src/xml/write.js';
import { withLibxml2 } from '../xml/libxml2.js';

const LOCALS = ['a', 'b', 'é', 'x.-1'];

const VALUES = ['', '1', ']', '"', ' '];

const attributes: fc.Arbitrary<AttributePairs> = fc.uniqueArray(
  fc.tuple(fc.constantFrom('I', 'q:I', 'é'), fc.constantFrom(...VALUES)),
  { maxLength: 2, selector: ([name]) => name },
);

/** Few names, so that paths lead somewhere; texts never beside each other. */
function elements(levels: number): fc.Arbitrary<XmlElement> {
  const name = fc
    .tuple(fc.constantFrom('', 'p:', 'q:'), fc.constantFrom(...LOCALS))
    .map((parts) => parts.join(''));
  const others = fc.constantFrom<XmlNode>(
    { kind: 'comment', text: 'c' },
    { kind: 'instruction', target: 'i', data: 'd' },
    { kind: 'cdata', text: 'd' },
  );
  const some = levels === 0 ? others : fc.oneof(others, elements(levels - 1), elements(levels - 1));
  const children = fc.array(some, { minLength: levels, maxLength: 4 });
  return fc.tuple(name, attributes, children).map((parts) => element(...parts));
}

const roots = elements(3).map((root) =>
  element(
    root.name,
    [
      ['xmlns:p', 'urn:p'],
      ['xmlns:q', 'urn:q'],
    ],
    [...root.children, 'end'],
  ),
);

/** A step, and what libxml2 calls the same. */
type Both = readonly [ours: string, theirs: string];

const test: fc.Arbitrary<Both> = fc.oneof(
  fc.constantFrom(...LOCALS).map((name): Both => [name, `*[local-name()='${name}']`]),
  fc.constantFrom<Both>(
    ['*', '*'],
    ['comment()', 'comment()'],
    ['instruction()', 'processing-instruction()'],
  ),
);

const condition: fc.Arbitrary<Both> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Both>(['', '']) },
  fc.constantFrom(...LOCALS).map((name): Both => [`[${name}]`, `[*[local-name()='${name}']]`]),
  fc.constantFrom('a', 'ID', 'aa').map((name): Both => [`[@${name}]`, `[@*[name()='${name}']]`]),
  fc.tuple(fc.constantFrom('I', 'é'), fc.constantFrom(...VALUES)).map(([name, value]): Both => {
    const quoted = value === '"' ? `'${value}'` : `"${value}"`;
    return [`[@${name} = ${quoted}]`, `[@*[name()='${name}' and .=${quoted}]]`];
  }),
);

const step: fc.Arbitrary<Both> = fc
  .tuple(fc.constantFrom('/', '//', '//', '//'), test, condition)
  .map(([slashes, [ours, theirs], [mine, yours]]) => [
    `${slashes}${ours}${mine}`,
    `${slashes}${theirs}${yours}`,
  ]);

/** A number counts what was found so far: in XPath that is a number behind brackets. */
const paths: fc.Arbitrary<Both> = fc
  .tuple(
    fc.array(step, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '[1]', '[2]', '[3]', '[last()]'),
    fc.array(step, { maxLength: 2 }),
  )
  .map(([start, number, end]) => {
    const join = (steps: readonly Both[], side: 0 | 1): string =>
      steps.map((each) => each[side]).join('');
    const [first, rest] = [join(start, 1), join(end, 1)];
    return [
      `${join(start, 0)}${number}${join(end, 0)}`,
      number === '' ? `${first}${rest}` : `(${first})${number}${rest}`,
    ];
  });

/** Where a node of libxml2 stands: positions among siblings, as our tree has them. */
function positionOf(node: LibNode): string {
  const own = String(node.find('preceding-sibling::node()').length);
  return node.parent === null ? own : `${positionOf(node.parent)}.${own}`;
}

describe('a path', () => {
  it('leads where XPath leads, as libxml2 knows it', () => {
    let found = 0;
    fc.assert(
      fc.property(roots, fc.array(paths, { minLength: 12, maxLength: 12 }), (root, all) => {
        const document = parseXml(`<!--b-->${writeXml(root)}<?a b?>`);
        withLibxml2(writeXml(document), (theirs) => {
          for (const [ours, xpath] of all) {
            const places = findPlaces(document, ours).map(({ steps }) => steps.join('.'));
            expect(places, `${ours} ${xpath}`).toEqual(theirs.find(xpath).map(positionOf));
            found += places.length;
          }
        });
      }),
      { numRuns: 100, seed: 4 },
    );
    expect(found).toBeGreaterThan(300);
  });

  const XML =
    '<p:a xmlns:p="urn:p" xmlns:q="urn:q" I="1"><b I="2" q:I="x"/>t<c><b/><q:b J="">u<![CDATA[v]]></q:b></c></p:a>';
  const document = parseXml(XML);
  const shown = (path: string): readonly string[] =>
    findPlaces(document, path).map(({ steps, attribute }) => {
      const node = nodeAt(document, { steps });
      const name = node.kind === 'element' ? node.name : node.kind;
      return attribute === undefined ? name : `${name}@${attribute}`;
    });

  it.each<[string, string, readonly string[]]>([
    ['a name without a prefix: any prefix', '//b', ['b', 'b', 'q:b']],
    ['a name with a prefix: as written', '//q:b', ['q:b']],
    ['a prefix that another one is bound to', '//x:b', []],
    ['a number: of all that was found', '//b[2]', ['b']],
    ['a number: not of siblings', '//c/b[1]', ['b']],
    ['the last of all', '//b[last()]', ['q:b']],
    ['numbers behind conditions', '//b[@I][1]', ['b']],
    ['conditions behind numbers', '//b[2][@I]', []],
    ['one piece of text, CDATA by itself', '//q:b/text()', ['text', 'cdata']],
    ['any node', '/a/node()', ['b', 'text', 'c']],
    ['names of attributes as written', '//b[@q:I]', ['b']],
    ['attributes without a prefix have none', '//*[@I="x"]', []],
    ['declarations are attributes', '//@xmlns:q', ['p:a@xmlns:q']],
    ['an attribute that is missing has a place', '//c/b/@I', ['b@I', 'q:b@I']],
    ['behind // only those that are there', '//c//@J', ['q:b@J']],
    ['an attribute of what was found itself', '/a//@I', ['p:a@I', 'b@I']],
    ['no attribute of the document', '/@I', []],
    ['names that every object has', '//constructor', []],
    ['the same place once', '//*//b', ['b', 'b', 'q:b']],
    ['an element called text', '//text', []],
  ])('differs from XPath, or is easily mistaken: %s', (_, path, expected) => {
    expect(shown(path)).toEqual(expected);
  });

  it.each([
    ['', 'cannot be read from "" on'],
    ['/', 'cannot be read from "/" on'],
    ['a', 'cannot be read from "a" on'],
    ['/a/', 'cannot be read from "/" on'],
    ['///a', 'cannot be read from "///a" on'],
    ['/a b', 'cannot be read from " b" on'],
    ['/a|/b', 'cannot be read from "|/b" on'],
    ['/..', 'cannot be read from "/.." on'],
    ['/1a', 'cannot be read from "/1a" on'],
    ['/p:*', 'cannot be read from "*" on'],
    ['/@*', 'cannot be read from "/@*" on'],
    ['/position()', 'cannot be read from "()" on'],
    ['/a[@b="c]', 'cannot be read from "[@b="c]" on'],
    ['/a[1', 'cannot be read from "[1" on'],
    ['/a]', 'cannot be read from "]" on'],
    ['/a[]', 'has a condition that is not understood: []'],
    ['/a[0]', 'has a condition that is not understood: [0]'],
    ['/a[-1]', 'has a condition that is not understood: [-1]'],
    ['/a[01]', 'has a condition that is not understood: [01]'],
    ['/a[b/c]', 'has a condition that is not understood: [b/c]'],
    ['/a[@b=1]', 'has a condition that is not understood: [@b=1]'],
    ['/a[@b!="1"]', 'has a condition that is not understood: [@b!="1"]'],
    ['/a[position()=1]', 'has a condition that is not understood: [position()=1]'],
    ['/@a/b', 'goes on behind an attribute'],
    ['//@a[1]', 'has a condition on an attribute'],
  ])('says what is wrong with %s', (path, problem) => {
    const error: unknown = expect.objectContaining({
      name: 'UserError',
      code: 'value-invalid',
      message: `The path ${path} ${problem}.`,
      fix: expect.stringContaining('/Response/Assertion') as string,
    });
    expect(() => findPlaces(document, path)).toThrow(error);
    expect(() => {
      checkPath(path);
    }).toThrow(error);
  });

  it('takes quotes and brackets in values', () => {
    const hostile = parseXml(`<a><b I="]'"/><b I='"['/><b I=" x "/></a>`);
    const at = (path: string): unknown => findPlaces(hostile, path).map(({ steps }) => steps);
    expect(at(`//b[@I="]'"]`)).toEqual([[0, 0]]);
    expect(at(`//b[@I='"[']`)).toEqual([[0, 1]]);
    expect(at(`//b[ @I = " x " ]`)).toEqual([[0, 2]]);
  });
});

describe('what operations ask for', () => {
  const document = parseXml('<a I="1"><b/><b I="2"/>t</a>');
  const failure = (work: () => unknown): UserError => {
    try {
      work();
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
    throw new Error('nothing was thrown');
  };

  it('the first place, every place, places of attributes that may be missing or not', () => {
    expect(placeAt(document, '//b')).toEqual({ steps: [0, 0] });
    expect(nodesAt(document, '//b')).toEqual([{ steps: [0, 0] }, { steps: [0, 1] }]);
    expect(targetsAt(document, '//b/@I')).toHaveLength(2);
    expect(placesAt(document, '//b/@I')).toEqual([{ steps: [0, 1], attribute: 'I' }]);
    expect(placesAt(document, '//text()')).toEqual([{ steps: [0, 2] }]);
  });

  it.each([placeAt, nodesAt, targetsAt, placesAt])('at least one, %o', (at) => {
    expect(failure(() => at(document, '//c'))).toMatchObject({
      code: 'mutation-impossible',
      message: 'The message has nothing at //c.',
      fix: expect.stringContaining('standin mint') as string,
    });
  });

  it('no attribute where a node is needed, none that is missing where one is', () => {
    for (const at of [placeAt, nodesAt]) {
      expect(failure(() => at(document, '/a/@I'))).toMatchObject({
        code: 'mutation-impossible',
        message: '/a/@I is an attribute, and a node is needed.',
      });
    }
    expect(failure(() => placesAt(document, '/a/@J')).code).toBe('mutation-impossible');
  });
});
