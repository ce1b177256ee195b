import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FLOORS } from './floors.js';
import type { LockedPackages } from './lock-check.js';
import {
  advisoryViolations,
  isAtLeast,
  isAttacked,
  originViolations,
  shippedPlaces,
} from './lock-check.js';
import { ROOT } from './source-file.js';

interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: LockedPackages;
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
const { lockfileVersion, packages } = read('package-lock.json') as Lockfile;
const { dependencies, peerDependencies, devDependencies } = read('package.json') as Manifest;
const integrity = 'sha512-x';

/** What users bring themselves. */
const BROUGHT = [...Object.keys(peerDependencies), 'supertest', '@jest/expect'];
const USED = Object.values(FLOORS)
  .flatMap((floor) => floor.packages)
  .filter((used) => !used.startsWith('node:') && !BROUGHT.includes(used));
const SHIPPED = shippedPlaces(packages, USED);

describe('the lockfile', () => {
  it('is read: it knows every dependency of package.json at its version', () => {
    expect(lockfileVersion).toBe(3);
    const asked = Object.entries(devDependencies);
    for (const [name, version] of asked) {
      const locked = packages[`node_modules/${name}`];
      const found = locked?.version ?? '';
      const spec = locked?.name === undefined ? found : `npm:${locked.name}@${found}`;
      expect([name, spec]).toEqual([name, version]);
    }
  });

  it('installs nothing for users: what the bundles need is in them', () => {
    expect(dependencies).toBeUndefined();
    expect([...SHIPPED]).toEqual(
      expect.arrayContaining([
        'node_modules/samlify',
        'node_modules/xml',
        'node_modules/node-forge',
      ]),
    );
    expect(SHIPPED.size).toBeGreaterThan(80);
    expect([...SHIPPED]).not.toContain('node_modules/vitest');
  });

  it('holds nothing with a known advisory', () => {
    expect(advisoryViolations(packages, SHIPPED)).toEqual([]);
  });

  it('ships nothing that is there to be attacked', () => {
    const attacked = Object.keys(packages).filter((place) => isAttacked(place, packages));
    expect(attacked).toEqual(
      expect.arrayContaining([
        'node_modules/samlify-2.9.1',
        'node_modules/node-saml-5.0.0/node_modules/xml-crypto',
      ]),
    );
    expect(attacked.filter((place) => SHIPPED.has(place))).toEqual([]);
  });

  it('forces the xml-crypto that falls on one package alone', () => {
    const crypto = Object.entries(packages).filter(
      ([place, { version }]) => place.endsWith('node_modules/xml-crypto') && version === '6.0.0',
    );
    expect(crypto.map(([place]) => place)).toEqual([
      'node_modules/boxyhq-saml20-1.7.0/node_modules/xml-crypto',
      'node_modules/node-saml-5.0.0/node_modules/xml-crypto',
    ]);
  });

  it('holds only packages of a registry, and none that runs a script when it is shipped', () => {
    expect(originViolations(packages, SHIPPED)).toEqual([]);
  });
});

describe('the checks can fail', () => {
  it.each([
    ['node_modules/samlify', { version: '2.12.9' }],
    ['node_modules/samlify', { version: '2.13.0-beta.1' }],
    ['node_modules/a/node_modules/samlify', { version: '2.9.1' }],
    ['node_modules/a/node_modules/xml-crypto', { version: '6.0.0' }],
    ['node_modules/@node-saml/node-saml', { version: '5.0.1', dev: true }],
    ['node_modules/@xmldom/xmldom', { version: '0.8.12' }],
    ['node_modules/@xmldom/xmldom', { version: '0.9.9' }],
    ['node_modules/node-forge', { version: '1.3.3' }],
    ['node_modules/node-forge', {}],
    ['node_modules/samlify-2.9.1', { name: 'samlify', version: '2.9.1' }],
    ['node_modules/saml', { name: 'samlify', version: '2.9.1' }],
  ])('%s %o has an advisory', (place, locked) => {
    expect(advisoryViolations({ [place]: locked }, new Set([place]))).toHaveLength(1);
  });

  it('safe versions, dev copies of what is only unsafe when shipped, and other packages pass', () => {
    const safe = {
      'node_modules/samlify': { version: '2.13.1' },
      'node_modules/@xmldom/xmldom': { version: '0.9.10' },
      'node_modules/a/node_modules/@xmldom/xmldom': { version: '0.8.13' },
      'node_modules/b/node_modules/@xmldom/xmldom': { version: '0.7.0' },
      'node_modules/not-samlify': { version: '1.0.0' },
    };
    const shipped = new Set(Object.keys(safe).filter((place) => !place.includes('/b/')));
    expect(advisoryViolations(safe, shipped)).toEqual([]);
    expect(advisoryViolations(safe, new Set(Object.keys(safe)))).toHaveLength(1);
  });

  it('what is installed to be attacked passes with all that it brings, unless it is shipped', () => {
    const attacked = {
      'node_modules/samlify-2.9.1': { name: 'samlify', version: '2.9.1' },
      'node_modules/samlify-2.9.1/node_modules/xml-crypto': { version: '3.2.0' },
    };
    expect(advisoryViolations(attacked, new Set())).toEqual([]);
    expect(advisoryViolations(attacked, new Set(Object.keys(attacked)))).toHaveLength(2);
    const hoisted = { ...attacked, 'node_modules/xml-crypto': { version: '3.2.0' } };
    expect(advisoryViolations(hoisted, new Set())).toHaveLength(1);
    const unnamed = { 'node_modules/old': { name: 'samlify', version: '2.9.1' } };
    expect(advisoryViolations(unnamed, new Set())).toHaveLength(1);
  });

  it.each([
    { resolved: 'git+ssh://git@github.com/a/b.git#abc', integrity },
    { resolved: 'https://github.com/a/b', integrity },
    { resolved: 'file:../b', integrity },
    { version: '1.0.0' },
    { integrity, hasInstallScript: true },
  ])('%o has a wrong origin', (locked) => {
    expect(
      originViolations({ 'node_modules/b': locked }, new Set(['node_modules/b'])),
    ).toHaveLength(1);
  });

  it('tarballs, checksums alone and dev packages with scripts pass', () => {
    const fine = {
      '': {},
      'node_modules/a': { resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz', integrity },
      'node_modules/b': { integrity },
      'node_modules/c': { integrity, hasInstallScript: true },
    };
    expect(originViolations(fine, new Set(['node_modules/a', 'node_modules/b']))).toEqual([]);
  });

  it('what is shipped is found as Node finds it', () => {
    const nested = {
      'node_modules/a': { dependencies: { b: '1', c: '1' } },
      'node_modules/a/node_modules/b': { dependencies: { c: '2' } },
      'node_modules/b': {},
      'node_modules/c': { dependencies: { '@s/d': '1' } },
      'node_modules/@s/d': { dependencies: { a: '1' } },
      'node_modules/e': {},
    };
    expect([...shippedPlaces(nested, ['a'])].sort()).toEqual([
      'node_modules/@s/d',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ]);
  });

  it('compares versions by number', () => {
    expect(isAtLeast('2.13.0', '2.9.0')).toBe(true);
    expect(isAtLeast('2.9.0', '2.13.0')).toBe(false);
    expect(isAtLeast('10.0.0', '9.9.9')).toBe(true);
    expect(isAtLeast('1.4.0', '1.4.0')).toBe(true);
  });
});
