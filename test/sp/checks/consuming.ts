// Feeds a message to the table as the ACS does.
import { createPrivateKey } from 'node:crypto';
import type { SpFacts } from '../../../src/sp/checks/check.js';
import type { Check } from '../../../src/sp/checks/check.js';
import { CHECKS } from '../../../src/sp/checks/checks.js';
import { consume, type Consumed, type Rejected } from '../../../src/sp/checks/consume.js';
import { trustedIdp } from '../../../src/sp/checks/trusted-idp.js';
import type { IdpTrust } from '../../../src/sp/target.js';
import type { Profile } from '../../../src/scenario/profile.js';
import { base64, IDP_KEY, ISSUER, NOW, PROFILE, SP_ENCRYPTION_KEY, SSO_URL } from './genuine.js';

export const IDP: IdpTrust = {
  vendor: 'okta',
  issuer: ISSUER,
  ssoUrl: SSO_URL,
  certificates: [IDP_KEY.certificate],
};

export const FACTS: SpFacts = {
  profile: PROFILE,
  now: NOW,
  idps: [trustedIdp(IDP)],
  requests: [],
  allRequests: [],
  decryptionKeys: [createPrivateKey(SP_ENCRYPTION_KEY.privateKey)],
  wasUsed: () => false,
  wasSeen: () => false,
  accounts: [],
};

export interface Circumstances extends Partial<SpFacts> {
  readonly relayState?: string;
  /** The only IdP; `null`: none. */
  readonly idp?: IdpTrust | null;
  /** Form fields besides. */
  readonly form?: Readonly<Record<string, readonly string[]>>;
  readonly table?: readonly Check[];
  /** Changes of the profile's consumption section. */
  readonly consumption?: Partial<Profile['consumption']>;
}

/** What the table says of a message. */
export function judge(xml: string, circumstances: Circumstances = {}): Consumed | Rejected {
  const { relayState, table, consumption, idp = IDP, form, ...facts } = circumstances;
  const profile = { ...PROFILE, ...facts.profile };
  return consume(
    {
      SAMLResponse: [base64(xml)],
      ...(relayState === undefined ? {} : { RelayState: [relayState] }),
      ...form,
    },
    {
      ...FACTS,
      idps: idp === null ? [] : [trustedIdp(idp)],
      ...facts,
      profile: { ...profile, consumption: { ...profile.consumption, ...consumption } },
    },
    table ?? CHECKS,
  );
}

/** `accepted`, or `check: reason`. */
export function verdict(xml: string, circumstances: Circumstances = {}): string {
  const result = judge(xml, circumstances);
  return result.kind === 'accepted' ? 'accepted' : `${result.check}: ${result.reason}`;
}
