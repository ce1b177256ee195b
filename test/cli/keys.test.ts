import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { VENDOR_NAMES } from '../../src/scenario/scenario.js';
import { standin, scratchFolder } from './command-line.js';

const place = scratchFolder();
afterAll(() => place.remove());

const create = (...args: readonly string[]) =>
  standin(['keys', 'create', ...args], { cwd: place.path });

function mode(...path: readonly string[]): string {
  return (statSync(join(place.path, ...path)).mode & 0o777).toString(8);
}

describe('standin keys create', () => {
  it('makes a pair of each vendor that only the user can read', async () => {
    const { code, stdout } = await create('all');
    expect(code).toBe(0);
    const names = readdirSync(join(place.path, 'all')).sort();
    expect(stdout.trim().split('\n').sort()).toEqual(names.map((name) => `all/${name}`));
    expect(names).toHaveLength(2 * VENDOR_NAMES.length);
    expect(mode('all')).toBe('700');
    for (const name of names) {
      expect(mode('all', name), name).toBe(name.endsWith('.key.pem') ? '600' : '644');
    }
  });

  it('makes the kind, shape and name asked for', async () => {
    const args = ['--kind', 'ec-p256', '--shape', 'okta', '--name', 'mine', '--cn', 'acme'];
    expect((await create('ec', ...args)).code).toBe(0);
    const read = (kind: string): string =>
      readFileSync(join(place.path, `ec/mine.NEVER-TRUST.${kind}.pem`), 'utf8');
    const certificate = new X509Certificate(read('crt'));
    expect(certificate.subject).toContain('CN=acme');
    expect(certificate.checkPrivateKey(createPrivateKey(read('key')))).toBe(true);
    expect(certificate.publicKey.asymmetricKeyType).toBe('ec');
  });

  it('never overwrites, and leaves nothing when one of the files is there', async () => {
    await create('twice', '--shape', 'okta');
    const before = readFileSync(join(place.path, 'twice/okta-1.NEVER-TRUST.key.pem'), 'utf8');
    const { code, stderr } = await create('twice');
    expect(code).toBe(2);
    expect(stderr).toContain('[file-exists]');
    expect(readFileSync(join(place.path, 'twice/okta-1.NEVER-TRUST.key.pem'), 'utf8')).toBe(before);
    expect(readdirSync(join(place.path, 'twice'))).toHaveLength(2);
  });

  it('refuses names that lead elsewhere, and folders that are files', async () => {
    expect((await create('x', '--name', '../evil')).code).toBe(2);
    writeFileSync(join(place.path, 'file'), '');
    const { code, stderr } = await create('file');
    expect(code).toBe(2);
    expect(stderr).toContain('[file-unwritable]');
  });
});
