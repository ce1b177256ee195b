/** Floor 5: finds the operation for a method and an address. */
import { UserError } from '../../base/errors.js';
import { suggest } from '../../base/suggest.js';
import { API } from './address.js';
import { MethodRefused } from './api-error.js';
import type { Operation } from './operation.js';
import { OPERATIONS } from './operations.js';

/** An operation with the parts of its path. */
export interface FoundOperation {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    // %zz: no part of an address of ours.
    return undefined;
  }
}

/** The path's parts where it fits the address; a part in braces takes what its schema takes. */
function matched(
  { address, path = {} }: Operation,
  parts: readonly string[],
): FoundOperation['path'] | undefined {
  const wanted = address.split('/');
  if (wanted.length !== parts.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = decoded(parts[index] ?? '');
    const key = /^\{(\w+)\}$/.exec(want)?.[1];
    if (key === undefined ? part !== want : path[key]?.safeParse(part).success !== true) {
      return undefined;
    }
    if (key !== undefined && part !== undefined) found[key] = part;
  }
  return found;
}

/** Every address that differs from the path in names only: what may have been meant. */
function addressesLike(parts: readonly string[]): readonly string[] {
  const same = OPERATIONS.filter(({ address }) => address.split('/').length === parts.length);
  return same.flatMap(({ address, path = {} }) => {
    const words = [...address.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => key);
    const last = words.at(-1);
    const choices = last === undefined ? [] : choicesOf(path[last]);
    const filled = address
      .split('/')
      .map((want, index) => (want.startsWith('{') ? (parts[index] ?? '') : want))
      .join('/');
    if (choices.length === 0) return [filled];
    return choices.map((choice) => filled.replace(/[^/]*$/, choice));
  });
}

function choicesOf(schema: unknown): readonly string[] {
  const { options } = schema as { readonly options?: unknown };
  return Array.isArray(options) ? options.map(String) : [];
}

function unknown(below: string, parts: readonly string[]): UserError {
  const near = suggest(below, addressesLike(parts));
  const fix =
    near === undefined
      ? 'Every address: /__standin/openapi.json'
      : `Did you mean ${API}${near}? Every address: /__standin/openapi.json`;
  return new UserError('address-unknown', `The admin API has no ${API}${below}.`, { fix });
}

/**
 * Finds it.
 *
 * @param url - the path as it was sent
 * @throws UserError `address-unknown`, `method-refused`
 */
export function findOperation(method: string, url: string): FoundOperation {
  const below = url.slice(API.length).replace(/\/$/, '');
  const parts = below.split('/');
  const allowed: string[] = [];
  for (const operation of OPERATIONS) {
    const path = matched(operation, parts);
    if (path === undefined) continue;
    if (operation.method === (method === 'HEAD' ? 'GET' : method)) return { operation, path };
    allowed.push(operation.method);
  }
  if (allowed.length === 0) throw unknown(below, parts);
  throw new MethodRefused(`${method} is not answered at ${API}${below}.`, {
    fix: `Use ${allowed.join(' or ')}.`,
    allow: allowed,
  });
}
