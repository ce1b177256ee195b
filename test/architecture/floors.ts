/** The table of floors: who may import what. This file is the architecture; the tests hold `src` to it. */

/** A floor's folder and what it may use from outside. `node:*` stands for every module of Node. */
export interface Floor {
  readonly level: number;
  readonly packages: readonly string[];
}

/** Floors from here on up may do I/O; below, everything arrives through the context. */
export const FIRST_IMPURE_FLOOR = 5;

/**
 * By the first part of the path below `src`: a folder, or a file without its ending. A file imports only
 * from a lower floor or from its own folder; folders of the same floor are strangers.
 */
export const FLOORS: Readonly<Record<string, Floor>> = {
  base: { level: 0, packages: ['leven'] },
  xml: { level: 1, packages: ['saxes'] },
  directory: { level: 1, packages: [] },
  scenario: { level: 1, packages: ['yaml', 'zod'] },
  // xml-crypto and @xmldom/xmldom judge signatures that our own code made; they never make one.
  keys: {
    level: 2,
    packages: ['node:crypto', 'node-forge', 'xml-encryption', 'xml-crypto', '@xmldom/xmldom'],
  },
  saml: { level: 2, packages: ['node:zlib', 'node:buffer', 'xmlbuilder2'] },
  idp: { level: 3, packages: ['node:crypto', 'xmlbuilder2'] },
  mutation: { level: 3, packages: ['node:zlib'] },
  login: { level: 4, packages: [] },
  logout: { level: 4, packages: [] },
  sp: {
    level: 5,
    packages: [
      'node:*',
      '@xmldom/xmldom',
      'css-select',
      'csv-parse',
      'domhandler',
      'express',
      'parse5',
      'parse5-htmlparser2-tree-adapter',
      'playwright-core',
      'samlify',
      'supertest',
      'tough-cookie',
      'xml-crypto',
      'xmlbuilder2',
    ],
  },
  server: { level: 5, packages: ['node:*', 'express', 'zod'] },
  attack: { level: 6, packages: ['node:*'] },
  lifecycle: { level: 6, packages: ['node:*'] },
  run: { level: 7, packages: ['node:*'] },
  report: { level: 8, packages: ['node:*', 'picocolors', 'xmlbuilder2'] },
  // Failures of tests are worded as reports word them.
  testing: {
    level: 9,
    packages: ['node:*', 'vitest', '@jest/globals', '@jest/expect', 'expect'],
  },
  cli: { level: 9, packages: ['node:*', 'commander', 'picocolors'] },
  index: { level: 10, packages: [] },
};

/** The part of the table that a file below `src` belongs to: `src/idp/okta/x.ts` is `idp`. */
export function partOf(path: string): string {
  const [first = ''] = path.replace(/^src\//, '').split('/');
  return first.replace(/\.ts$/, '');
}
