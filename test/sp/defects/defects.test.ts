import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/sp/checks/checks.js';
import { DEFECTS } from '../../../src/sp/defects/defects.js';
import { DEFECT_NAMES, mutantOf, REMOVABLE_ROWS } from '../../../src/sp/defects/mutants.js';
import { verdict } from '../checks/consuming.js';
import { genuine } from '../checks/genuine.js';

const rows = new Set(CHECKS.map(({ id }) => id));

describe('the table of defects', () => {
  it('names each defect once, in kebab-case', () => {
    const ids = DEFECTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(new Set(DEFECT_NAMES).size).toBe(DEFECT_NAMES.length);
  });

  it.each(DEFECTS.map((defect) => [defect.id, defect] as const))(
    '%s says what it is and changes rows that there are',
    (_id, defect) => {
      expect(defect.title).toMatch(/^[A-Z].*\.$/s);
      expect(defect.seenIn.length).toBeGreaterThan(0);
      const ids = Object.keys(defect.rows);
      expect(ids.filter((id) => !rows.has(id))).toEqual([]);
      // A row keeps its name and its place; rows that produce are never taken out.
      for (const [id, row] of Object.entries(defect.rows)) {
        if (row === null) expect(REMOVABLE_ROWS).toContain(id);
        else expect(row.id).toBe(id);
      }
    },
  );

  it.each(DEFECT_NAMES.filter((name) => name !== 'reject-all'))(
    'the mutant %s lets a person in',
    (name) => {
      const table = mutantOf(name);
      expect(verdict(genuine(), { table })).toBe('accepted');
      expect(verdict(genuine({}, ['Response']), { table })).toBe('accepted');
      expect(verdict(genuine({}, ['Assertion', 'Response']), { table })).toBe('accepted');
    },
  );

  it('reject-all lets nobody in, accept-all everybody', () => {
    expect(verdict(genuine(), { table: mutantOf('reject-all') })).not.toBe('accepted');
    expect(verdict('nonsense', { table: mutantOf('accept-all') })).toBe('accepted');
  });

  it('refuses names that it does not know, with the nearest', () => {
    expect(() => mutantOf('first-text-nod')).toThrow('"first-text-nod" is no defect');
    expect(() => mutantOf('without-field')).toThrow('"without-field" is no defect');
  });

  it('several at once', () => {
    const table = mutantOf('signature-optional', 'without-version');
    expect(verdict(genuine({ version: '1.1' }, []), { table })).toBe('accepted');
  });
});
