/** Floor 5: checks of who speaks to whom: version, issuer, destination, audience, conditions. */
import { NAME_ID_FORMATS } from '../../saml/names.js';
import { failed, known, passed, type Check } from './check.js';

export const version: Check = {
  id: 'version',
  clause: 'saml-core 3.2.2, 2.3.3',
  reason: 'version-unsupported',
  test(evidence) {
    const versions = [known(evidence, 'response').version, known(evidence, 'assertion').version];
    const other = versions.find((candidate) => candidate !== '2.0');
    return other === undefined ? passed() : failed(`the Version is ${other}`);
  },
};

export const issuer: Check = {
  id: 'issuer',
  clause: 'saml-profiles 4.1.4.2',
  reason: 'issuer-unknown',
  test(evidence) {
    const said = known(evidence, 'response').issuer;
    const asserted = known(evidence, 'assertion').issuer;
    const trusted = evidence.idp?.issuer;
    const stranger = [asserted, said].find((name) => name !== undefined && name !== trusted);
    return stranger === undefined ? passed() : failed(`the Issuer is ${stranger}`);
  },
};

/** Whoever signs a Response, or encrypts what is in it, says so in the Response. */
export const responseIssuer: Check = {
  id: 'response-issuer',
  clause: 'saml-profiles 4.1.4.2',
  reason: 'issuer-unknown',
  test(evidence) {
    const signed = known(evidence, 'signatures').some(({ part }) => part === 'Response');
    const must = signed || evidence.plain !== undefined;
    return must && known(evidence, 'response').issuer === undefined
      ? failed('the Response has no Issuer')
      : passed();
  },
};

/** An Issuer is an entity, whatever else might be written in its place. */
export const issuerFormat: Check = {
  id: 'issuer-format',
  clause: 'saml-profiles 4.1.4.2, saml-core 8.3.6',
  reason: 'issuer-unknown',
  test(evidence) {
    const said = [known(evidence, 'response'), known(evidence, 'assertion')];
    const formats = said.map((one) => one.issuerFormat ?? NAME_ID_FORMATS.entity);
    const other = formats.find((format) => format !== NAME_ID_FORMATS.entity);
    return other === undefined ? passed() : failed(`the Format of the Issuer is ${other}`);
  },
};

export const idpEnabled: Check = {
  id: 'idp-enabled',
  clause: 'policy: a connection that is switched off',
  reason: 'issuer-unknown',
  test: ({ idp }) =>
    idp?.enabled === false ? failed(`the connection to ${idp.issuer} is switched off`) : passed(),
};

/** Where it is signed, a Response must say where it goes; where it says so, it must be here. */
export const destination: Check = {
  id: 'destination',
  clause: 'saml-bindings 3.5.5.2',
  reason: 'destination-mismatch',
  test(evidence, { profile }) {
    const said = known(evidence, 'response').destination;
    if (said === undefined) {
      return known(evidence, 'signatures').some(({ part }) => part === 'Response')
        ? failed('the signed Response has no Destination')
        : passed();
    }
    return said === profile.acs ? passed() : failed(`the Destination is ${said}`);
  },
};

/** Every AudienceRestriction must name the SP, and there must be one. */
export const audience: Check = {
  id: 'audience',
  clause: 'saml-core 2.5.1.4, saml-profiles 4.1.4.2',
  reason: 'audience-mismatch',
  test(evidence, { profile }) {
    const restrictions = known(evidence, 'assertion').conditions?.audiences ?? [];
    if (restrictions.length === 0) return failed('the Assertion has no AudienceRestriction');
    const other = restrictions.find((audiences) => !audiences.includes(profile.entityId));
    return other === undefined ? passed() : failed(`the Audience is ${other.join(', ')}`);
  },
};

/** A condition that is not understood makes the Assertion's validity indeterminate. */
export const conditionsKnown: Check = {
  id: 'conditions-known',
  clause: 'saml-core 2.5.1.1',
  reason: 'schema-invalid',
  test(evidence) {
    const unknown = known(evidence, 'assertion').conditions?.unknown ?? [];
    return unknown.length === 0
      ? passed()
      : failed(`the condition ${unknown.join(', ')} is unknown`);
  },
};

export const notBefore: Check = {
  id: 'not-before',
  clause: 'saml-core 2.5.1.2',
  reason: 'assertion-not-yet-valid',
  test(evidence, { profile, now }) {
    const start = known(evidence, 'assertion').conditions?.notBefore;
    return start === undefined || start <= now + profile.consumption.clockSkew
      ? passed()
      : failed(`the Assertion is valid from ${new Date(start).toISOString()}`);
  },
};

export const notOnOrAfter: Check = {
  id: 'not-on-or-after',
  clause: 'saml-core 2.5.1.2',
  reason: 'assertion-expired',
  test(evidence, { profile, now }) {
    const end = known(evidence, 'assertion').conditions?.notOnOrAfter;
    return end === undefined || now - profile.consumption.clockSkew < end
      ? passed()
      : failed(`the Assertion was valid until ${new Date(end).toISOString()}`);
  },
};

/** An end before the beginning leaves no instant in between; patience with clocks must not make one. */
export const conditionsWindow: Check = {
  id: 'conditions-window',
  clause: 'saml-core 2.5.1.2',
  reason: 'assertion-expired',
  test(evidence) {
    const { notBefore: start, notOnOrAfter: end } = known(evidence, 'assertion').conditions ?? {};
    return start !== undefined && end !== undefined && start >= end
      ? failed(`the Assertion is over at ${new Date(end).toISOString()}, before it begins`)
      : passed();
  },
};

/** Nobody makes a statement tomorrow; without this an Assertion can be made to outlive whoever made it. */
export const issuedInFuture: Check = {
  id: 'issued-in-future',
  clause: 'saml-core 2.3.3, 2.7.2, 3.2.2',
  reason: 'issued-in-future',
  test(evidence, { profile, now }) {
    const { issueInstant, authnStatements } = known(evidence, 'assertion');
    const instants = [
      known(evidence, 'response').issueInstant,
      issueInstant,
      ...authnStatements.map(({ instant }) => instant),
    ];
    const late = instants.find((instant) => instant > now + profile.consumption.clockSkew);
    return late === undefined
      ? passed()
      : failed(`something was said at ${new Date(late).toISOString()}`);
  },
};
