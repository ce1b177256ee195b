/** What every operation on the tree leaves alone, on any document. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorsOf, editAt, nodeAt } from '../../src/mutation/edit.js';
import type { Place } from '../../src/mutation/path.js';
import type { XmlDocument, XmlElement, XmlNode } from '../../src/xml/node.js';
import { writeXml } from '../../src/xml/write.js';
import { documents, placesOf } from '../xml/documents.js';
import { drafted, type Call } from './tree/edited.js';

/** A document and one of its elements, by its number in document order. */
const targets = fc.tuple(documents, fc.nat(), fc.nat()).map(([document, any, other]) => {
  const all = placesOf(document);
  const [at, to] = [any % all.length, other % all.length];
  const at0 = all[at];
  const to0 = all[to];
  if (at0 === undefined || to0 === undefined) throw new Error('an element is there always');
  return { document, at: `//*[${at + 1}]`, to: `//*[${to + 1}]`, place: at0, target: to0 };
});

/** Naively: every node is written, and one of them otherwise. */
function spliced(document: XmlDocument, target: XmlNode, other: string): string {
  const write = (node: XmlNode): string => {
    if (node === target) return other;
    if (node.kind !== 'element' || node.children.length === 0) return writeXml(node);
    const tag = writeXml({ ...node, children: [] }).slice(0, -2);
    return `${tag}>${node.children.map(write).join('')}</${node.name}>`;
  };
  return (document.declaration ?? '') + document.children.map(write).join('');
}

function nodesOf(nodes: readonly XmlNode[]): readonly XmlNode[] {
  return nodes.flatMap((node) => [
    node,
    ...(node.kind === 'element' ? nodesOf(node.children) : []),
  ]);
}

/** What a node is by itself. */
function shell(node: XmlNode): string {
  if (node.kind !== 'element') return writeXml(node);
  return writeXml({ ...node, children: [] });
}

const after = (document: XmlDocument, call: Call): XmlDocument =>
  drafted(document, [call]).document;

/** An element that became empty is written shorter. */
function short(xml: string): string {
  return xml.replaceAll(/(?<!\/)><\/[^<>]*>/g, '/>');
}

type Case = readonly [string, (at: string) => Call, (element: XmlElement) => string];

const CASES: readonly Case[] = [
  [
    'set',
    (at) => ['set', { at, to: 'x<' }],
    (each) => writeXml({ ...each, children: [{ kind: 'text', text: 'x<' }] }),
  ],
  ['remove', (at) => ['remove', { at }], () => ''],
  ['rename', (at) => ['rename', { at, to: 'z' }], (each) => writeXml({ ...each, name: 'z' })],
  [
    'insert',
    (at) => ['insert', { at, where: 'after', comment: 'c' }],
    (each) => `${writeXml(each)}<!--c-->`,
  ],
  [
    'copy',
    (at) => ['copy', { from: at, to: at, where: 'before', times: 2 }],
    (each) => writeXml(each).repeat(3),
  ],
  ['wrap', (at) => ['wrap', { at, in: '<z/>' }], (each) => `<z>${writeXml(each)}</z>`],
  ['keep', (at) => ['keep', { at, as: 'k' }], writeXml],
];

describe.each(CASES)('%s', (_, call, expected) => {
  it('leaves everything else to the byte', () => {
    fc.assert(
      fc.property(targets, ({ document, at, place }) => {
        const changed = writeXml(after(document, call(at)));
        const naive = spliced(document, place.element, expected(place.element));
        expect(short(changed)).toBe(short(naive));
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('shares everything else with the message before', () => {
    fc.assert(
      fc.property(targets, ({ document, at, place }) => {
        const now = new Set(nodesOf(after(document, call(at)).children));
        const own = new Set<XmlNode>([...place.ancestors, ...nodesOf([place.element])]);
        const before = nodesOf(document.children).filter((node) => !own.has(node));
        expect(before.filter((node) => !now.has(node))).toEqual([]);
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});

describe('move', () => {
  const wheres = fc.constantFrom('before', 'after', 'first', 'last');

  it('keeps everything, and shares what is around neither place', () => {
    let moved = 0;
    fc.assert(
      fc.property(targets, wheres, ({ document, at, to, place, target }, where) => {
        const inside = [...target.ancestors, target.element].includes(place.element);
        const call = ['move', { from: at, to, where }] as const;
        if (inside) {
          expect(() => after(document, call)).toThrow('cannot be moved into itself');
          return;
        }
        moved += 1;
        const result = after(document, call);
        const [before, now] = [nodesOf(document.children), nodesOf(result.children)];
        expect(now.map(shell).sort()).toEqual(before.map(shell).sort());
        const changed = new Set<XmlNode>([...place.ancestors, ...target.ancestors, target.element]);
        const shared = new Set(now);
        expect(before.filter((node) => !changed.has(node) && !shared.has(node))).toEqual([]);
      }),
      { numRuns: 200, seed: 7 },
    );
    expect(moved).toBeGreaterThan(50);
  });

  it('is a copy and a removal', () => {
    fc.assert(
      fc.property(targets, wheres, ({ document, at, to, place, target }, where) => {
        fc.pre(![...target.ancestors, target.element].includes(place.element));
        const result = writeXml(after(document, ['move', { from: at, to, where }]));
        // The original is hollow, so that the copy can be told from it.
        const kept = drafted(document, [
          ['keep', { at, as: 'k' }],
          ['insert', { at, where: 'before', instruction: 'original' }],
          ['insert', { at: to, where, kept: 'k' }],
        ]).document;
        const text = writeXml(kept).replace(`<?original?>${writeXml(place.element)}`, '');
        expect(short(text)).toBe(short(result));
      }),
      { numRuns: 100, seed: 8 },
    );
  });
});

describe('a place', () => {
  const document: XmlDocument = {
    children: [
      {
        kind: 'element',
        name: 'a',
        attributes: [],
        children: [{ kind: 'text', text: 't' }],
      },
    ],
  };

  it('has its node and the elements around', () => {
    fc.assert(
      fc.property(targets, ({ document: any, place }) => {
        const find = (nodes: readonly XmlNode[], steps: readonly number[]): Place | undefined => {
          for (const [index, node] of nodes.entries()) {
            if (node === place.element) return { steps: [...steps, index] };
            const inside = node.kind === 'element' && find(node.children, [...steps, index]);
            if (inside !== false && inside !== undefined) return inside;
          }
          return undefined;
        };
        const found = find(any.children, []) ?? { steps: [] };
        expect(nodeAt(any, found)).toBe(place.element);
        expect(ancestorsOf(any, found)).toEqual(place.ancestors);
      }),
      { numRuns: 60, seed: 9 },
    );
  });

  it('that is not in the tree is our mistake', () => {
    const internal: unknown = expect.objectContaining({ name: 'InternalError' });
    expect(() => nodeAt(document, { steps: [1] })).toThrow(internal);
    expect(() => nodeAt(document, { steps: [] })).toThrow(internal);
    expect(() => editAt(document, { steps: [0, 1] }, () => [])).toThrow(internal);
    expect(() => editAt(document, { steps: [0, 0, 0] }, () => [])).toThrow(internal);
  });

  it('takes a hundred thousand nodes', () => {
    const { document: many } = drafted(document, [
      ['copy', { from: '/a/text()', to: '/a/text()', where: 'after', times: 100_000 }],
    ]);
    expect(writeXml(many)).toHaveLength('<a></a>'.length + 100_001);
  });
});
