/** Floor 1: what a service provider promises about accounts (`scenarios/profiles/*.yaml`). */
import type { SpDomain } from './scenario.js';

/** Account fields that JIT provisioning fills. */
export type AccountField =
  'email' | 'firstName' | 'lastName' | 'displayName' | 'middleName' | 'roles' | 'groups';

/** Just-in-time provisioning as the SP does it. */
export interface JitPolicy {
  /** Whether an unknown person's first login makes an account. */
  readonly create: boolean;
  /** What a later login changes in an existing account. */
  readonly update: 'none' | 'all';
  readonly roles: 'first-login-only' | 'when-present' | 'every-login';
  readonly groups: 'ignored' | 'first-login-only' | 'every-login';
  /** What makes two logins the same account. */
  readonly key: 'nameid' | 'email';
  /** With key `nameid`: an unknown NameID whose e-mail has an account is linked to that account. */
  readonly linkByEmail: boolean;
  /** No two accounts have one e-mail: a login that would give an account another's is refused. Default: they may. */
  readonly uniqueEmail?: boolean;
  /** Role of a new account when the assertion names none. */
  readonly defaultRole: string;
}

export interface SessionPolicy {
  /** Milliseconds. */
  readonly lifetime: number;
  /** `on-deprovision`: a pushed deactivation ends the person's sessions. */
  readonly revocation: 'none' | 'on-deprovision';
}

/** Limits of message consumption. */
export interface ConsumptionPolicy {
  /** Clock difference tolerated, in milliseconds. */
  readonly clockSkew: number;
  /** Greatest age of AuthnInstant, in milliseconds; absent = any age. */
  readonly maxAuthnAge?: number;
  readonly idpInitiated: boolean;
  /** What must be signed. `any` = at least the element that carries the identity. */
  readonly signed: 'any' | 'assertion' | 'response' | 'both';
  /** Whether Assertions must be encrypted to the SP, may be, or are refused when they are. Default: refused. */
  readonly encryption?: 'required' | 'allowed' | 'none';
  /** Whether the AuthnContext must be the one that the SP asked for. Default: whatever comes is taken. */
  readonly authnContext?: 'enforced' | 'ignored';
  /** Short names of allowed signature algorithms. */
  readonly algorithms: readonly string[];
}

export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly references: readonly string[];
  readonly entityId: string;
  readonly acs: string;
  readonly api: string;
  readonly scim: string;
  readonly webhooks: string;
  /** `pushed`: the SP is told of deactivations (as SCIM would); `none`: nobody tells it. */
  readonly deprovision: 'none' | 'pushed';
  /** The plan that includes SSO, and the plan the tenant of the story has. */
  readonly plan: { readonly required: string | null; readonly current: string };
  /** `null`: the SP does not verify domains. */
  readonly domains: readonly SpDomain[] | null;
  /** Vendor names the SP supports. */
  readonly idps: 'any' | readonly string[];
  readonly jit: JitPolicy;
  readonly session: SessionPolicy;
  readonly consumption: ConsumptionPolicy;
  /** Per vendor, the assertion attribute that fills each account field; `default` for other vendors. */
  readonly attributes: Readonly<Record<string, Readonly<Partial<Record<AccountField, string>>>>>;
  /** Account fields without which a login is refused. */
  readonly required: readonly AccountField[];
}
