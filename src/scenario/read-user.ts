/** Floor 1: people and changes that are written in code, held to the rules of scenario files. */
import type { z } from 'zod';
import { UserError } from '../base/errors.js';
import { explain } from './explain.js';
import type { UserSeed } from './scenario.js';
import { change, user } from './schema/user.js';
import { handle } from './schema/value.js';

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
 * @param name - the handle
 * @param seed - as somebody wrote it; one value may stand for a list
 * @throws UserError `key-unknown`, `value-invalid`
 * @example
 * readUser('ada', { email: 'ada@acme.example', roles: 'Admin' }).roles; // ['Admin']
 */
export function readUser(name: string, seed: object): UserSeed {
  read(handle, name, `The handle "${name}"`);
  return read(user, said(seed), name);
}

/** What an update changes. @throws UserError `key-unknown`, `value-invalid` */
export function readChange(name: string, set: object): Readonly<Record<string, unknown>> {
  return read(change, said(set), name);
}
