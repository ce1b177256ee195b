/** Floor 9: people and changes as tests write them become what the directory takes, or one error with its cure. */
import type { z } from 'zod';
import { UserError } from '../base/errors.js';
import { explain } from '../scenario/explain.js';
import type { UserSeed } from '../scenario/scenario.js';
import { change, user } from '../scenario/schema/user.js';
import { handle as handleSchema } from '../scenario/schema/value.js';
import type { PersonChange, PersonSeed } from './person-seed.js';

function read<Value>(schema: z.ZodType<Value>, value: unknown, about: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [problem] = explain(result.error.issues, { schema, value, path: [] });
  throw new UserError(
    problem?.code ?? 'value-invalid',
    `${about}: ${problem?.message ?? 'this cannot be read'}.`,
    problem?.fix === undefined ? {} : { fix: problem.fix },
  );
}

/** Keys that are there and say nothing are not there. */
function said(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

/**
 * A person at the start.
 *
 * @param handle - how the test calls the person
 * @param seed - what it says
 * @param tenant - the tenant's name, for the address
 * @throws UserError `key-unknown`, `value-invalid`
 */
export function readPerson(handle: string, seed: PersonSeed, tenant: string): UserSeed {
  read(handleSchema, handle, `The handle "${handle}"`);
  const email = `${handle.toLowerCase()}@${tenant}.example`;
  return read(user, { email, ...said(seed) }, handle);
}

/** A change. @throws UserError `key-unknown`, `value-invalid` */
export function readChange(handle: string, set: PersonChange): Readonly<Record<string, unknown>> {
  return read(change, said(set), handle);
}
