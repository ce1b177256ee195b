/** Floor 5: SPs that compare who a message is for in ways of their own. */
import { failed, known, passed, type Check, type SpFacts } from '../checks/check.js';
import { audience, destination } from '../checks/parties.js';
import { recipient } from '../checks/subject.js';
import type { Defect } from './defect.js';

type Matches = (said: string, own: string) => boolean;

const SEEN = ['hand-written comparisons'];

function audienceThat(matches: Matches): Check {
  return {
    ...audience,
    test(evidence, { profile }) {
      const restrictions = known(evidence, 'assertion').conditions?.audiences ?? [];
      const good = restrictions.filter((all) => all.some((one) => matches(one, profile.entityId)));
      return good.length > 0 && good.length === restrictions.length
        ? passed()
        : failed('the Audience is somebody else');
    },
  };
}

function destinationThat(matches: Matches): Check {
  return {
    ...destination,
    test(evidence, { profile }) {
      const said = known(evidence, 'response').destination;
      return said === undefined || matches(said, profile.acs)
        ? passed()
        : failed(`the Destination is ${said}`);
    },
  };
}

function recipientThat(matches: (said: string | undefined, facts: SpFacts) => boolean): Check {
  return {
    ...recipient,
    test(evidence, facts) {
      const all = evidence.confirmations ?? known(evidence, 'assertion').confirmations;
      const good = all.filter((one) => matches(one.recipient, facts));
      return good.length > 0
        ? passed({ confirmations: good })
        : failed('the Recipient is somebody else');
    },
  };
}

const startsAlike: Matches = (said, own) => said.startsWith(own);
const contains: Matches = (said, own) => said.includes(own);
const sameCase: Matches = (said, own) => said.toLowerCase() === own.toLowerCase();
const sameHost: Matches = (said, own) =>
  URL.canParse(said) && new URL(said).host === new URL(own).host;

/** Without a last slash, a default port and white space: what some URL parsers leave out. */
const sameUrl: Matches = (said, own) => {
  const written = (text: string): string =>
    URL.canParse(text) ? new URL(text.trim()).href.replace(/\/$/, '') : text;
  return written(said) === written(own);
};

const isPattern: Matches = (said, own) => {
  const pattern = said.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return said.includes('*') ? new RegExp(`^${pattern}$`).test(own) : said === own;
};

const AUDIENCE_COMPARISONS: readonly (readonly [id: string, title: string, matches: Matches])[] = [
  ['audience-prefix', 'Asks only whether the Audience begins like the entity ID.', startsAlike],
  ['audience-contains', 'Asks only whether the entity ID stands in the Audience.', contains],
  ['audience-case', 'Compares the Audience without case.', sameCase],
  ['audience-same-url', 'Compares the Audience as browsers compare addresses.', sameUrl],
  ['audience-pattern', 'Takes an asterisk in the Audience for anything.', isPattern],
];

const AUDIENCES: readonly Defect[] = [
  {
    id: 'audience-optional',
    title: 'Compares the Audience only where there is one.',
    seenIn: ['samlify 2.13.1', 'saml2-js 4.0.4'],
    rows: {
      audience: {
        ...audience,
        test: (evidence, facts) =>
          (known(evidence, 'assertion').conditions?.audiences ?? []).flat().join('') === ''
            ? passed()
            : audience.test(evidence, facts),
      },
    },
  },
  {
    id: 'audience-any-restriction',
    title: 'Is content with one AudienceRestriction of several.',
    seenIn: ['saml2-js 4.0.4'],
    rows: {
      audience: {
        ...audience,
        test: (evidence, { profile }) =>
          (known(evidence, 'assertion').conditions?.audiences ?? [])
            .flat()
            .includes(profile.entityId)
            ? passed()
            : failed('the Audience is somebody else'),
      },
    },
  },
  ...AUDIENCE_COMPARISONS.map(([id, title, matches]): Defect => ({
    id,
    title,
    seenIn: SEEN,
    rows: { audience: audienceThat(matches) },
  })),
];

export const PARTIES: readonly Defect[] = [
  ...AUDIENCES,
  {
    id: 'destination-optional',
    title: 'Compares the Destination only where there is one.',
    seenIn: ['SPs that follow saml-core and not saml-bindings 3.5.5.2'],
    rows: { destination: destinationThat((said, own) => said === '' || said === own) },
  },
  {
    id: 'destination-prefix',
    title: 'Asks only whether the Destination begins like the ACS.',
    seenIn: ['startsWith checks'],
    rows: { destination: destinationThat(startsAlike) },
  },
  {
    id: 'destination-host',
    title: 'Compares only the host of the Destination.',
    seenIn: SEEN,
    rows: { destination: destinationThat(sameHost) },
  },
  {
    id: 'recipient-optional',
    title: 'Compares the Recipient only where there is one.',
    seenIn: SEEN,
    rows: {
      recipient: recipientThat((said = '', { profile }) => said === '' || said === profile.acs),
    },
  },
  {
    id: 'recipient-host',
    title: 'Compares only the host of the Recipient: another ACS, or http, will do.',
    seenIn: SEEN,
    rows: {
      recipient: recipientThat(
        (said, { profile }) => said !== undefined && sameHost(said, profile.acs),
      ),
    },
  },
];
