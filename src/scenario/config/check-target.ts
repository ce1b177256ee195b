/** Floor 1: what keys of a target must know of each other, and of the texts that are filled in later. */
import { isLoopback } from '../../base/loopback.js';
import { suggest } from '../../base/suggest.js';
import type { Problem } from '../problem.js';
import { isAbsolute } from '../schema/config/address.js';
import { isMap, valueAt } from '../value-at.js';
import type { Path } from '../yaml-text.js';

/** What is filled in between braces, by the place of the text in a target. */
const PLACEHOLDERS: readonly (readonly [path: Path, names: readonly string[]])[] = [
  [
    ['start', 'form'],
    ['email', 'domain'],
  ],
  [['start'], ['email', 'domain', 'idp']],
  [['deprovision'], ['email', 'nameId']],
  [['clock'], ['now']],
  [['trust'], ['metadata']],
  [['reset'], []],
];

const ALL = [...new Set(PLACEHOLDERS.flatMap(([, names]) => names))];

/** Keys whose text is an address; actions on one line have it behind the method. */
const ADDRESSES: ReadonlySet<unknown> = new Set([
  ...['url', 'start', 'session', 'accounts', 'acs', 'metadata', 'logout', 'ready'],
  ...['reset', 'deprovision', 'clock', 'trust'],
]);

interface Text {
  readonly path: Path;
  readonly text: string;
}

/**
 * Checks a target beyond its schema.
 *
 * @param target - as it was read, of any shape
 * @param path - where it stands
 */
export function checkTarget(target: unknown, path: Path): Problem[] {
  const texts = textsIn(target, []);
  const problems = [...insecurity(target, texts), ...texts.flatMap(misspelt)];
  return problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}

function textsIn(value: unknown, path: Path): Text[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    textsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Unchecked certificates prove nothing of a host on a network. */
function insecurity(target: unknown, texts: readonly Text[]): Problem[] {
  if (valueAt(target, ['tls', 'insecure']) !== true) return [];
  const hosts = texts
    .filter(({ path }) => ADDRESSES.has(path.at(-1)))
    .map(({ text }) => text.replace(/^[A-Z]+ /, ''))
    .filter(isAbsolute)
    .map((text) => new URL(text).hostname);
  const away = hosts.find((host) => !isLoopback(host));
  if (away === undefined) return [];
  const message = `"insecure" is for this machine only, and ${away} is another`;
  const fix = 'Trust its certificate: tls: { ca: ./ca.pem }.';
  return [{ code: 'value-invalid', path: ['tls', 'insecure'], message, fix }];
}

/** Braces may mean anything, so only what is nearly a placeholder, or one of another key, is a mistake. */
function misspelt({ path, text }: Text): Problem[] {
  const row = PLACEHOLDERS.find(([place]) => place.every((part, at) => path[at] === part));
  if (row === undefined) return [];
  const [, names] = row;
  return [...text.matchAll(/\{([A-Za-z]+)\}/g)].flatMap(([whole, name = '']): Problem[] => {
    if (names.includes(name) || suggest(name, ALL) === undefined) return [];
    const near = suggest(name, names);
    const message = `${whole} is not filled in here`;
    const known = names.map((each) => `{${each}}`).join(', ');
    const use = known === '' ? 'Nothing is' : `Use one of: ${known}`;
    const fix = near === undefined ? `${use}.` : `Did you mean {${near}}?`;
    return [{ code: 'value-invalid', path, message, fix }];
  });
}
