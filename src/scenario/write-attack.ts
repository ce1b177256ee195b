/** Floor 1: an attack as the text of an attack file. */
import { Document } from 'yaml';
import type { Attack } from './attack.js';
import type { Mutation } from './mutation.js';
import { OPERATION_SCHEMAS } from './schema/mutations.js';
import type { LoginStep } from './step.js';

/** `sign` alone, a place alone where the operation may be written so, or settings by name: as people write them. */
function written({ operation, settings }: Mutation): unknown {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(settings);
  if (operation === 'sign' && entries.length === 0) return 'sign';
  const [only] = entries;
  const place = entries.length === 1 && only?.[0] === 'at' ? only[1] : undefined;
  const short = place !== undefined && OPERATION_SCHEMAS[operation].safeParse(place).success;
  return { [operation]: short ? place : settings };
}

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
    mutate: mutate.map(written),
    'caught-by': attack.caughtBy,
  };
  // What stands twice is written twice: people change one of the two.
  const document = new Document(file, { aliasDuplicateObjects: false });
  return document.toString({ lineWidth: 120 });
}
