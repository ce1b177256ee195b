/** Floor 1: an attack of the corpus, or a control: what is sent, and what a correct SP does with it. */
import type { SourcePosition } from '../base/errors.js';
import type { Mutation } from './mutation.js';
import type { AttackExpectation, SpSettings, UserSeed } from './scenario.js';
import type { LoginStep, Step } from './step.js';

/** How bad it is when it succeeds. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** Who can do it: anybody, a user with a genuine message, the administrator of another tenant, somebody on the way. */
export type AttackerModel = 'anonymous' | 'user' | 'other-tenant' | 'network';

/** What an SP must have or do so that the attack can be tried at all. */
export type Need =
  /** Takes messages that it did not ask for. */
  | 'idp-initiated'
  /** Refuses messages that it did not ask for. */
  | 'no-idp-initiated'
  /** Decrypts assertions with the key `sp-encryption-1`. */
  | 'encryption'
  /** Takes no assertion that is not encrypted. */
  | 'encryption-required'
  /** Trusts a second tenant's IdP. */
  | 'second-idp'
  /** Trusts both keys of the IdP. */
  | 'two-keys'
  /** Trusts another key than the usual one: an attack says which in `key`. */
  | 'another-key'
  /** Its accounts can be seen. */
  | 'accounts'
  /** Its clock follows the story's. */
  | 'clock'
  /** Is told of deactivations. */
  | 'deprovision'
  /** Answers at its address without TLS, too. */
  | 'plain-http'
  /** Holds the answer against the AuthnContext that it asked for. */
  | 'authn-context'
  /** Limits the age of a sign-in. */
  | 'max-authn-age'
  /** Can be started with ForceAuthn, RequestedAuthnContext and the like. */
  | 'start-options'
  /** Ties a tenant to its e-mail domains. */
  | 'domains'
  /** Wants the Assertion itself signed, whatever else is. */
  | 'signed-assertions'
  /** Knows a key of the IdP that is for encryption only: `rsa-4096-1`. */
  | 'idp-encryption-key'
  /** Has a single logout service that is known: `{slo}`. */
  | 'single-logout';

/** What must never be seen, whoever is logged in. */
export interface Harm {
  /** Fields of the attacker's account that must not have these values. */
  readonly account?: Readonly<Record<string, string>>;
  /** Text that must not stand on a page as it is. */
  readonly page?: readonly string[];
  /** The browser must not be sent away from the SP. */
  readonly leaves?: boolean;
  /** The victim's session must go on. */
  readonly ends?: boolean;
  /** The SP must not take longer for the message, in milliseconds. */
  readonly slower?: number;
}

/** An attack or one variant of it. */
export interface Attack {
  /** The file's name, and the variant's behind a slash. */
  readonly id: string;
  /** The folder. */
  readonly group: string;
  readonly file: string;
  readonly title: string;
  readonly description?: string;
  readonly severity: Severity;
  readonly model: AttackerModel;
  /** The clause that a correct SP follows, or `policy`. */
  readonly clause: string;
  readonly references: readonly string[];
  readonly expect: AttackExpectation;
  readonly needs: readonly Need[];
  /** What varies of the embedded SP. */
  readonly sp: Partial<SpSettings>;
  readonly signed: 'assertion' | 'response' | 'both';
  /** The fixed pair that the IdP signs with, where it is not the vendor's first. */
  readonly key?: string;
  readonly users: { readonly attacker: UserSeed; readonly victim: UserSeed };
  /** What happens; the last step is the attack. */
  readonly steps: readonly Step[];
  /** The same without what makes it an attack: a correct SP lets the attacker in as himself. Absent: a genuine login. */
  readonly control?: readonly Step[];
  readonly never: Harm;
  /** Defects of the reference SP, and versions of libraries, that fall to it. */
  readonly caughtBy: readonly string[];
  locate(path: readonly (string | number)[], part?: 'key' | 'value'): SourcePosition;
}

/** How a login begins, as an attack file writes it. */
export type AttackLogin = Partial<
  Pick<
    LoginStep,
    | 'start'
    | 'binding'
    | 'relayState'
    | 'forceAuthn'
    | 'isPassive'
    | 'requestedAuthnContext'
    | 'despite'
  >
>;

/** What an attack file says that a variant may say instead. */
export interface AttackVariant {
  readonly title?: string;
  readonly mutate?: readonly Mutation[];
  readonly steps?: readonly unknown[];
  readonly login?: AttackLogin;
  readonly control?: readonly Mutation[];
  readonly 'control-steps'?: readonly unknown[];
  readonly expect?: AttackExpectation;
  readonly signed?: 'assertion' | 'response' | 'both';
  readonly attacker?: UserSeed;
  readonly 'caught-by'?: readonly string[];
}

/** An attack file as it is read, before variants are taken apart. */
export interface AttackFile extends AttackVariant {
  readonly attack: string;
  readonly description?: string;
  readonly severity: Severity;
  readonly model: AttackerModel;
  readonly clause: string;
  readonly references?: readonly string[];
  readonly expect: AttackExpectation;
  readonly needs?: readonly Need[];
  readonly sp?: Partial<SpSettings>;
  readonly key?: string;
  readonly victim?: UserSeed;
  readonly never?: Harm;
  readonly variants?: Readonly<Record<string, AttackVariant>>;
}
