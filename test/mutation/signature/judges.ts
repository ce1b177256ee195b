/** Who judges signatures besides xml-crypto: libxml2 with node:crypto, and xmlsec1. */
import { createHash, verify, type KeyObject } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { XmlElement as LibElement } from 'libxml2-wasm';
import type { FixedKeyName } from '../../../src/keys/key-file-names.js';
import type { SigningKey } from '../../../src/keys/keys.js';
import type { Application } from '../../../src/idp/tenant.js';
import type { Mutation } from '../../../src/scenario/mutation.js';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { scene } from '../../idp/scene.js';
import { fixedKey } from '../../keys/saml-tree.js';
import { theirs, withLibxml2, type Method } from '../../xml/libxml2.js';

/** A forged message; every fixed pair can be named, `attacker` is `attacker-1`. */
export function forged(
  vendor: VendorName,
  mutations: readonly Mutation[],
  application: Partial<Application> = {},
  key: SigningKey = fixedKey(`${vendor}-1`),
): string {
  const idp = scene(vendor);
  const keyNamed = (name: string): SigningKey =>
    fixedKey((/-\d+$/.test(name) ? name : `${name}-1`) as FixedKeyName);
  const forgery = { mutations, parts: {}, values: {}, key: keyNamed };
  return idp.issue({ key, application: { ...idp.application, ...application }, forgery }).xml;
}

/** What libxml2 finds in a message: what the signature of an element is about. */
export interface Signed {
  readonly signedInfo: string;
  readonly covered: string;
  readonly signature: Buffer;
  readonly digest: string;
}

function local(name: string): string {
  return `*[local-name()='${name}']`;
}

/** Takes a signature apart. @param holder - the local name of the signed element */
export function signedIn(xml: string, holder: string, method: Method): Signed {
  return withLibxml2(xml, (document) => {
    const first = (path: string): LibElement => document.find(path)[0] as LibElement;
    const signature = `//${local(holder)}/${local('Signature')}`;
    const text = (path: string): string => first(`${signature}${path}`).content;
    const signedInfo = first(`${signature}/${local('SignedInfo')}`);
    // The PrefixList is the transform's: CanonicalizationMethod has none.
    const plain = { ...method, inclusivePrefixes: [] };
    const found = {
      signedInfo: signedInfo.canonicalizeToString(theirs(plain)),
      signature: Buffer.from(text(`/${local('SignatureValue')}`), 'base64'),
      digest: text(`//${local('DigestValue')}`),
    };
    first(signature).remove();
    return { ...found, covered: first(`//${local(holder)}`).canonicalizeToString(theirs(method)) };
  });
}

/** How node:crypto is to verify. */
export interface Way {
  readonly hash: string;
  readonly digest: string;
  readonly options?: object;
}

/** Whether node:crypto takes the signature over what libxml2 canonicalises. */
export function isGood(signed: Signed, key: KeyObject, { hash, digest, options }: Way): boolean {
  const fits = createHash(digest).update(signed.covered).digest('base64') === signed.digest;
  const octets = Buffer.from(signed.signedInfo);
  return fits && verify(hash, octets, { key, ...options }, signed.signature);
}

/** Whether the machine has xmlsec1. */
export const XMLSEC1: boolean = spawnSync('xmlsec1', ['--version']).status === 0;

/** Whether xmlsec1 verifies the signature of the first element of that name. */
export function xmlsec1(xml: string, holder: string, key: SigningKey): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'standin-'));
  const [file, certificate] = [join(folder, 'message.xml'), join(folder, 'certificate.pem')];
  writeFileSync(file, xml);
  writeFileSync(certificate, key.certificate.pem);
  const ids = ['Response', 'Assertion', 'Object'].flatMap((name) => [
    `--id-attr:${name === 'Object' ? 'Id' : 'ID'}`,
    name,
  ]);
  const node = ['--node-xpath', `//${local(holder)}/${local('Signature')}`];
  const run = spawnSync('xmlsec1', [
    ...['--verify', ...ids, ...node],
    ...['--pubkey-cert-pem', certificate, file],
  ]);
  rmSync(folder, { recursive: true });
  return run.status === 0;
}
