/** Floor 5: SPs that make more of attributes than attributes say. */
import { StandinError } from '../../base/errors.js';
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { attributeOf, childrenNamed, rootOf, textOf } from '../../xml/query.js';
import { known, passed, type Check } from '../checks/check.js';
import { account, identity } from '../checks/policy.js';
import type { AssertedAttribute } from '../checks/response-model.js';
import { identityOf, type Identity } from '../jit/identity.js';
import type { Defect } from './defect.js';

/** The person as the SP should see them, and then as it does. */
function seenAs(change: (person: Identity) => Identity): Check {
  return {
    ...identity,
    test(evidence, { profile }) {
      const vendor = evidence.idp?.vendor ?? '';
      const person = identityOf(known(evidence, 'assertion'), profile, vendor);
      return passed({ identity: change(person) });
    },
  };
}

/** The person that other attributes make. */
function personOf(
  change: (all: readonly AssertedAttribute[]) => readonly AssertedAttribute[],
): Check {
  return {
    ...identity,
    test(evidence, { profile }) {
      const said = known(evidence, 'assertion');
      const attributes = change(said.attributes);
      const person = identityOf({ ...said, attributes }, profile, evidence.idp?.vendor ?? '');
      return passed({ identity: person });
    },
  };
}

function withRoles(person: Identity, roles: readonly string[] | undefined): Identity {
  return roles === undefined ? person : { ...person, values: { ...person.values, roles } };
}

/** Attributes written into a template without escaping, and read from it again. */
function throughTemplate(all: readonly AssertedAttribute[]): readonly AssertedAttribute[] {
  const written = all.map(
    ({ name, values }) =>
      `<saml:Attribute Name="${name}">${values
        .map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`)
        .join('')}</saml:Attribute>`,
  );
  const saml = NAMESPACES.assertion;
  try {
    const root = rootOf(parseXml(`<person xmlns:saml="${saml}">${written.join('')}</person>`));
    return childrenNamed(root, saml, 'Attribute').map((one) => ({
      name: attributeOf(one, 'Name') ?? '',
      values: childrenNamed(one, saml, 'AttributeValue').map(textOf),
    }));
  } catch (error) {
    if (error instanceof StandinError) return all;
    throw error;
  }
}

/** `attributes[name]`, where `attributes` is a plain object: some names are there from the beginning. */
function byAssignment(all: readonly AssertedAttribute[]): readonly AssertedAttribute[] {
  const attributes: Record<string, string[]> = {};
  for (const { name, values } of all) {
    const known = attributes[name];
    if (known) known.push(...values);
    else attributes[name] = [...values];
  }
  return Object.entries(attributes).map(([name, values]) => ({ name, values }));
}

/** Nobody asks whether there is an attribute at all. */
function startingWithTheFirst(all: readonly AssertedAttribute[]): readonly AssertedAttribute[] {
  const [first] = all;
  if (first === undefined)
    throw new TypeError("Cannot read properties of undefined (reading 'name')");
  return all;
}

const SCOPED: ReadonlySet<string> = new Set([
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
  'urn:oasis:names:tc:SAML:attribute:subject-id',
]);

/** The account that a scoped attribute names, whichever organisation says it. */
const byScopedAttribute: Check = {
  ...account,
  test(evidence, facts) {
    const scoped = known(evidence, 'assertion').attributes.find(({ name }) => SCOPED.has(name));
    const [name = ''] = scoped?.values ?? [];
    const same = facts.accounts.find(({ nameId, email }) => name === nameId || name === email);
    if (same === undefined) return account.test(evidence, facts);
    return passed({ account: { kind: 'use', account: same, matches: 1 } });
  },
};

/** The account with the roles that this login says. */
const raised: Check = {
  ...account,
  test(evidence, facts) {
    const result = account.test(evidence, facts);
    const roles = known(evidence, 'identity').values.roles ?? [];
    const decision = 'passed' in result ? result.passed.account : undefined;
    if (decision === undefined || decision.kind === 'create' || roles.length === 0) return result;
    return passed({ account: { ...decision, account: { ...decision.account, roles } } });
  },
};

/** The redirect with the name in it, as it is. */
const greeted: Check = {
  ...account,
  test(evidence, facts) {
    const result = account.test(evidence, facts);
    const [name] = known(evidence, 'identity').values.firstName ?? [];
    if ('failed' in result || name === undefined) return result;
    return passed({ ...result.passed, landing: `${known(evidence, 'landing')}?welcome=${name}` });
  },
};

const RIGHTS: readonly Defect[] = [
  {
    id: 'groups-are-roles',
    title: 'Gives everybody the role that is called like a group of theirs, whichever IdP says so.',
    seenIn: ['policy'],
    rows: {
      identity: seenAs((person) => withRoles(person, person.values.groups)),
    },
  },
  {
    id: 'ungrouped-is-admin',
    title: 'Restricts people by their groups, and nobody who is in none.',
    seenIn: ['policy'],
    rows: {
      identity: seenAs((person) =>
        withRoles(person, person.values.groups === undefined ? ['admin'] : undefined),
      ),
    },
  },
  {
    id: 'roles-every-login',
    title: 'Takes over the roles of every message, for accounts that have theirs already.',
    seenIn: ['policy'],
    rows: { account: raised },
  },
];

export const PROVISIONING: readonly Defect[] = [
  ...RIGHTS,
  {
    id: 'values-as-markup',
    title: 'Writes values into markup of its own without escaping, and reads that.',
    seenIn: ['samlify <2.13.0', 'CVE-2026-46490'],
    rows: { identity: personOf(throughTemplate) },
  },
  {
    id: 'prototype-attributes',
    title:
      'Collects attributes in a plain object, where constructor and toString are there already.',
    seenIn: ['profile objects built by assignment'],
    rows: { identity: personOf(byAssignment) },
  },
  {
    id: 'attributes-assumed',
    title: 'Reads the first attribute without asking whether there is one.',
    seenIn: ['hand-written extractors'],
    rows: { identity: personOf(startingWithTheFirst) },
  },
  {
    id: 'scoped-attribute-is-the-account',
    title: 'Finds the account by a scoped attribute, whoever says it.',
    seenIn: ['SPs that leave shibmd:Scope out'],
    rows: { account: byScopedAttribute },
  },
  {
    id: 'name-in-header',
    title: 'Writes the first name into the address it sends the browser to, as it is.',
    seenIn: ['header injection, CWE-113'],
    rows: { account: greeted },
  },
];
