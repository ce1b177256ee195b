/** Floor 5: the state of one reference SP: its profile, its IdP, its accounts and sessions. */
import type { Context } from '../../base/context.js';
import type { SigningKey } from '../../keys/keys.js';
import type { Profile } from '../../scenario/profile.js';
import type { Check } from '../checks/check.js';
import type { LogoutCheck } from '../checks/logout-check.js';
import { LOGOUT_CHECKS } from '../checks/logout-checks.js';
import { trustedIdp, type TrustedIdp } from '../checks/trusted-idp.js';
import type { IdpTrust } from '../target.js';
import type { Habit } from './habit.js';
import { openLogouts, type Logouts } from './logouts.js';
import { openRequests, type Requests } from './requests.js';
import { openRoster, type Roster } from './roster.js';
import { openSessions, type Sessions } from './sessions.js';

export interface ReferenceSp {
  readonly profile: Profile;
  readonly context: Context;
  /** The table by which logins are consumed. */
  readonly checks: readonly Check[];
  /** What it gets wrong around them. */
  readonly habits: ReadonlySet<Habit>;
  /** Signs every AuthnRequest; absent: none is signed. */
  readonly signingKey: SigningKey | undefined;
  /** Assertions may be encrypted to it; absent: none can be decrypted. */
  readonly encryptionKey: SigningKey | undefined;
  /** Signs logout messages; absent: it sends none. */
  readonly logoutKey: SigningKey | undefined;
  /** The table by which LogoutRequests are taken. */
  readonly logoutChecks: readonly LogoutCheck[];
  readonly requests: Requests;
  readonly logouts: Logouts;
  readonly sessions: Sessions;
  readonly roster: Roster;
  /** Every IdP that is set up, the first tenant's first. */
  idps(): readonly TrustedIdp[];
  /** Sets up the first tenant's IdP, instead of the one before. @throws UserError `key-invalid` for text that is no certificate */
  trust(idp: IdpTrust): void;
  /** Sets up the IdP of another tenant. @throws UserError `key-invalid` for text that is no certificate */
  trustAnother(idp: IdpTrust): void;
  wasUsed(issuer: string, assertionId: string): boolean;
  markUsed(issuer: string, assertionId: string): void;
  /** A pushed deactivation: the account becomes inactive; its sessions end if the profile says so. */
  deprovision(person: { readonly nameId?: string; readonly email: string }): void;
}

/** What a reference SP is made of. */
export interface ReferenceSpOptions {
  readonly profile: Profile;
  readonly context: Context;
  readonly checks: readonly Check[];
  readonly habits?: readonly Habit[];
  readonly signingKey?: SigningKey;
  readonly encryptionKey?: SigningKey;
  readonly logoutKey?: SigningKey;
  /** Default: all of them, intact. */
  readonly logoutChecks?: readonly LogoutCheck[];
}

/** The certificates that signatures are verified with: those that the administrator was given for it, unless a habit knows better. */
function certificatesOf(
  { certificates, encryptionCertificates = [] }: IdpTrust,
  before: TrustedIdp | undefined,
  { habits = [], signingKey, encryptionKey }: ReferenceSpOptions,
): readonly string[] {
  const own = [signingKey, encryptionKey].flatMap((key) => key?.certificate.base64 ?? []);
  return [
    ...certificates,
    ...(habits.includes('keeps-old-keys') ? (before?.certificates ?? []) : []),
    ...(habits.includes('trusts-own-keys') ? own : []),
    ...(habits.includes('ignores-key-use') ? encryptionCertificates : []),
  ];
}

/** What never changes of it. */
function madeOf(
  options: ReferenceSpOptions,
): Pick<
  ReferenceSp,
  'checks' | 'habits' | 'signingKey' | 'encryptionKey' | 'logoutKey' | 'logoutChecks'
> {
  return {
    checks: options.checks,
    habits: new Set(options.habits),
    signingKey: options.signingKey,
    encryptionKey: options.encryptionKey,
    logoutKey: options.logoutKey,
    logoutChecks: options.logoutChecks ?? LOGOUT_CHECKS,
  };
}

/** Makes an SP without accounts that trusts nobody yet. */
export function createReferenceSp(options: ReferenceSpOptions): ReferenceSp {
  const { profile, context } = options;
  const requests = openRequests(context);
  const sessions = openSessions(context);
  const roster = openRoster(profile, context);
  const used = new Set<string>();
  const setUp: { first: readonly TrustedIdp[]; others: readonly TrustedIdp[] } = {
    first: [],
    others: [],
  };
  const useOf = (issuer: string, id: string): string => JSON.stringify([issuer, id]);
  return {
    profile,
    context,
    ...madeOf(options),
    requests,
    logouts: openLogouts(context),
    sessions,
    roster,
    idps: () => [...setUp.first, ...setUp.others],
    trust(idp) {
      const certificates = certificatesOf(idp, setUp.first[0], options);
      setUp.first = [trustedIdp({ ...idp, certificates })];
    },
    trustAnother(idp) {
      const others = setUp.others.filter(({ issuer }) => issuer !== idp.issuer);
      setUp.others = [...others, trustedIdp(idp)];
    },
    wasUsed: (issuer, id) => used.has(useOf(issuer, id)),
    markUsed: (issuer, id) => void used.add(useOf(issuer, id)),
    deprovision(person) {
      for (const { id } of roster.deactivate(person, requests.count())) {
        if (profile.session.revocation === 'on-deprovision') sessions.endAllOf(id);
      }
    },
  };
}
