/** Floor 9: everything one mock IdP knows; `memory` is what a reset makes anew. */
import type { Application, Tenant } from '../idp/tenant.js';
import type { SigningKey } from '../keys/keys.js';
import type { SpSide } from '../run/set-up.js';
import type { IdpMemory } from '../run/stage.js';
import type { WorkItem } from '../run/work-item.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { Arrival } from './arrivals.js';
import type { MockIdpOptions } from './mock-idp-options.js';
import type { Turns } from './turns.js';

/** What changes while a test goes on. */
export interface Memory extends Omit<IdpMemory, 'ledger'> {
  /** How far the test has moved the clock, in milliseconds. */
  moved: number;
  /** How often the keys were rotated. */
  rotations: number;
  /** How many messages were held. */
  held: number;
  readonly requests: ReceivedAuthnRequest[];
  /** Who comes next, where somebody else drives the browser. */
  readonly arrivals: Arrival[];
}

/** One mock IdP. */
export interface IdpState {
  readonly options: MockIdpOptions;
  /** The synthetic story that its steps belong to; the app brings the profile. */
  readonly story: Pick<WorkItem, 'id' | 'idp' | 'scenario' | 'vendor'>;
  readonly tenant: Tenant;
  readonly turns: Turns;
  memory: Memory;
  /** Where it is served, after `listen`. */
  served?: { readonly ssoUrl: string };
  /** Whoever waits for the next AuthnRequest. */
  readonly waiting: ((request: ReceivedAuthnRequest) => void)[];
  /** The SP as an application; without one, what is the same for every SP. */
  application(sp?: SpSide): Application;
  /** The n-th signing key, from 1. @throws UserError `not-supported`, `file-not-found` */
  key(n: number): SigningKey;
}

/** Writes a request down, and tells whoever waits for one. */
export function received({ memory, waiting }: IdpState, request: ReceivedAuthnRequest): void {
  memory.requests.push(request);
  for (const tell of waiting.splice(0)) tell(request);
}
