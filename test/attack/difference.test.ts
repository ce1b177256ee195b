import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { difference, type DiffLine } from '../../src/attack/difference.js';
import { prettyXml } from '../../src/xml/pretty.js';
import { parseXml } from '../../src/xml/parse.js';
import { edited, MESSAGES } from '../mutation/tree/edited.js';

const DIFF = spawnSync('diff', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'standin-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'd e'), { maxLength: 9 });

const sideOf = (all: readonly DiffLine[], gone: 'removed' | 'added'): readonly string[] =>
  all.filter(({ kind }) => kind !== gone).map(({ text }) => text);

/** The most lines that both have in order, tried naively. */
function longest(one: readonly string[], other: readonly string[]): number {
  const [first, ...rest] = one;
  if (first === undefined) return 0;
  const at = other.indexOf(first);
  const without = longest(rest, other);
  return at < 0 ? without : Math.max(without, 1 + longest(rest, other.slice(at + 1)));
}

/** How many lines diff keeps. */
function keptByDiff(one: readonly string[], other: readonly string[]): number {
  const files = [one, other].map((each, index) => {
    const file = join(folder, String(index));
    writeFileSync(file, each.map((line) => `${line}\n`).join(''));
    return file;
  });
  const { stdout } = spawnSync('diff', ['--minimal', '--unified=100000', ...files]);
  const [, , , ...body] = String(stdout).split('\n');
  return body.filter((line) => line.startsWith(' ')).length;
}

describe('a difference', () => {
  it('has both texts in it, in order, and keeps as much as can be kept', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const all = difference(before, after);
        expect(sideOf(all, 'added')).toEqual(before);
        expect(sideOf(all, 'removed')).toEqual(after);
        const same = all.filter(({ kind }) => kind === 'same');
        expect(same).toHaveLength(longest(before, after));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('shows what goes before what comes', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const kinds = difference(before, after).map(({ kind }) => kind);
        const turned = kinds.some((kind, at) => kind === 'removed' && kinds[at - 1] === 'added');
        expect(turned).toBe(false);
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  it.each([
    [[], [], ''],
    [['a'], ['a'], ' a'],
    [['a', 'b'], ['a', 'c'], ' a,-b,+c'],
    [['b', 'a'], ['c', 'a'], '-b,+c, a'],
    [[], ['a', 'b'], '+a,+b'],
    [['a', 'a'], ['a'], ' a,-a'],
    [['a'], ['a', 'a'], ' a,+a'],
  ] as const)('%j %j', (before, after, expected) => {
    const signs = { same: ' ', removed: '-', added: '+' };
    const shown = difference(before, after).map(({ kind, text }) => signs[kind] + text);
    expect(shown.join(',')).toBe(expected);
  });

  it.each(MESSAGES)('of messages of %s keeps as many lines as diff', (_, xml) => {
    const changed = edited(
      xml,
      ['copy', { from: '//Assertion', to: '//Assertion', where: 'before' }],
      ['set', { at: '//Assertion[1]//NameID', to: 'eve' }],
      ['remove', { at: '//Assertion[2]/Conditions' }],
      ['move', { from: '/Response/Status', to: '/Response', where: 'last' }],
    );
    const [before, after] = [xml, changed].map((each) => prettyXml(parseXml(each)).split('\n'));
    const all = difference(before ?? [], after ?? []);
    const kept = all.filter(({ kind }) => kind === 'same').length;
    if (DIFF) expect(kept).toBe(keptByDiff(before ?? [], after ?? []));
    expect(all.filter(({ kind }) => kind !== 'same')).not.toEqual([]);
  });

  it('of two long texts that differ in the middle costs little', () => {
    const long = Array.from({ length: 50_000 }, (_, index) => String(index));
    const all = difference(long, long.with(25_000, 'x'));
    expect(all.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual([
      '25000',
      'x',
    ]);
  });
});
