/** Floor 3: the settings of an Okta SAML application, under the names of Okta's own API (`settings.signOn`). */
import type { ContentAlgorithm, KeyTransport } from '../../keys/encryption-algorithms.js';
import type { DigestAlgorithm, SignatureAlgorithm } from '../../keys/keys.js';
import {
  ATTRIBUTE_NAME_FORMATS,
  AUTHN_CONTEXT_CLASSES,
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

/** One attribute statement as Okta's API has it. */
export interface OktaStatement {
  readonly type?: 'EXPRESSION' | 'GROUP';
  readonly name?: string;
  readonly namespace?: string;
  readonly values?: readonly string[];
  readonly filterType?: 'regex' | 'starts-with' | 'equals' | 'contains';
  readonly filterValue?: string;
}

/** An ACS endpoint that requests may ask for. */
interface OktaAcsEndpoint {
  readonly url: string;
  readonly index?: number;
}

/** What a story may say about an Okta application; absent = Okta's default. */
export interface OktaSettings {
  readonly label?: string;
  readonly ssoAcsUrl?: string;
  readonly audience?: string;
  readonly recipient?: string;
  readonly destination?: string;
  readonly idpIssuer?: string;
  readonly allowMultipleAcsEndpoints?: boolean;
  readonly acsEndpoints?: readonly OktaAcsEndpoint[];
  readonly subjectNameIdTemplate?: string;
  readonly subjectNameIdFormat?: string;
  readonly responseSigned?: boolean;
  readonly assertionSigned?: boolean;
  readonly assertionEncryption?: {
    readonly enabled?: boolean;
    readonly encryptionAlgorithm?: ContentAlgorithm;
    readonly keyTransportAlgorithm?: KeyTransport;
    readonly x5c?: readonly string[];
  };
  readonly signatureAlgorithm?: SignatureAlgorithm;
  readonly digestAlgorithm?: DigestAlgorithm;
  readonly signedRequests?: boolean;
  /** Single logout that the SP starts. */
  readonly slo?:
    | {
        readonly enabled?: boolean;
        readonly logoutUrl?: string;
        readonly issuer?: string;
        readonly certificate?: string;
      }
    | undefined;
  /** Single logout that Okta starts, too. */
  readonly participateSlo?:
    | {
        readonly enabled?: boolean;
        readonly logoutRequestUrl?: string;
        readonly sessionIndexRequired?: boolean;
        readonly bindingType?: Binding;
      }
    | undefined;
  readonly honorForceAuthn?: boolean;
  readonly authnContextClassRef?: string;
  readonly defaultRelayState?: string;
  readonly samlAssertionLifetimeSeconds?: number;
  readonly attributeStatements?: readonly OktaStatement[];
  /** Age of the Okta session at login, in milliseconds. Not Okta's: the story's. */
  readonly sessionAge?: number;
}

const NAME_ID_CHOICES = {
  unspecified: NAME_ID_FORMATS.unspecified,
  emailAddress: NAME_ID_FORMATS.emailAddress,
  x509SubjectName: NAME_ID_FORMATS.x509SubjectName,
  persistent: NAME_ID_FORMATS.persistent,
  transient: NAME_ID_FORMATS.transient,
};

const statement = group({
  type: choice({ EXPRESSION: 'EXPRESSION', GROUP: 'GROUP' } as const),
  name: text,
  namespace: uriChoice(ATTRIBUTE_NAME_FORMATS),
  values: list(text),
  filterType: choice({
    REGEX: 'regex',
    STARTS_WITH: 'starts-with',
    EQUALS: 'equals',
    CONTAINS: 'contains',
  } as const),
  filterValue: text,
});

const indexedEndpoint = group({ url, index: whole(0, 65_535) });

/** Okta's API lists `{ url, index }`; a bare URL has no index. */
const endpoint: SettingReader<OktaAcsEndpoint> = (value, path) => {
  if (typeof value === 'string') return { url: url(value, path) };
  const read = indexedEndpoint(value, path);
  const location = url(read.url, [...path, 'url']);
  return read.index === undefined ? { url: location } : { url: location, index: read.index };
};

const TABLE = {
  label: text,
  ssoAcsUrl: url,
  audience: text,
  recipient: url,
  destination: url,
  idpIssuer: text,
  allowMultipleAcsEndpoints: flag,
  acsEndpoints: list(endpoint),
  subjectNameIdTemplate: text,
  subjectNameIdFormat: uriChoice(NAME_ID_CHOICES),
  responseSigned: flag,
  assertionSigned: flag,
  assertionEncryption: group({
    enabled: flag,
    encryptionAlgorithm: choice<ContentAlgorithm>({
      'AES256-CBC': 'aes256-cbc',
      'AES128-CBC': 'aes128-cbc',
      'AES256-GCM': 'aes256-gcm',
      'AES128-GCM': 'aes128-gcm',
    }),
    keyTransportAlgorithm: choice<KeyTransport>({
      'RSA-OAEP': 'rsa-oaep-mgf1p',
      'RSA-1.5': 'rsa-1_5',
    }),
    x5c: list(text),
  }),
  signatureAlgorithm: choice<SignatureAlgorithm>({
    RSA_SHA256: 'rsa-sha256',
    RSA_SHA1: 'rsa-sha1',
    RSA_SHA384: 'rsa-sha384',
    RSA_SHA512: 'rsa-sha512',
  }),
  digestAlgorithm: choice<DigestAlgorithm>({
    SHA256: 'sha256',
    SHA1: 'sha1',
    SHA384: 'sha384',
    SHA512: 'sha512',
  }),
  signedRequests: flag,
  slo: switchable(group({ enabled: flag, logoutUrl: url, issuer: text, certificate: text })),
  participateSlo: switchable(
    group({
      enabled: flag,
      logoutRequestUrl: url,
      sessionIndexRequired: flag,
      bindingType: choice<Binding>({ POST: 'post', REDIRECT: 'redirect' }),
    }),
  ),
  honorForceAuthn: flag,
  authnContextClassRef: uriChoice(AUTHN_CONTEXT_CLASSES),
  defaultRelayState: text,
  samlAssertionLifetimeSeconds: whole(1, 86_400),
  attributeStatements: list(statement),
  sessionAge: duration,
};

/**
 * Reads the `app` object of a story.
 *
 * @throws UserError `setting-invalid`, `not-supported`
 */
export function readOktaSettings(app: unknown, path: SettingPath): OktaSettings {
  return readSettings(TABLE, app, path);
}
