/** Floor 4: who wants in, where, with what, and how the message is forged. */
import type { DirectoryState } from '../directory/directory.js';
import type { IdpVendor } from '../idp/idp.js';
import type { Application, Tenant } from '../idp/tenant.js';
import type { SigningKey } from '../keys/keys.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { Mutation } from '../scenario/mutation.js';
import type { MessageOverrides } from '../scenario/step.js';

/** How a message is forged, and with what. */
export interface Forgery {
  readonly mutations: readonly Mutation[];
  /** Who plays which part: `victim`, `attacker` to handles. */
  readonly parts: Readonly<Record<string, string>>;
  /** What further placeholders stand for. */
  readonly values: Readonly<Record<string, string>>;
  /** A key by its name. @throws UserError `file-not-found` for a name that no key has */
  key(name: string): SigningKey;
  /** What the SP's own certificate is, where it is known to be another than that of the key `sp-encryption`. */
  readonly encryptionCertificate?: string;
}

/** One login. */
export interface LoginInput {
  readonly vendor: IdpVendor;
  readonly tenant: Tenant;
  /** Absent: the tenant has no application for this SP. */
  readonly application?: Application;
  /** The directory at the instant of the login. */
  readonly directory: DirectoryState;
  /** The user's handle. */
  readonly user: string;
  /** Absent: IdP-initiated. */
  readonly request?: ReceivedAuthnRequest;
  /** IdP-initiated: RelayState of the launch link. */
  readonly relayState?: string;
  readonly key: SigningKey;
  /** Issue although the directory says no (the assertion that was issued a moment before, or a wrong IdP). */
  readonly despite?: boolean;
  /** What the message says instead of what the vendor would write; it is signed as if the vendor had. */
  readonly overrides?: MessageOverrides;
  /** Forges the message; it goes out exactly as `Issued.request` says. */
  readonly forgery?: Forgery;
}
