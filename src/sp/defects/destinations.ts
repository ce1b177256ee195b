/** Floor 5: SPs that compare Destination and Recipient with something else than their own address. */
import { failed, known, passed, type Check, type SpFacts } from '../checks/check.js';
import { destination } from '../checks/parties.js';
import { recipient } from '../checks/subject.js';
import type { Defect } from './defect.js';

type Same = (said: string, facts: SpFacts) => boolean;

function destinationBy(same: Same): Readonly<Record<string, Check>> {
  const row: Check = {
    ...destination,
    test(evidence, facts) {
      const said = known(evidence, 'response').destination;
      if (said === undefined) return destination.test(evidence, facts);
      return same(said, facts) ? passed() : failed(`the Destination is ${said}`);
    },
  };
  return { destination: row };
}

/** Both rows; confirmations with an address that is good enough go on as if it were the right one. */
function bothBy(same: Same): Readonly<Record<string, Check>> {
  const row: Check = {
    ...recipient,
    test(evidence, facts) {
      const { acs } = facts.profile;
      const all = evidence.confirmations ?? known(evidence, 'assertion').confirmations;
      const confirmations = all.map((one) =>
        one.recipient !== undefined && same(one.recipient, facts)
          ? { ...one, recipient: acs }
          : one,
      );
      return recipient.test({ ...evidence, confirmations }, facts);
    },
  };
  return { ...destinationBy(same), recipient: row };
}

function pathOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname : address;
}

export const DESTINATIONS: readonly Defect[] = [
  {
    id: 'address-by-origin',
    title: 'Asks whether Destination and Recipient begin with its own origin.',
    seenIn: ['hand-written checks with startsWith'],
    rows: bothBy((said, { profile }) => said.startsWith(new URL(profile.acs).origin)),
  },
  {
    id: 'address-from-host',
    title: 'Takes for its own address what the request says that its host is.',
    seenIn: ['python3-saml behind a proxy', 'php-saml: getSelfURL'],
    rows: bothBy((said, { profile, hosts = [] }) =>
      [profile.acs, ...hosts.map((host) => `https://${host}${pathOf(profile.acs)}`)].includes(said),
    ),
  },
];
