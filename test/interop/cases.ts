/** Every vendor x start x what is signed x algorithm, as one table. */
import type { NewUser } from '../../src/directory/change.js';
import type { Issued } from '../../src/idp/outcome.js';
import type { FixedKeyName } from '../../src/keys/key-file-names.js';
import type { SignatureAlgorithm } from '../../src/keys/keys.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { received, scene } from '../idp/scene.js';
import type { Scene } from '../idp/scene.js';
import { HOSTILE, HOSTILE_NAME } from './hostile.js';

type Signing = 'response' | 'assertion' | 'both';

export interface Case {
  readonly name: string;
  readonly vendor: VendorName;
  readonly start: 'sp' | 'idp';
  readonly signing: Signing;
  readonly algorithm: SignatureAlgorithm;
  readonly key: FixedKeyName;
  readonly app: Readonly<Record<string, unknown>>;
}

const SIGNINGS: readonly Signing[] = ['response', 'assertion', 'both'];
const OKTA_NAMES = {
  'rsa-sha256': '256',
  'rsa-sha384': '384',
  'rsa-sha512': '512',
  'rsa-sha1': '1',
};
const DIGESTS = { ...OKTA_NAMES, 'ecdsa-sha256': '256' };

/** How each vendor is told what to sign, with what, and which attributes to send. */
const VENDOR_TABLE: Readonly<
  Record<
    VendorName,
    {
      readonly algorithms: readonly SignatureAlgorithm[];
      /** Where the vendor does not offer every choice. */
      readonly signings?: readonly Signing[];
      app(signing: Signing, algorithm: SignatureAlgorithm): Readonly<Record<string, unknown>>;
      statements(names: readonly string[]): Readonly<Record<string, unknown>>;
    }
  >
> = {
  okta: {
    algorithms: ['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'rsa-sha1'],
    app: (signing, algorithm) => ({
      responseSigned: signing !== 'assertion',
      assertionSigned: signing !== 'response',
      signatureAlgorithm: `RSA_SHA${DIGESTS[algorithm]}`,
      digestAlgorithm: `SHA${DIGESTS[algorithm]}`,
    }),
    statements: (names) => ({
      attributeStatements: names.map((name) => ({
        type: 'EXPRESSION',
        name,
        values: [`user.${name}`],
      })),
    }),
  },
  entra: {
    algorithms: ['rsa-sha256', 'rsa-sha1'],
    app: (signing, algorithm) => ({
      signing,
      signingAlgorithm: algorithm === 'rsa-sha1' ? 'SHA-1' : 'SHA-256',
    }),
    statements: (names) => ({
      claims: names.map((name) => ({ name, source: `user.${name}` })),
    }),
  },
  'google-workspace': {
    algorithms: ['rsa-sha256'],
    signings: ['response', 'assertion'],
    app: (signing) => ({ signedResponse: signing === 'response' }),
    statements: (names) => ({
      attributeMapping: names.map((name) => ({
        directoryAttribute: `user.${name}`,
        appAttribute: name,
      })),
    }),
  },
  onelogin: {
    algorithms: ['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'rsa-sha1'],
    app: (signing, algorithm) => ({
      saml_sign_element: { response: 'Response', assertion: 'Assertion', both: 'Both' }[signing],
      signature_algorithm: `SHA-${DIGESTS[algorithm]}`,
    }),
    statements: (names) => ({
      parameters: {
        saml_username: { user_attribute_mappings: 'username' },
        ...Object.fromEntries(
          names.map((name) => [
            name,
            { user_attribute_mappings: `custom_attribute_${name}`, multiValue: true },
          ]),
        ),
      },
    }),
  },
  generic: {
    algorithms: ['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'rsa-sha1', 'ecdsa-sha256'],
    app: (signing, algorithm) => ({
      sign: { response: signing !== 'assertion', assertion: signing !== 'response' },
      signatureAlgorithm: algorithm,
      digestAlgorithm: `sha${DIGESTS[algorithm]}`,
    }),
    statements: (names) => ({
      nameId: { source: 'userName', format: 'unspecified' },
      attributes: names.map((name) => ({ name, source: `attributes.${name}` })),
    }),
  },
};

export const CASES: readonly Case[] = (Object.keys(VENDOR_TABLE) as VendorName[]).flatMap(
  (vendor) =>
    (['sp', 'idp'] as const).flatMap((start) =>
      (VENDOR_TABLE[vendor].signings ?? SIGNINGS).flatMap((signing) =>
        VENDOR_TABLE[vendor].algorithms.map((algorithm): Case => ({
          name: `${vendor}, ${start}-initiated, signed: ${signing}, ${algorithm}`,
          vendor,
          start,
          signing,
          algorithm,
          key: algorithm === 'ecdsa-sha256' ? 'ec-1' : `${vendor}-1`,
          app: VENDOR_TABLE[vendor].app(signing, algorithm),
        })),
      ),
    ),
);

/** A message with what it must say. */
export interface Minted {
  readonly case: Case;
  readonly scene: Scene;
  readonly issued: Issued;
  readonly expected: {
    readonly nameId: string;
    readonly attributes: Readonly<Record<string, readonly string[]>>;
  };
}

/**
 * Mints the message of a case about a user whose every value is hostile.
 *
 * @param without - names of hostile values to leave out
 */
export function mint(one: Case, without: readonly string[] = []): Minted {
  const values = HOSTILE.filter(({ name }) => !without.includes(name));
  const held: Record<string, readonly string[]> = {};
  const read: Record<string, readonly string[]> = {};
  for (const value of values) {
    held[`hostile_${value.name}`] = [value.held];
    read[`hostile_${value.name}`] = [value.read];
  }
  held['hostile_many'] = values.map((value) => value.held);
  read['hostile_many'] = values.map((value) => value.read);
  const user: Partial<NewUser> = { userName: HOSTILE_NAME, attributes: held };
  const app = { ...one.app, ...VENDOR_TABLE[one.vendor].statements(Object.keys(held)) };
  const made = scene(one.vendor, { app, user, key: one.key });
  const issued = made.issue(one.start === 'sp' ? { request: received() } : {});
  return { case: one, scene: made, issued, expected: { nameId: HOSTILE_NAME, attributes: read } };
}
