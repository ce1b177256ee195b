/** Floor 9: a person as a test describes one. */
import type { UserState } from '../directory/user.js';
import { readUser } from '../scenario/read-user.js';
import type { UserSeed } from '../scenario/scenario.js';

/**
 * What is said of a person; the rest follows from the handle and the e-mail address.
 *
 * @example
 * const eve = idp.hire('eve', { lastName: 'Online', attributes: { department: 'Legal' } });
 * eve.attributes; // { department: ['Legal'] }
 */
export interface PersonSeed {
  /** Default: the handle at the tenant, `ada@acme.example`. */
  readonly email?: string;
  /** The login name. Default: the e-mail address. */
  readonly userName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** Default: first and last name. */
  readonly displayName?: string;
  /** Roles in the application. */
  readonly roles?: readonly string[];
  /** Further attributes by name. */
  readonly attributes?: Readonly<Record<string, string | readonly string[]>>;
  readonly groups?: readonly string[];
  /** The state at the start; which ones exist depends on the vendor. Default: active. */
  readonly state?: UserState;
  /** False: not assigned to the application. Default true. */
  readonly assigned?: boolean;
  /** The organisation a guest comes from (Entra). */
  readonly guestOf?: string;
}

/** What an update may change; exactly the fields that it names. An attribute without values goes. */
export type PersonChange = Pick<
  PersonSeed,
  'email' | 'userName' | 'firstName' | 'lastName' | 'displayName' | 'roles' | 'attributes'
>;

/** The e-mail address of somebody of whom nothing else is said. */
export function addressOf(handle: string, tenant: string): string {
  return `${handle.toLowerCase()}@${tenant}.example`;
}

/**
 * The person as the directory takes one.
 *
 * @param tenant - the tenant's name, for the address
 * @throws UserError `key-unknown`, `value-invalid`
 */
export function seedOf(handle: string, seed: PersonSeed, tenant: string): UserSeed {
  const { email = addressOf(handle, tenant) } = seed;
  return readUser(handle, { ...seed, email });
}
