/** Floor 5: SPs that take RelayState for more than the place to go to. */
import { failed, known, passed, type Check } from '../checks/check.js';
import { account, identity, relayState } from '../checks/policy.js';
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
];
