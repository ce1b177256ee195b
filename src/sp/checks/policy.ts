/** Floor 5: checks of the profile: what this SP and its tenant allow, once the message itself is good. */
import { decideAccount } from '../jit/decide.js';
import { domainOf, firstValue, identityOf } from '../jit/identity.js';
import { readRelayState } from '../relay-state.js';
import { failed, known, passed, type Check } from './check.js';

/** No open redirect: only a path of this SP is followed; anything that leads elsewhere is refused. */
export const relayState: Check = {
  id: 'relay-state',
  clause: 'saml-bindings 3.5.3',
  reason: 'relay-state-refused',
  test({ form }, { profile }) {
    const result = readRelayState(form['RelayState']?.[0], new URL(profile.acs).origin);
    return 'refused' in result ? failed(result.refused) : passed({ landing: result.landing });
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
  test(evidence, { profile, idp }) {
    if (profile.domains === null) return passed();
    const identity = identityOf(known(evidence, 'assertion'), profile, idp?.vendor ?? '');
    const email = firstValue(identity, 'email');
    // Whether an e-mail address must be there at all is the question of another row.
    if (email === undefined && profile.required.includes('email')) return passed();
    const name = domainOf(email ?? '');
    const verified = profile.domains.some((d) => d.verified && d.name.toLowerCase() === name);
    return verified ? passed() : failed(`the domain "${name}" is not verified`);
  },
};

export const supportedIdp: Check = {
  id: 'supported-idp',
  clause: 'profile idps',
  reason: 'idp-not-supported',
  test(_evidence, { profile, idp }) {
    const vendor = idp?.vendor ?? 'none';
    return profile.idps === 'any' || profile.idps.includes(vendor)
      ? passed()
      : failed(`${vendor} is not among the supported ${profile.idps.join(', ')}`);
  },
};

export const requiredAttributes: Check = {
  id: 'required-attributes',
  clause: 'profile required, attributes',
  reason: 'attribute-missing',
  test(evidence, { profile, idp }) {
    const identity = identityOf(known(evidence, 'assertion'), profile, idp?.vendor ?? '');
    const missing = profile.required.filter((field) => firstValue(identity, field) === undefined);
    return missing.length === 0
      ? passed({ identity })
      : failed(`the Assertion has no ${missing.join(', ')}`);
  },
};

export const accountKey: Check = {
  id: 'account-key',
  clause: 'profile jit.key, jit.linkByEmail, jit.create',
  reason: 'account-not-found',
  test(evidence, { accounts, profile }) {
    const decision = decideAccount(known(evidence, 'identity'), accounts, profile.jit);
    return decision.kind === 'none'
      ? failed(decision.detail, decision.reason)
      : passed({ account: decision });
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
