/** Floor 3: the settings of an Entra application, in the words of its portal. */
import type { SignatureAlgorithm } from '../../keys/keys.js';
import { ATTRIBUTE_NAME_FORMATS, NAME_ID_FORMATS } from '../../saml/names.js';
import {
  choice,
  duration,
  flag,
  group,
  list,
  readSettings,
  settingError,
  text,
  switchable,
  uriChoice,
  url,
} from '../settings.js';
import type { SettingPath, SettingReader } from '../settings.js';

/** How the person signed in; becomes `authnmethodsreferences`. */
export type EntraAuthnMethod = 'password' | 'mfa' | 'x509' | 'windows';

/** One claim of the application's claims configuration. */
export interface EntraClaim {
  readonly name?: string;
  readonly namespace?: string;
  readonly source?: string;
  readonly value?: string;
  readonly nameFormat?: string;
}

/** What a story may say about an Entra application; absent = Entra's default. */
export interface EntraSettings {
  readonly label?: string;
  /** `enterprise`: SAML SSO is configured; `app-registration`: it is not. */
  readonly kind?: 'enterprise' | 'app-registration';
  readonly identifier?: string;
  readonly replyUrls?: readonly string[];
  readonly nameId?: { readonly source?: string; readonly format?: string };
  readonly claims?: readonly EntraClaim[];
  readonly groupMembershipClaims?: 'None' | 'SecurityGroup' | 'All';
  /** Beyond 150 groups: leave the claim out, or send `groups.link`. */
  readonly groupOverage?: 'omit' | 'link';
  readonly signing?: { readonly response: boolean; readonly assertion: boolean };
  readonly signingAlgorithm?: SignatureAlgorithm;
  /** Milliseconds: AccessTokenLifetime of the token lifetime policy. */
  readonly tokenLifetime?: number;
  /** The token encryption certificate; the SP's unless given. */
  readonly tokenEncryption?: { readonly certificate?: string } | undefined;
  readonly authnMethods?: readonly EntraAuthnMethod[];
  /** Age of the sign-in at login, in milliseconds. Not Entra's: the story's. */
  readonly authnInstantAge?: number;
  readonly signedRequests?: boolean;
  /** The registered Logout URL; the SP's unless given. */
  readonly logoutUrl?: string;
  readonly relayState?: string;
}

const NAME_ID_CHOICES = {
  emailAddress: NAME_ID_FORMATS.emailAddress,
  unspecified: NAME_ID_FORMATS.unspecified,
  persistent: NAME_ID_FORMATS.persistent,
  transient: NAME_ID_FORMATS.transient,
};

/** The portal lets a claim have an empty namespace: then its bare name is sent. */
const namespace: SettingReader<string> = (value, path) => {
  if (typeof value === 'string') return value;
  throw settingError(path, 'must be a text');
};

const TABLE = {
  label: text,
  kind: choice({ enterprise: 'enterprise', 'app-registration': 'app-registration' } as const),
  identifier: text,
  replyUrls: list(url),
  nameId: group({ source: text, format: uriChoice(NAME_ID_CHOICES) }),
  claims: list(
    group({
      name: text,
      namespace,
      source: text,
      value: text,
      nameFormat: uriChoice(ATTRIBUTE_NAME_FORMATS),
    }),
  ),
  groupMembershipClaims: choice({
    None: 'None',
    SecurityGroup: 'SecurityGroup',
    All: 'All',
  } as const),
  groupOverage: choice({ omit: 'omit', link: 'link' } as const),
  signing: choice({
    assertion: { response: false, assertion: true },
    response: { response: true, assertion: false },
    both: { response: true, assertion: true },
  }),
  signingAlgorithm: choice<SignatureAlgorithm>({ 'SHA-256': 'rsa-sha256', 'SHA-1': 'rsa-sha1' }),
  tokenLifetime: duration,
  tokenEncryption: switchable(group({ certificate: text })),
  authnMethods: list(
    choice<EntraAuthnMethod>({
      password: 'password',
      mfa: 'mfa',
      x509: 'x509',
      windows: 'windows',
    }),
  ),
  authnInstantAge: duration,
  signedRequests: flag,
  logoutUrl: url,
  relayState: text,
};

/**
 * Reads the `app` object of a story.
 *
 * @throws UserError `setting-invalid`, `not-supported`
 */
export function readEntraSettings(app: unknown, path: SettingPath): EntraSettings {
  return readSettings(TABLE, app, path);
}
