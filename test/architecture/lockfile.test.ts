import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LockedPackages } from './lock-check.js';
import { advisoryViolations, isAtLeast, originViolations } from './lock-check.js';
import { ROOT } from './source-file.js';

interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: LockedPackages;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
const { lockfileVersion, packages } = read('package-lock.json') as Lockfile;
const { dependencies, devDependencies } = read('package.json') as Manifest;
const integrity = 'sha512-x';

describe('the lockfile', () => {
  it('is read: it knows every dependency of package.json at its version', () => {
    expect(lockfileVersion).toBe(3);
    const asked = Object.entries({ ...dependencies, ...devDependencies });
    for (const [name, version] of asked) {
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
  });

  it('holds nothing with a known advisory', () => {
    expect(advisoryViolations(packages)).toEqual([]);
  });

  it('holds only packages of a registry, and none that runs a script when it is shipped', () => {
    expect(originViolations(packages)).toEqual([]);
  });
});

describe('the checks can fail', () => {
  it.each([
    ['node_modules/samlify', { version: '2.12.9' }],
    ['node_modules/samlify', { version: '2.13.0-beta.1' }],
    ['node_modules/a/node_modules/samlify', { version: '2.9.1', dev: true }],
    ['node_modules/a/node_modules/xml-crypto', { version: '6.0.0', dev: true }],
    ['node_modules/@node-saml/node-saml', { version: '5.0.1', dev: true }],
    ['node_modules/@xmldom/xmldom', { version: '0.8.12' }],
    ['node_modules/@xmldom/xmldom', { version: '0.9.9' }],
    ['node_modules/node-forge', { version: '1.3.3' }],
    ['node_modules/node-forge', {}],
  ])('%s %o has an advisory', (place, locked) => {
    expect(advisoryViolations({ [place]: locked })).toHaveLength(1);
  });

  it('safe versions, dev copies of what is only unsafe when shipped, and other packages pass', () => {
    const safe = {
      'node_modules/samlify': { version: '2.13.1' },
      'node_modules/@xmldom/xmldom': { version: '0.9.10' },
      'node_modules/a/node_modules/@xmldom/xmldom': { version: '0.8.13' },
      'node_modules/b/node_modules/@xmldom/xmldom': { version: '0.7.0', dev: true },
      'node_modules/not-samlify': { version: '1.0.0' },
    };
    expect(advisoryViolations(safe)).toEqual([]);
  });

  it.each([
    { resolved: 'git+ssh://git@github.com/a/b.git#abc', integrity },
    { resolved: 'https://github.com/a/b', integrity },
    { resolved: 'file:../b', integrity },
    { version: '1.0.0' },
    { integrity, hasInstallScript: true },
  ])('%o has a wrong origin', (locked) => {
    expect(originViolations({ 'node_modules/b': locked })).toHaveLength(1);
  });

  it('tarballs, checksums alone and dev packages with scripts pass', () => {
    const fine = {
      '': {},
      'node_modules/a': { resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz', integrity },
      'node_modules/b': { integrity },
      'node_modules/c': { integrity, hasInstallScript: true, dev: true },
    };
    expect(originViolations(fine)).toEqual([]);
  });

  it('compares versions by number', () => {
    expect(isAtLeast('2.13.0', '2.9.0')).toBe(true);
    expect(isAtLeast('2.9.0', '2.13.0')).toBe(false);
    expect(isAtLeast('10.0.0', '9.9.9')).toBe(true);
    expect(isAtLeast('1.4.0', '1.4.0')).toBe(true);
  });
});
