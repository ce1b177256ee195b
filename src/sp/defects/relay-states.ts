/** Floor 5: SPs that take RelayState for more than the place to go to. */
import { html } from '../../base/html.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { account, identity, landing, relayState } from '../checks/policy.js';
import { identityOf } from '../jit/identity.js';
import type { Defect } from './defect.js';

/** Bytes that a column for it holds (saml-bindings 3.5.3). */
const COLUMN = 80;

const stored: Check = {
  ...relayState,
  test(evidence, facts) {
    const bytes = Buffer.byteLength(evidence.form['RelayState']?.[0] ?? '');
    if (bytes <= COLUMN) return relayState.test(evidence, facts);
    throw new RangeError(`value too long for type character varying(${COLUMN})`);
  },
};

/** The request that was sent with this RelayState; nobody asks whether there is one. */
const keyed: Check = {
  ...relayState,
  test(evidence, facts) {
    const sent = evidence.answered?.relayState;
    if (sent === undefined || sent === evidence.form['RelayState']?.[0]) {
      return relayState.test(evidence, facts);
    }
    throw new TypeError("Cannot read properties of undefined (reading 'target')");
  },
};

/** An invitation: RelayState names the account that this login is for. */
const invited: Check = {
  ...account,
  test(evidence, facts) {
    const name = evidence.form['RelayState']?.[0];
    const named = facts.accounts.find((one) =>
      [one.id, one.email, one.nameId].includes(name ?? ''),
    );
    if (named === undefined) return account.test(evidence, facts);
    return passed({ account: { kind: 'link', account: named, matches: 1 } });
  },
};

/** Parameters of the address count as parameters of the login. */
const parameters: Check = {
  ...identity,
  test(evidence, { profile }) {
    const person = identityOf(known(evidence, 'assertion'), profile, evidence.idp?.vendor ?? '');
    const { searchParams } = new URL(known(evidence, 'landing'), profile.acs);
    const roles = searchParams.getAll('role');
    const values = roles.length === 0 ? person.values : { ...person.values, roles };
    return passed({ identity: { ...person, values } });
  },
};

/** Says what is wrong in the words that were sent. */
const echoed: Check = {
  ...relayState,
  test(evidence, facts) {
    const result = relayState.test(evidence, facts);
    const said = evidence.form['RelayState']?.[0] ?? '';
    if ('failed' in result) return failed(`${result.failed}: ${said}`);
    return /^[/\w-]*$/.test(said) ? result : failed(`RelayState is no address: ${said}`);
  },
};

/** Offers as a link what it did not follow; quotes are escaped, and nobody looks at the scheme. */
const linked: Check = {
  ...relayState,
  test(evidence, facts) {
    const result = relayState.test(evidence, facts);
    const link = html`<a href="${evidence.form['RelayState']?.[0]}">Continue</a>`;
    return 'failed' in result ? failed(`${result.failed}: ${link.html}`) : result;
  },
};

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What it was before somebody encoded it; a server in front has judged it encoded. */
function decoded(value: string): string {
  return decodeURIComponent(
    BASE64.test(value) ? Buffer.from(value, 'base64').toString('utf8') : value,
  );
}

/** Rows of an SP that goes where its own reading of RelayState leads. */
function goesTo(place: (value: string, origin: string) => string | undefined): Defect['rows'] {
  return {
    'relay-state': null,
    landing: {
      ...landing,
      test({ form }, { profile }) {
        const [value = '/'] = form['RelayState'] ?? [];
        return passed({ landing: place(value, new URL(profile.acs).origin) ?? '/' });
      },
    },
  };
}

export const RELAY_STATES: readonly Defect[] = [
  {
    id: 'relay-state-in-a-column',
    title: 'Stores RelayState in a column of 80 bytes, and breaks down at more.',
    seenIn: ['saml-conformance'],
    rows: { 'relay-state': stored },
  },
  {
    id: 'relay-state-is-the-key',
    title: 'Looks for the login under RelayState, and breaks down where there is none.',
    seenIn: ['state stores'],
    rows: { 'relay-state': keyed },
  },
  {
    id: 'relay-state-names-account',
    title: 'Lets RelayState say which account the login is for.',
    seenIn: ['Sustainsys.Saml2 <2.9.2', 'CVE-2023-41890'],
    rows: { account: invited },
  },
  {
    id: 'relay-state-parameters',
    title: 'Takes parameters of the address in RelayState for those of the login.',
    seenIn: ['policy'],
    rows: { identity: parameters },
  },
  {
    id: 'relay-state-in-the-page',
    title: 'Writes RelayState into the page that says what is wrong with it.',
    seenIn: ['GHSA-267v-3v32-g6q5'],
    rows: { 'relay-state': echoed },
    habits: ['unescaped'],
  },
  {
    id: 'relay-state-in-a-link',
    title: 'Offers RelayState as a link, whatever its scheme.',
    seenIn: ['CVE-2026-87949'],
    rows: { 'relay-state': linked },
    habits: ['unescaped'],
  },
  {
    id: 'relay-state-prefix',
    title: 'Asks only whether RelayState begins like its own address.',
    seenIn: ['OpenAM <16.1.4', 'CVE-2026-123541'],
    rows: goesTo((value, origin) => (value.startsWith(origin) ? value : undefined)),
  },
  {
    id: 'relay-state-decoded',
    title: 'Judges RelayState as it is encoded, and goes where it leads once it is decoded.',
    seenIn: ['NetScaler', 'GitLab 15.11.1'],
    rows: goesTo((value) => (/^\/(?![/\\])|^\w/.test(value) ? decoded(value) : undefined)),
  },
];
