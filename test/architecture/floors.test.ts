import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FLOORS, partOf } from './floors.js';
import { importViolations } from './import-check.js';
import { purityViolations } from './purity-check.js';
import { filesBelow, ROOT } from './source-file.js';

const SOURCES = filesBelow('src', /\.ts$/);

describe('src', () => {
  it('has only folders of the table', () => {
    const parts = readdirSync(join(ROOT, 'src')).map((name) => partOf(name));
    expect(parts.filter((part) => FLOORS[part] === undefined)).toEqual([]);
    expect(SOURCES.length).toBeGreaterThan(50);
  });

  it('imports only downwards, and only what the floor may use', () => {
    expect(SOURCES.flatMap(importViolations)).toEqual([]);
  });

  it('takes time, chance and I/O from the context below floor 5', () => {
    expect(SOURCES.flatMap(purityViolations)).toEqual([]);
  });
});

describe('the import check can fail', () => {
  it.each([
    ['src/xml/a.ts', `import { x } from '../keys/b.js';`, 'xml imports keys, a higher floor'],
    ['src/xml/a.ts', `import type { X } from '../keys/b.js';`, 'xml imports keys, a higher floor'],
    ['src/xml/a.ts', `export * from '../keys/b.js';`, 'xml imports keys, a higher floor'],
    ['src/xml/a.ts', `type X = import('../keys/b.js').X;`, 'xml imports keys, a higher floor'],
    ['src/xml/a.ts', `await import('../keys/b.js');`, 'xml imports keys, a higher floor'],
    ['src/xml/a.ts', `const x = require('../keys/b.js');`, 'xml imports keys, a higher floor'],
    ['src/xml/a.ts', `import x = require('../keys/b.js');`, 'xml imports keys, a higher floor'],
    ['src/xml/a.ts', `import '../login.js';`, 'xml imports login, a higher floor'],
    [
      'src/keys/deep/a.ts',
      `import '../../saml/b.js';`,
      'keys imports saml, a stranger of the same floor',
    ],
    ['src/login.ts', `import './sp/target.js';`, 'login imports sp, a higher floor'],
    ['src/xml/a.ts', `import '../new/b.js';`, 'new is not in the table of floors'],
    ['src/new/a.ts', ``, 'new is not in the table of floors'],
    ['src/xml/a.ts', `import '../../test/b.js';`, 'imports test/b.js, which is outside of src'],
    ['src/xml/a.ts', `import { readFileSync } from 'node:fs';`, 'xml may not use node:fs'],
    ['src/xml/a.ts', `import fs from 'fs';`, 'xml may not use fs'],
    ['src/idp/a.ts', `import 'node:child_process';`, 'idp may not use node:child_process'],
    ['src/keys/a.ts', `import 'node:http';`, 'keys may not use node:http'],
    ['src/scenario/a.ts', `import 'node:net';`, 'scenario may not use node:net'],
    ['src/directory/a.ts', `import type { Z } from 'zod/v4';`, 'directory may not use zod'],
    ['src/cli/a.ts', `import '@scope/name/deep';`, 'cli may not use @scope/name'],
    ['src/cli/a.ts', 'await import(`./${name}.js`);', 'imports a module by a computed name'],
  ])('%s: %s', (path, text, wrong) => {
    expect(importViolations({ path, text })).toEqual([`${path}: ${wrong}`]);
  });

  it('and lets pass what the table allows', () => {
    const text = `
      import { x } from '../base/errors.js';
      import type { Y } from './deep/y.js';
      import { z } from '../../src/xml/node.js';
      import 'node:crypto';
      type Z = import('../xml/node.js').XmlNode;
      const word = "import '../cli/main.js'"; // import '../cli/main.js'`;
    expect(importViolations({ path: 'src/keys/a.ts', text })).toEqual([]);
    expect(importViolations({ path: 'src/index.ts', text: `export * from './login.js';` })).toEqual(
      [],
    );
  });
});

describe('the purity check can fail', () => {
  it.each([
    ['const x = Date.now();', 'Date.now'],
    ['const x = globalThis.Date.now();', 'Date.now'],
    ['const x = Math.random;', 'Math.random'],
    ['const x = new Date();', 'new Date()'],
    ['const x = new Date;', 'new Date()'],
    ['const x = Date();', 'Date()'],
    ['const x = performance.now();', 'performance.now'],
    ['const x = crypto.randomUUID();', 'crypto.randomUUID'],
    [`import { randomBytes as x } from 'node:crypto';`, 'randomBytes'],
    ['const x = process.env;', 'process'],
    ['console.log(1);', 'console'],
    ['await fetch(url);', 'fetch'],
    ['setTimeout(x, 1);', 'setTimeout'],
  ])('%s', (text, what) => {
    const path = 'src/idp/a.ts';
    expect(purityViolations({ path, text })).toEqual([`${path}: ${what}`]);
    expect(purityViolations({ path: 'src/sp/a.ts', text })).toEqual([]);
  });

  it('and lets pass what is pure', () => {
    const text = `
      const x = new Date(instant).toISOString(); const y = Date.parse(text);
      // Date.now() in a comment
      const z = { process: 1, fetch: 2 }; z.process; step.fetch();
      import { createHash, generateKeyPairSync } from 'node:crypto';`;
    expect(purityViolations({ path: 'src/keys/a.ts', text })).toEqual([]);
    expect(purityViolations({ path: 'src/base/clock.ts', text: 'Date.now()' })).toEqual([]);
  });
});
