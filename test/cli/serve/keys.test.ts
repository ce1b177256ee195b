import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyFolder } from '../../../src/cli/serve/key-folder.js';
import { keyFileNames } from '../../../src/keys/key-file-names.js';
import { signingKeyFromPem } from '../../../src/keys/key-pem.js';
import { readSigningKey } from '../../../src/run/key-files.js';
import { scratchFolder } from '../command-line.js';

const OKTA = { name: 'okta-acme-1', shape: 'okta', tenant: 'acme' } as const;
const FILES = keyFileNames(OKTA.name);

let scratch: ReturnType<typeof scratchFolder>;
let path: string;
beforeEach(() => {
  scratch = scratchFolder();
  path = join(scratch.path, 'deep', 'keys');
});
afterEach(() => scratch.remove());

function mode(...names: readonly string[]): string {
  return (statSync(join(path, ...names)).mode & 0o777).toString(8);
}

describe('a folder of keys', () => {
  it('is made at the first need, private, and of no repository', async () => {
    const folder = openKeyFolder(path);
    expect(folder.isNew()).toBe(false);
    const key = await folder.signingKey(OKTA);
    expect(folder.isNew()).toBe(true);
    expect(readdirSync(path).sort()).toEqual(
      ['.gitignore', FILES.certificate, FILES.privateKey].sort(),
    );
    expect(readFileSync(join(path, '.gitignore'), 'utf8')).toBe('*\n');
    expect([mode(), mode(FILES.privateKey), mode(FILES.certificate)]).toEqual([
      '700',
      '600',
      '644',
    ]);
    expect(new X509Certificate(key.certificate.pem).subject).toContain('CN=acme');
  });

  it('keeps a pair, in the form of `standin keys create`', async () => {
    const first = await openKeyFolder(path).signingKey(OKTA);
    const again = openKeyFolder(path);
    expect((await again.signingKey(OKTA)).certificate).toEqual(first.certificate);
    expect(again.isNew()).toBe(false);
    expect(readSigningKey(OKTA.name, path).certificate).toEqual(first.certificate);
  });

  it('gives all that start at once the same whole pair', async () => {
    const folders = Array.from({ length: 4 }, () => openKeyFolder(path));
    const keys = await Promise.all(folders.map((folder) => folder.signingKey(OKTA)));
    const [first] = keys;
    for (const { certificate, publicKey } of keys) {
      expect(certificate).toEqual(first?.certificate);
      expect(publicKey.equals(first?.publicKey ?? publicKey)).toBe(true);
    }
    expect(readdirSync(path)).toHaveLength(3);
  });

  it('makes the certificate of a key whose making was ended halfway', async () => {
    const first = await openKeyFolder(path).signingKey(OKTA);
    rmSync(join(path, FILES.certificate));
    const key = await openKeyFolder(path).signingKey(OKTA);
    expect(key.publicKey.equals(first.publicKey)).toBe(true);
    expect(new X509Certificate(key.certificate.pem).checkPrivateKey(first.privateKey)).toBe(true);
  });

  it('makes no new key below a certificate that somebody may trust', async () => {
    await openKeyFolder(path).signingKey(OKTA);
    rmSync(join(path, FILES.privateKey));
    await expect(openKeyFolder(path).signingKey(OKTA)).rejects.toMatchObject({
      code: 'key-invalid',
      fix: expect.stringContaining('okta-acme-1') as string,
    });
    expect(readdirSync(path)).not.toContain(FILES.privateKey);
  });

  it('says that a key is broken', async () => {
    await openKeyFolder(path).signingKey(OKTA);
    rmSync(join(path, FILES.certificate));
    writeFileSync(join(path, FILES.privateKey), 'no key');
    await expect(openKeyFolder(path).signingKey(OKTA)).rejects.toMatchObject({
      code: 'key-invalid',
    });
  });

  it('keeps the pair of a server while it fits, and certifies the same key for other hosts', async () => {
    const folder = openKeyFolder(path);
    const first = await folder.serverPair(['localhost', '127.0.0.1']);
    expect(await folder.serverPair(['127.0.0.1'])).toEqual(first);
    const wider = await folder.serverPair(['localhost', 'box.example', '::1']);
    expect(wider.privateKey).toBe(first.privateKey);
    const x509 = new X509Certificate(wider.certificate);
    expect(x509.checkHost('box.example')).toBe('box.example');
    expect(signingKeyFromPem(wider).kind).toBe('ec-p256');
    expect(await folder.serverPair(['localhost', 'box.example', '::1'])).toEqual(wider);
    expect(readdirSync(path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
