/** Floor 9: what a test may say when it makes a mock IdP; nothing has to be said. */
import type { SigningKey } from '../keys/keys.js';
import type { GroupSeed, IdpSettings, VendorName } from '../scenario/scenario.js';
import type { Instant } from './instant.js';
import type { PersonSeed } from './person-seed.js';
import type { TestedApp } from './tested-app.js';

/**
 * Options of `mockIdp`.
 *
 * @example
 * await using idp = await mockIdp({ idp: 'entra', users: { zoe: { groups: ['Staff'] } } });
 * idp.users.zoe.email; // 'zoe@acme.example'
 */
export interface MockIdpOptions<Handle extends string = string> {
  /** Who is played: a vendor, or a vendor with settings of its application. Default `okta`. */
  readonly idp?: VendorName | IdpSettings;
  /** The tenant: one DNS label. Default `acme`. */
  readonly tenant?: string;
  /** The application's label at the IdP: with it go Okta's URLs and entity ID. Default `app`. */
  readonly application?: string;
  /** The people, by handle. Default: ada, grace, alan and katherine. */
  readonly users?: Readonly<Record<Handle, PersonSeed>>;
  /** Groups that need more than a name; groups that people name need not be listed. */
  readonly groups?: readonly string[] | Readonly<Record<string, GroupSeed>>;
  /** What identifiers are drawn from: same seed, same identifiers. Default `1`. */
  readonly seed?: string;
  /** The IdP's time: the machine's, or an instant at which it stands. Default `real`. */
  readonly now?: Instant;
  /** A folder of keys made by `standin keys create`. Default: the test-only keys that come with Standin. */
  readonly keys?: string;
  /** The key that signs. Default: the vendor's first key of `keys`. */
  readonly signedBy?: SigningKey;
  /** The app that is meant when a login names none. */
  readonly sp?: TestedApp;
}
