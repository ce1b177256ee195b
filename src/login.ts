/** Floor 4: the staircase. One pure function from who wants in to signed bytes or a refusal. */
import type { Context } from './base/context.js';
import type { DirectoryState } from './directory/directory.js';
import type { IdpVendor } from './idp/idp.js';
import type { Outcome } from './idp/outcome.js';
import type { Application, Tenant } from './idp/tenant.js';
import type { SigningKey } from './keys/keys.js';
import type { ReceivedAuthnRequest } from './saml/authn-request.js';

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
}

/** @see Outcome */
export type Login = (input: LoginInput, context: Context) => Outcome;
