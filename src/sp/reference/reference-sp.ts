/** Floor 5: the state of one reference SP: its profile, its IdP, its accounts and sessions. */
import { X509Certificate } from 'node:crypto';
import type { Context } from '../../base/context.js';
import { UserError } from '../../base/errors.js';
import type { SigningKey } from '../../keys/keys.js';
import type { Profile } from '../../scenario/profile.js';
import type { Check } from '../checks/check.js';
import type { IdpTrust } from '../target.js';
import { openRequests, type Requests } from './requests.js';
import { openRoster, type Roster } from './roster.js';
import { openSessions, type Sessions } from './sessions.js';

export interface ReferenceSp {
  readonly profile: Profile;
  readonly context: Context;
  /** The table by which logins are consumed. */
  readonly checks: readonly Check[];
  /** Signs every AuthnRequest; absent: none is signed. */
  readonly signingKey: SigningKey | undefined;
  readonly requests: Requests;
  readonly sessions: Sessions;
  readonly roster: Roster;
  /** The IdP that an administrator set up last. */
  idp(): IdpTrust | undefined;
  /** @throws UserError `key-invalid` for text that is no certificate */
  trust(idp: IdpTrust): void;
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
  readonly signingKey?: SigningKey;
}

function checkCertificates(idp: IdpTrust): void {
  for (const certificate of idp.certificates) {
    try {
      new X509Certificate(Buffer.from(certificate, 'base64'));
    } catch (cause) {
      throw new UserError('key-invalid', `A certificate of ${idp.issuer} cannot be read.`, {
        fix: 'Give each certificate as base64 DER, without the PEM lines.',
        cause,
      });
    }
  }
}

/** Makes an SP without accounts that trusts nobody yet. */
export function createReferenceSp(options: ReferenceSpOptions): ReferenceSp {
  const { profile, context } = options;
  const requests = openRequests(context);
  const sessions = openSessions(context);
  const roster = openRoster(profile, context);
  const used = new Set<string>();
  const setUp: { idp?: IdpTrust } = {};
  const useOf = (issuer: string, id: string): string => JSON.stringify([issuer, id]);
  return {
    profile,
    context,
    checks: options.checks,
    signingKey: options.signingKey,
    requests,
    sessions,
    roster,
    idp: () => setUp.idp,
    trust(idp) {
      checkCertificates(idp);
      setUp.idp = idp;
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
