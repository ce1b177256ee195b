/** Other people's SP libraries as judges: what each of them reads in a message. */
import { createRequire } from 'node:module';
import { SAML } from '@node-saml/node-saml';
import type boxyhqModule from '@boxyhq/saml20';
import saml2 from 'saml2-js';
import * as samlify from 'samlify';
import { schemaErrors } from '../schemas/validate.js';
import { SIGNATURE_ALGORITHMS } from '../../src/keys/algorithms.js';
import { signingKeyToPem } from '../../src/keys/key-pem.js';
import { fixedKey, SP } from '../idp/scene.js';
import type { Case, Minted } from './cases.js';

/** Who the library says this is. */
export interface Reading {
  readonly nameId: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export interface Library {
  readonly name: string;
  /** Why the library cannot read this configuration at all; `undefined` when it can. */
  cannot(one: Case): string | undefined;
  /** Hostile values of which a single one makes it refuse the message; with the reason. */
  readonly refuses?: { readonly why: string; readonly values: readonly string[] };
  /** What it makes of a value, when that is not the value; with the reason. */
  readonly changes?: { readonly why: string; readonly change: (value: string) => string };
  read(minted: Minted): Promise<Reading>;
}

const DECRYPTION_KEY = signingKeyToPem(fixedKey('sp-encryption-1')).privateKey;

/** xml-crypto, which all four verify with, knows these only. */
const KNOWN_TO_XML_CRYPTO: ReadonlySet<string> = new Set(['rsa-sha1', 'rsa-sha256', 'rsa-sha512']);

function beyondXmlCrypto({ algorithm }: Case): string | undefined {
  if (KNOWN_TO_XML_CRYPTO.has(algorithm)) return undefined;
  return `its xml-crypto has no ${algorithm}, and the library no way to add it`;
}

function base64(xml: string): string {
  return Buffer.from(xml, 'utf8').toString('base64');
}

function lists(
  attributes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).map(String),
    ]),
  );
}

const nodeSaml: Library = {
  name: '@node-saml/node-saml',
  cannot: beyondXmlCrypto,
  changes: {
    why: 'its xmldom takes U+0085 and U+2028 for line ends when it reads the verified bytes again',
    change: (value) => value.replace(/[\u0085\u2028]/g, '\n'),
  },
  async read({ case: one, issued, scene }) {
    const sp = new SAML({
      callbackUrl: SP.acsUrl,
      entryPoint: scene.application.ssoUrl,
      issuer: SP.entityId,
      audience: SP.entityId,
      idpCert: scene.key.certificate.pem,
      idpIssuer: scene.application.issuer,
      wantAuthnResponseSigned: one.signing !== 'assertion',
      wantAssertionsSigned: one.signing !== 'response',
      decryptionPvk: DECRYPTION_KEY,
    });
    const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: base64(issued.xml) });
    if (profile === null) throw new Error('node-saml says this is a logout');
    const attributes = profile['attributes'] as Readonly<Record<string, unknown>>;
    return { nameId: profile.nameID, attributes: lists(attributes) };
  },
};

/** What xmldom, with the line ends of XML 1.1, does to a document that it writes and parses again. */
const REWRITES = {
  why: 'it writes and parses the message again before it verifies, which turns every line end into LF',
  values: ['return', 'return_line_feed', 'next_line', 'line_separator'],
};

const samlifyLibrary: Library = {
  name: 'samlify',
  cannot: beyondXmlCrypto,
  refuses: REWRITES,
  async read({ case: one, issued, scene }) {
    // samlify refuses to read without a validator, and the validator is the process's, not the SP's.
    samlify.setSchemaValidator({
      validate: (xml: string) => {
        const [first] = schemaErrors(xml);
        return first === undefined ? Promise.resolve('valid') : Promise.reject(new Error(first));
      },
    });
    const { application, key } = scene;
    const idp = samlify.IdentityProvider({
      entityID: application.issuer,
      signingCert: key.certificate.pem,
      singleSignOnService: [
        { Binding: samlify.Constants.namespace.binding.post, Location: application.ssoUrl },
      ],
      singleLogoutService: [
        { Binding: samlify.Constants.namespace.binding.post, Location: application.ssoUrl },
      ],
      requestSignatureAlgorithm: SIGNATURE_ALGORITHMS[one.algorithm].uri,
      isAssertionEncrypted: application.encryption !== undefined,
    });
    const sp = samlify.ServiceProvider({
      entityID: SP.entityId,
      wantMessageSigned: one.signing !== 'assertion',
      wantAssertionsSigned: one.signing !== 'response',
      assertionConsumerService: [
        { Binding: samlify.Constants.namespace.binding.post, Location: SP.acsUrl },
      ],
      encPrivateKey: DECRYPTION_KEY,
    });
    const { extract } = await sp.parseLoginResponse(idp, 'post', {
      body: { SAMLResponse: base64(issued.xml) },
    });
    return { nameId: String(extract.nameID), attributes: lists(extract.attributes ?? {}) };
  },
};

// The package is CommonJS with a `default` of its own, which import and require see differently.
const { default: saml20 } = createRequire(import.meta.url)('@boxyhq/saml20') as typeof boxyhqModule;

const boxyhq: Library = {
  name: '@boxyhq/saml20',
  cannot: beyondXmlCrypto,
  refuses: {
    why: 'it deletes every &#xD; before it verifies, so the digest no longer matches',
    values: ['return', 'return_line_feed'],
  },
  changes: {
    why: 'it trims values and folds their spaces',
    change: (value) =>
      value
        .split(' ')
        .map((word) => word.trim())
        .filter((word) => word !== '')
        .join(' '),
  },
  async read({ issued, scene }) {
    const profile = await saml20.validate(issued.xml, {
      publicKey: scene.key.certificate.base64,
      audience: SP.entityId,
      strictAudienceValidation: true,
      privateKey: DECRYPTION_KEY,
      ...(issued.facts.inResponseTo === undefined
        ? {}
        : { inResponseTo: issued.facts.inResponseTo }),
    });
    const { [NAME_IDENTIFIER]: nameId, ...attributes } = profile.claims as Record<string, unknown>;
    return { nameId: String(nameId), attributes: lists(attributes) };
  },
};

const NAME_IDENTIFIER = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier';

const saml2Js: Library = {
  name: 'saml2-js',
  cannot: beyondXmlCrypto,
  refuses: REWRITES,
  read({ issued, scene }) {
    const { application, key } = scene;
    const idp = new saml2.IdentityProvider({
      sso_login_url: application.ssoUrl,
      sso_logout_url: application.ssoUrl,
      certificates: [key.certificate.pem],
    });
    const sp = new saml2.ServiceProvider({
      entity_id: SP.entityId,
      private_key: DECRYPTION_KEY,
      certificate: '',
      assert_endpoint: SP.acsUrl,
      allow_unencrypted_assertion: true,
      audience: SP.entityId,
    });
    return new Promise((resolve, reject) => {
      sp.post_assert(idp, { request_body: { SAMLResponse: base64(issued.xml) } }, (error, got) => {
        if (error !== null) reject(error);
        else resolve({ nameId: got.user.name_id, attributes: got.user.attributes });
      });
    });
  },
};

/** The table: a further library is one more row. */
export const LIBRARIES: readonly Library[] = [nodeSaml, samlifyLibrary, boxyhq, saml2Js];
