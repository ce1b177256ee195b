/** Messages whose Assertion is encrypted, as each vendor writes them, at other people's SP libraries. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VendorName } from '../../src/scenario/scenario.js';
import { fixedKey, NOW } from '../idp/scene.js';
import { schemaErrors } from '../schemas/validate.js';
import { CASES, mint, type Case } from './cases.js';
import { LIBRARIES } from './libraries.js';
import { XMLSEC, xmlsecVerdict } from './xmlsec.js';

// The libraries ask the machine what time it is; in these tests it is the time of the message.
beforeAll(() => void vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

const certificate = fixedKey('sp-encryption-1').certificate.pem;

/** What each vendor is told, by what is encrypted with. Google Workspace encrypts nothing. */
const SETTINGS: Readonly<Record<VendorName, Readonly<Record<string, object>>>> = {
  okta: {
    'as usual': { assertionEncryption: { x5c: [certificate] } },
    'AES128-GCM': {
      assertionEncryption: { x5c: [certificate], encryptionAlgorithm: 'AES128-GCM' },
    },
  },
  entra: { 'as usual': { tokenEncryption: { certificate } } },
  'google-workspace': {},
  onelogin: {
    'as usual': { encrypt_assertion: '1', encryption_certificate: certificate },
    'AES-256-CBC': {
      encrypt_assertion: '1',
      encryption_certificate: certificate,
      saml_encryption_method_id: '3',
    },
  },
  generic: {
    'as usual': { encryption: { certificate } },
    'AES-128-CBC': { encryption: { certificate, content: 'aes128-cbc' } },
  },
};

const cases = CASES.filter(
  ({ start, algorithm }) => start === 'sp' && algorithm === 'rsa-sha256',
).flatMap((one) =>
  Object.entries(SETTINGS[one.vendor]).map(([how, settings]): [string, Case] => [
    `${one.name}, encrypted ${how}`,
    { ...one, app: { ...one.app, ...settings } },
  ]),
);

describe('every encrypted message', () => {
  it.each(cases)('is schema-valid: %s', (_name, one) => {
    const { xml } = mint(one).issued;
    expect(xml).toContain('EncryptedAssertion');
    expect(schemaErrors(xml)).toEqual([]);
  });

  const around = cases.filter(([, { signing }]) => signing !== 'assertion');
  it.skipIf(!XMLSEC).each(around)('is verified around it by xmlsec1: %s', (_name, one) => {
    const { issued, scene } = mint(one);
    expect(xmlsecVerdict(issued.xml, 'response', scene.key.certificate.pem)).toBe('OK');
  });
});

/** Whoever decrypts writes the plain Assertion into the message and parses it again, which turns line ends into LF. */
const REWRITTEN = ['return', 'return_line_feed', 'next_line', 'line_separator'];

describe.each(LIBRARIES)('$name', (library) => {
  it.each(cases)('decrypts the identity: %s', async (_name, one) => {
    const minted = mint(one, REWRITTEN);
    const { nameId } = await library.read(minted);
    const change = library.changes?.change ?? ((value: string) => value);
    expect(nameId).toBe(change(minted.expected.nameId));
  });
});
