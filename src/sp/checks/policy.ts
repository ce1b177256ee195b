/** Floor 5: checks of the profile: what this SP and its tenant allow, once the message itself is good. */
import { decideAccount } from '../jit/decide.js';
import { domainOf, firstValue, identityOf, type Identity } from '../jit/identity.js';
import { readRelayState } from '../relay-state.js';
import { failed, known, passed, type Check } from './check.js';

/** Where RelayState wants the browser to go when the login is good; whether it may is the question of the next row. */
export const landing: Check = {
  id: 'landing',
  clause: 'saml-bindings 3.5.3',
  reason: 'relay-state-refused',
  produces: true,
  test({ form }, { profile }) {
    const [said = ''] = form['RelayState'] ?? [];
    const result = readRelayState(said, new URL(profile.acs).origin);
    return passed({ landing: 'refused' in result ? said : result.landing });
  },
};

/** No open redirect: only a path of this SP is followed; anything that leads elsewhere is refused. */
export const relayState: Check = {
  id: 'relay-state',
  clause: 'saml-bindings 3.5.3',
  reason: 'relay-state-refused',
  test({ form }, { profile }) {
    const result = readRelayState(form['RelayState']?.[0], new URL(profile.acs).origin);
    return 'refused' in result ? failed(result.refused) : passed();
  },
};

/** Whom the Assertion speaks of, in the words of the profile. */
export const identity: Check = {
  id: 'identity',
  clause: 'profile attributes',
  reason: 'attribute-missing',
  produces: true,
  test(evidence, { profile }) {
    const vendor = evidence.idp?.vendor ?? '';
    return passed({ identity: identityOf(known(evidence, 'assertion'), profile, vendor) });
  },
};

export const plan: Check = {
  id: 'plan',
  clause: 'profile plan',
  reason: 'plan-required',
  test(_evidence, { profile }) {
    const { required, current } = profile.plan;
    return required === null || required === current
      ? passed()
      : failed(`SSO needs the plan ${required}; this tenant has ${current}`);
  },
};

export const domain: Check = {
  id: 'domain',
  clause: 'profile domains',
  reason: 'domain-not-verified',
  test(evidence, { profile }) {
    if (profile.domains === null) return passed();
    const email = firstValue(known(evidence, 'identity'), 'email');
    // Whether an e-mail address must be there at all is the question of another row.
    if (email === undefined && profile.required.includes('email')) return passed();
    const name = domainOf(email ?? '');
    const verified = profile.domains.some((d) => d.verified && d.name.toLowerCase() === name);
    return verified ? passed() : failed(`the domain "${name}" is not verified`);
  },
};

/** What is an address, of what an Assertion says. */
function addressesOf({ nameId, values }: Identity): readonly string[] {
  return [...(values.email ?? []), ...(nameId.includes('@') ? [nameId] : [])].filter(
    (address) => address !== '',
  );
}

/** An IdP speaks for the people of its own domains, and for nobody else's. */
export const idpDomain: Check = {
  id: 'idp-domain',
  clause: 'policy: the domains of the IdP',
  reason: 'domain-not-verified',
  test(evidence) {
    const { idp } = evidence;
    if (idp?.domains === undefined) return passed();
    const own = idp.domains.map((name) => domainOf(`@${name}`));
    const other = addressesOf(known(evidence, 'identity')).find(
      (address) => !own.includes(domainOf(address)),
    );
    return other === undefined ? passed() : failed(`${idp.issuer} may not speak for ${other}`);
  },
};

/** RFC 5321's Mailbox without quotes, comments and letters that only look like others. */
const ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/;

/** One plain address: what is read differently elsewhere is somebody else's there. */
export const addressForm: Check = {
  id: 'address-form',
  clause: 'RFC 5321 4.1.2, policy',
  reason: 'address-refused',
  test(evidence) {
    const addresses = addressesOf(known(evidence, 'identity'));
    const other = addresses.find((address) => !ADDRESS.test(address));
    return other === undefined ? passed() : failed(`${JSON.stringify(other)} is no plain address`);
  },
};

export const supportedIdp: Check = {
  id: 'supported-idp',
  clause: 'profile idps',
  reason: 'idp-not-supported',
  test(evidence, { profile }) {
    const vendor = evidence.idp?.vendor ?? 'none';
    return profile.idps === 'any' || profile.idps.includes(vendor)
      ? passed()
      : failed(`${vendor} is not among the supported ${profile.idps.join(', ')}`);
  },
};

export const requiredAttributes: Check = {
  id: 'required-attributes',
  clause: 'profile required, attributes',
  reason: 'attribute-missing',
  test(evidence, { profile }) {
    const person = known(evidence, 'identity');
    const missing = profile.required.filter((field) => firstValue(person, field) === undefined);
    return missing.length === 0 ? passed() : failed(`the Assertion has no ${missing.join(', ')}`);
  },
};

/** The account that this person's key names. */
export const account: Check = {
  id: 'account',
  clause: 'profile jit.key, jit.linkByEmail',
  reason: 'account-not-found',
  produces: true,
  test(evidence, { accounts, profile }) {
    const decision = decideAccount(known(evidence, 'identity'), accounts, profile.jit);
    return passed({ account: decision });
  },
};

export const accountKey: Check = {
  id: 'account-key',
  clause: 'profile jit.key, jit.linkByEmail, jit.create',
  reason: 'account-not-found',
  test(evidence, { profile }) {
    const decision = known(evidence, 'account');
    if (decision.matches > 1) {
      return failed(`${decision.matches} accounts match`, 'account-ambiguous');
    }
    return decision.kind !== 'create' || profile.jit.create
      ? passed()
      : failed('accounts are not made at login');
  },
};

/** No login gives an account the address of another one. */
export const uniqueEmail: Check = {
  id: 'unique-email',
  clause: 'profile jit.uniqueEmail',
  reason: 'account-ambiguous',
  test(evidence, { accounts, profile }) {
    if (profile.jit.uniqueEmail !== true) return passed();
    const decision = known(evidence, 'account');
    const own = decision.kind === 'create' ? undefined : decision.account.id;
    const email = firstValue(known(evidence, 'identity'), 'email');
    const taken = accounts.some((one) => one.id !== own && one.email === (email ?? ''));
    return taken ? failed(`another account has the e-mail ${email ?? ''}`) : passed();
  },
};

/**
 * A deactivated account opens again only for an Assertion that was made after the deactivation: the
 * IdP has let the person in again. One that was made before, and held back, opens nothing. At the same
 * instant, an Assertion is later when it answers a request that was sent later.
 */
export const accountActive: Check = {
  id: 'account-active',
  clause: 'profile deprovision',
  reason: 'account-not-found',
  test(evidence) {
    const decision = known(evidence, 'account');
    const deactivation = decision.kind === 'create' ? undefined : decision.account.deactivation;
    if (deactivation === undefined) return passed();
    const { issuedAt } = known(evidence, 'identity');
    const { answered } = evidence;
    const later =
      issuedAt > deactivation.at ||
      (answered !== undefined && answered.number >= deactivation.requests);
    return later ? passed() : failed('the account was deactivated after this Assertion was made');
  },
};
