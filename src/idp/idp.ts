/** Floor 3: the one interface of identity providers. The table is `vendors.ts`; one folder a vendor. */
import type { Context } from '../base/context.js';
import type { IdpReason } from '../base/reasons.js';
import type { Lifecycle } from '../directory/lifecycle.js';
import type { DirectoryState } from '../directory/directory.js';
import type { User } from '../directory/user.js';
import type { EncryptionForm } from '../keys/encrypt.js';
import type { Certificate, CertificateShape, SignatureForm, SigningKey } from '../keys/keys.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { IdpSettings, VendorName } from '../scenario/scenario.js';
import type { XmlElement } from '../xml/node.js';
import type { LogoutRules } from './logout.js';
import type { Issued, IssuedFacts, Page } from './outcome.js';
import type { Application, SpFacts, Tenant } from './tenant.js';

/** Why a request or a user is refused, before the vendor's page is made of it. */
export interface Objection {
  readonly reason: IdpReason;
  /** Facts for the page and the log, never markup. */
  readonly detail?: string;
  /** The vendor's own code where the reason alone does not settle it. */
  readonly code?: string;
}

/** What a valid request settles. */
export interface AcceptedRequest {
  readonly acsUrl: string;
  readonly inResponseTo?: string;
  readonly forceAuthn: boolean;
  /** Requested NameID format when the vendor lets the request choose. */
  readonly nameIdFormat?: string;
  /** Audience when the vendor derives it from the request (Entra `spn:`). */
  readonly audience?: string;
}

/** Everything the vendor needs to write a Response. */
export interface ResponseInput {
  readonly user: User;
  readonly directory: DirectoryState;
  readonly tenant: Tenant;
  readonly application: Application;
  readonly request: AcceptedRequest;
  /** The IdP session: when the person signed in (milliseconds), and how. */
  readonly session: { readonly startedAt: number };
}

/**
 * A Response before it is signed. The assertion is not yet inside the Response:
 * `wrap` puts the (signed, encrypted) assertion in, so that each can be signed in its turn.
 */
export interface UnsignedResponse {
  readonly assertion: XmlElement;
  wrap(assertion: XmlElement): XmlElement;
  /** The XML declaration the vendor writes, or none. */
  readonly declaration?: string;
  /** Prefixes for InclusiveNamespaces, decided by what the message contains (Okta: `xs`). */
  readonly form: SignatureForm;
  /** How the vendor writes an encrypted Assertion. */
  readonly encryptionForm: EncryptionForm;
  readonly facts: Omit<IssuedFacts, 'signed'>;
}

/** One row of the table of identity providers. */
export interface IdpVendor {
  readonly name: VendorName;
  /** What people call it: `Okta`, `Microsoft Entra ID`. */
  readonly title: string;
  readonly lifecycle: Lifecycle;
  readonly certificateShape: CertificateShape;
  /** @throws UserError `setting-invalid` */
  tenant(settings: IdpSettings, context: Context): Tenant;
  /** Sets the SP up as an application. @throws UserError `setting-invalid`, `source-unknown` */
  application(settings: IdpSettings, sp: SpFacts, tenant: Tenant, context: Context): Application;
  /** Judges a request the way the vendor does (fidelity 3.1, 3.2). */
  accept(received: ReceivedAuthnRequest, application: Application): AcceptedRequest | Objection;
  /** Judges the user: may this person be sent to the application now? */
  admit(user: User | undefined, application: Application): Objection | undefined;
  /** Writes the message (fidelity 1). */
  respond(input: ResponseInput, context: Context): UnsignedResponse | Objection;
  /** The vendor's code and page for an objection (fidelity 3.4). */
  refuse(
    objection: Objection,
    about: { readonly tenant: Tenant; readonly application?: Application; readonly user?: User },
    context: Context,
  ): { readonly code: string; readonly page: Page };
  /** Single logout (fidelity 5); absent: the vendor has none. */
  readonly logout?: LogoutRules;
  /** The vendor's auto-submit page (fidelity 1). */
  deliver(message: Pick<Issued, 'xml' | 'acsUrl' | 'relayState'>): Page;
  /**
   * The IdP's metadata document (fidelity 2).
   *
   * @param certificates - what is published, the active one first
   * @param key - signs the document where the vendor does (Entra); without it the document is unsigned
   */
  metadata(
    tenant: Tenant,
    application: Application,
    certificates: readonly Certificate[],
    key?: SigningKey,
  ): string;
}

/** Tells an objection from an acceptance. */
export function isObjection(value: object): value is Objection {
  return 'reason' in value;
}
