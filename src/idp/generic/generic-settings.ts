/** Floor 3: the settings of the generic provider: plain SAML words, no vendor behind them. */
import { DIGEST_ALGORITHMS } from '../../keys/algorithms.js';
import { CONTENT_ALGORITHMS, KEY_TRANSPORTS } from '../../keys/encryption-algorithms.js';
import type { DigestAlgorithm, SignatureAlgorithm } from '../../keys/keys.js';
import {
  ATTRIBUTE_NAME_FORMATS,
  AUTHN_CONTEXT_CLASSES,
  BINDINGS,
  NAME_ID_FORMATS,
} from '../../saml/names.js';
import type { Binding } from '../../saml/names.js';
import {
  choice,
  duration,
  flag,
  group,
  list,
  readSettings,
  switchable,
  text,
  uriChoice,
  url,
  whole,
} from '../settings.js';
import type { SettingPath, SettingReader } from '../settings.js';
import type { Encryption } from '../tenant.js';

/** One attribute: a source, or literal values. */
export interface GenericAttribute {
  readonly name?: string;
  readonly nameFormat?: string;
  readonly source?: string;
  readonly values?: readonly string[];
}

/** What a story may say about an application of the generic provider. */
export interface GenericSettings {
  readonly label?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly acsUrls?: readonly string[];
  readonly nameId?: { readonly format?: string; readonly source?: string };
  readonly attributes?: readonly GenericAttribute[];
  readonly sign?: { readonly response?: boolean; readonly assertion?: boolean };
  readonly encryption?: Partial<Encryption> | undefined;
  readonly signatureAlgorithm?: SignatureAlgorithm;
  readonly digestAlgorithm?: DigestAlgorithm;
  /** Seconds relative to IssueInstant. */
  readonly windows?: {
    readonly notBefore?: number;
    readonly notOnOrAfter?: number;
    readonly confirmation?: number;
  };
  readonly authnContextClassRef?: string;
  readonly signedRequests?: boolean;
  /** Single logout; absent: where the SP has a single logout service. */
  readonly slo?:
    | { readonly url?: string; readonly binding?: Binding; readonly certificate?: string }
    | undefined;
  readonly honorForceAuthn?: boolean;
  readonly defaultRelayState?: string;
  /** Age of the IdP session at login, in milliseconds. */
  readonly sessionAge?: number;
}

/** A year either way: enough for every story about windows. */
const seconds = whole(-31_536_000, 31_536_000);

/** A name of a table. */
function words<Name extends string>(table: Readonly<Record<Name, unknown>>): SettingReader<Name> {
  const names = Object.keys(table) as Name[];
  return choice(Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>);
}

const TABLE = {
  label: text,
  issuer: text,
  audience: text,
  acsUrls: list(url),
  nameId: group({ format: uriChoice(NAME_ID_FORMATS), source: text }),
  attributes: list(
    group({
      name: text,
      nameFormat: uriChoice(ATTRIBUTE_NAME_FORMATS),
      source: text,
      values: list(text),
    }),
  ),
  sign: group({ response: flag, assertion: flag }),
  encryption: switchable(
    group({
      content: words(CONTENT_ALGORITHMS),
      transport: words(KEY_TRANSPORTS),
      digest: words(DIGEST_ALGORITHMS),
      mask: words(DIGEST_ALGORITHMS),
      certificate: text,
    }),
  ),
  signatureAlgorithm: choice<SignatureAlgorithm>({
    'rsa-sha256': 'rsa-sha256',
    'rsa-sha384': 'rsa-sha384',
    'rsa-sha512': 'rsa-sha512',
    'rsa-sha1': 'rsa-sha1',
    'ecdsa-sha256': 'ecdsa-sha256',
  }),
  digestAlgorithm: choice<DigestAlgorithm>({
    sha256: 'sha256',
    sha384: 'sha384',
    sha512: 'sha512',
    sha1: 'sha1',
  }),
  windows: group({ notBefore: seconds, notOnOrAfter: seconds, confirmation: seconds }),
  authnContextClassRef: uriChoice(AUTHN_CONTEXT_CLASSES),
  signedRequests: flag,
  slo: switchable(group({ url, binding: words(BINDINGS), certificate: text })),
  honorForceAuthn: flag,
  defaultRelayState: text,
  sessionAge: duration,
};

/**
 * Reads the `app` object of a story.
 *
 * @throws UserError `setting-invalid`, `not-supported`
 */
export function readGenericSettings(app: unknown, path: SettingPath): GenericSettings {
  return readSettings(TABLE, app, path);
}
