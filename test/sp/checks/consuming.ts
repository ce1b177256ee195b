// Feeds a message to the table as the ACS does.
import type { SpFacts } from '../../../src/sp/checks/check.js';
import type { Check } from '../../../src/sp/checks/check.js';
import { CHECKS } from '../../../src/sp/checks/checks.js';
import { consume, type Consumed, type Rejected } from '../../../src/sp/checks/consume.js';
import type { Profile } from '../../../src/scenario/profile.js';
import { base64, IDP_KEY, ISSUER, NOW, PROFILE, SSO_URL } from './genuine.js';

export const FACTS: SpFacts = {
  profile: PROFILE,
  now: NOW,
  idp: { vendor: 'okta', issuer: ISSUER, ssoUrl: SSO_URL, certificates: [IDP_KEY.certificate] },
  requests: [],
  wasUsed: () => false,
  accounts: [],
};

export interface Circumstances extends Partial<SpFacts> {
  readonly relayState?: string;
  readonly table?: readonly Check[];
  /** Changes of the profile's consumption section. */
  readonly consumption?: Partial<Profile['consumption']>;
}

/** What the table says of a message. */
export function judge(xml: string, circumstances: Circumstances = {}): Consumed | Rejected {
  const { relayState, table, consumption, ...facts } = circumstances;
  const profile = { ...PROFILE, ...facts.profile };
  return consume(
    {
      SAMLResponse: [base64(xml)],
      ...(relayState === undefined ? {} : { RelayState: [relayState] }),
    },
    {
      ...FACTS,
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
