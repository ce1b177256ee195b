// What a message brings about at the SP with a defect, and at the SP without.
import { expect } from 'vitest';
import { mutantOf } from '../../../src/sp/defects/mutants.js';
import type { AccountRecord } from '../../../src/sp/jit/account.js';
import { judge, type Circumstances } from '../checks/consuming.js';
import { ISSUER } from '../checks/genuine.js';
import { VICTIM } from './forgeries.js';

export const VICTIMS: AccountRecord = {
  id: 'victim',
  issuer: ISSUER,
  nameId: VICTIM,
  email: VICTIM,
  firstName: null,
  lastName: null,
  displayName: null,
  middleName: null,
  roles: [],
  groups: [],
  createdAt: 0,
  updatedAt: 0,
  lastLoginAt: 0,
};

/** What becomes of a message: a row that refuses, the victim, or somebody else. */
function outcome(xml: string, circumstances: Circumstances = {}): string {
  const result = judge(xml, circumstances);
  if (result.kind === 'rejected') return `refused by ${result.check}`;
  const { identity, account } = result.evidence;
  const isVictim =
    identity?.nameId === VICTIM ||
    identity?.values.email?.[0] === VICTIM ||
    (account !== undefined && account.kind !== 'create' && account.account.id === 'victim');
  return isVictim ? 'victim' : 'somebody';
}

export type Exploit = readonly [defect: string, xml: string, circumstances?: Circumstances];

/** As the victim with the defect, and not as the victim without. */
export function falls([id, xml, circumstances]: Exploit): void {
  expect(outcome(xml, circumstances)).not.toBe('victim');
  expect(outcome(xml, { ...circumstances, table: mutantOf(id) })).toBe('victim');
}

/** Accepted with the defect, and refused without. */
export function slips([id, xml, circumstances]: Exploit): void {
  expect(outcome(xml, circumstances)).toMatch(/^refused by /);
  expect(outcome(xml, { ...circumstances, table: mutantOf(id) })).not.toMatch(/^refused by /);
}

/** Rows as `it.each` wants them. */
export function titled(rows: readonly Exploit[]): (readonly [string, number, Exploit])[] {
  return rows.map((row, index) => [row[0], index, row]);
}
