/** Floor 1: a scenario after loading: valid, with defaults filled in and every part still knowing its line. */
import type { RefusalReason } from '../base/reasons.js';
import type { SourcePosition } from '../base/errors.js';
import type { ConsumptionPolicy, JitPolicy, SessionPolicy } from './profile.js';
import type { Step } from './step.js';

/** The vendors a scenario may name. */
export const VENDOR_NAMES = ['okta', 'entra', 'google-workspace', 'onelogin', 'generic'] as const;

/** One of them. */
export type VendorName = (typeof VENDOR_NAMES)[number];

/** The IdP side. `app` holds the vendor's own settings; the vendor checks them. */
export interface IdpSettings {
  readonly vendor: VendorName;
  /** Tenant name (Okta subdomain, Entra default domain's first label). */
  readonly tenant?: string;
  readonly app?: Readonly<Record<string, unknown>>;
}

/** A domain at the SP. */
export interface SpDomain {
  readonly name: string;
  readonly verified: boolean;
}

/** The SP side: a profile of `scenarios/profiles` and what this story varies, or a target. */
export interface SpSettings {
  /** The target of `standin.config.yaml` that the story is for; absent = the embedded SP, or the target asked for. */
  readonly target?: string;
  /** A story that names a target and no profile has `jit-create` here; a profile of the target goes before it. */
  readonly profile: string;
  readonly plan?: string;
  readonly domains?: readonly SpDomain[];
  /** Overrides of the profile's `jit` section. */
  readonly jit?: Readonly<Partial<JitPolicy>>;
  /** Overrides of the profile's `session` section. */
  readonly session?: Readonly<Partial<SessionPolicy>>;
  /** Overrides of the profile's `consumption` section. */
  readonly consumption?: Readonly<Partial<ConsumptionPolicy>>;
  readonly idps?: 'any' | readonly string[];
  /** Mistakes that the embedded SP makes; other targets have their own. */
  readonly defects?: readonly string[];
}

/** A user at the start of the story. */
export interface UserSeed {
  readonly email: string;
  readonly userName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly displayName?: string;
  readonly roles?: readonly string[];
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly groups?: readonly string[];
  readonly state?: string;
  /** False: not assigned to the application. Default true. */
  readonly assigned?: boolean;
  readonly guestOf?: string;
}

/** A group at the start; groups that users name need not be listed. */
export interface GroupSeed {
  readonly id?: string;
  /** Makes this many groups, named `{name} 1` … `{name} N`; users who name the group are in all of them. */
  readonly count?: number;
}

/** Combinations to run. */
export interface Matrix {
  readonly idp?: readonly IdpSettings[];
  readonly sp?: readonly SpSettings[];
}

/** A story, ready to be planned. */
export interface Scenario {
  /** The path below `scenarios/` without `.yaml`, or the file's name. */
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly idp: IdpSettings;
  readonly sp: SpSettings;
  /** Milliseconds since the epoch; absent = the real clock. */
  readonly clock?: number;
  readonly users: Readonly<Record<string, UserSeed>>;
  readonly groups: Readonly<Record<string, GroupSeed>>;
  readonly matrix: Matrix;
  readonly steps: readonly Step[];
  /** Where a part of the file stands, by its path (`['steps', 2, 'set']`): its value, or the key before it. */
  locate(path: readonly (string | number)[], part?: 'key' | 'value'): SourcePosition;
}

/** What a step promises; every key present must hold. */
export interface Expectation {
  readonly outcome?: 'logged-in' | 'logged-out' | 'refused-by-idp' | 'refused-by-sp' | 'no-session';
  readonly reason?: RefusalReason;
  readonly page?: {
    readonly status?: number;
    readonly code?: string;
    readonly contains?: string;
  };
  readonly session?: 'none' | { readonly user: string };
  /** Fields of the account, plus `created`, `updated`, `linked`. */
  readonly account?: Readonly<Record<string, AccountValue>>;
  readonly accounts?: {
    readonly count?: number;
    /** Handles that must have an account; `exactly` these. */
    readonly handles?: readonly string[];
    /** Handles whose directory record is gone or deactivated while the account lives on. */
    readonly orphans?: readonly string[];
  };
  /** Names of the profile fields that differ between directory and account; order does not matter. */
  readonly drift?: readonly string[];
  readonly assertion?: AssertionExpectation;
  /** What a correct SP does with a forged message. */
  readonly attack?: AttackExpectation;
}

/**
 * `reject`: no session at all. `not-victim`: no session, or the attacker's own, never anybody else's.
 * `accept`: a genuine message in disguise, the attacker is in as himself.
 */
export type AttackExpectation = 'reject' | 'not-victim' | 'accept';

export type AccountValue = string | boolean | number | null | readonly string[];

/** Facts of the message that was sent. */
export interface AssertionExpectation {
  readonly nameId?: string;
  readonly nameIdFormat?: string;
  readonly signed?: readonly ('response' | 'assertion')[];
  /** Attribute name to its values; `null` = must be absent. A single string stands for one value. */
  readonly attributes?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly inResponseTo?: boolean;
  readonly audience?: string;
  /** Age of AuthnInstant at issue, e.g. `80d`, in milliseconds. */
  readonly authnInstantAge?: number;
}
