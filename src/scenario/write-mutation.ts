/** Floor 1: an operation of a forgery as people write it. */
import type { Mutation } from './mutation.js';
import { OPERATION_SCHEMAS } from './schema/mutations.js';

/** `sign` alone, a place alone where the operation may be written so, or settings by name. */
export function writeMutation({ operation, settings }: Mutation): unknown {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(settings);
  if (operation === 'sign' && entries.length === 0) return 'sign';
  const [only] = entries;
  const place = entries.length === 1 && only?.[0] === 'at' ? only[1] : undefined;
  const short = place !== undefined && OPERATION_SCHEMAS[operation].safeParse(place).success;
  return { [operation]: short ? place : settings };
}
