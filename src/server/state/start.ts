/** Floor 5: what a server starts with, and goes back to when it is reset. */
import type { Change } from '../../directory/change.js';
import type { SpFacts } from '../../idp/tenant.js';
import type { SigningKey } from '../../keys/keys.js';
import type { IdpSettings, SpSettings } from '../../scenario/scenario.js';

/** How the server came to know an SP. */
type SpSource = 'embedded' | 'metadata' | 'configuration' | 'request';

/** An SP that is to be an application of the tenants. */
export interface SpStart {
  readonly facts: SpFacts;
  readonly source: SpSource;
  /** The application's label; absent: the host of its entity ID. */
  readonly label?: string;
  /** Where a person starts at the SP. */
  readonly startUrl?: string;
  /** What the SP promises, for stories that people save; absent: what Proof does where it is embedded. */
  readonly promise?: SpSettings;
}

/** A tenant. */
export interface TenantStart {
  readonly settings: IdpSettings;
  /** `current` signs; `published`: what metadata lists, the active one first; `next`: what a rotation brings. */
  readonly keys: {
    readonly current: SigningKey;
    readonly published: readonly SigningKey[];
    readonly next?: SigningKey;
  };
  /** The story it comes from; absent: the company that comes with Standin. */
  readonly story?: string;
  /**
   * The directory before anything happens.
   *
   * @param at - milliseconds since the epoch
   * @param applications - names of those that people are assigned to, unless the story leaves them out
   */
  changes(at: number, applications: readonly string[]): readonly Change[];
}

/** Everything. */
export interface ServerStart {
  readonly tenants: readonly TenantStart[];
  readonly sps: readonly SpStart[];
  /** Fixes every identifier. */
  readonly seed: string;
  /** Milliseconds since the epoch at which the clock stands still; absent: it runs. */
  readonly clock?: number;
}
