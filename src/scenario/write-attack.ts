/** Floor 1: an attack as the text of an attack file. */
import { Document } from 'yaml';
import type { Attack } from './attack.js';
import type { LoginStep } from './step.js';
import { writeMutation } from './write-mutation.js';

/** What is written of an attack that is one login. */
type Written = Pick<
  Attack,
  'title' | 'severity' | 'model' | 'clause' | 'expect' | 'signed' | 'users' | 'caughtBy'
> & { readonly description?: string; readonly steps: readonly [LoginStep] };

/**
 * The text of an attack file; `loadAttack` reads it back.
 *
 * @param attack - one login with operations
 */
export function writeAttack(attack: Written): string {
  const { title, description, severity, model, clause, expect, signed, users, steps } = attack;
  const [{ mutate = [], start }] = steps;
  const file = {
    attack: title,
    ...(description === undefined ? {} : { description }),
    severity,
    model,
    clause,
    expect,
    ...(signed === 'assertion' ? {} : { signed }),
    ...(start === 'sp' ? {} : { login: { start } }),
    attacker: users.attacker.email,
    mutate: mutate.map(writeMutation),
    'caught-by': attack.caughtBy,
  };
  // What stands twice is written twice: people change one of the two.
  const document = new Document(file, { aliasDuplicateObjects: false });
  return document.toString({ lineWidth: 120 });
}
