/** A doubly signed Okta login, ready to be repeated. */
import { readFileSync } from 'node:fs';
import { storyClock } from '../../dist/base/clock.js';
import { seededRandom } from '../../dist/base/random.js';
import { VENDORS } from '../../dist/idp/vendors.js';
import { signingKeyFromPem } from '../../dist/keys/key-pem.js';
import { login as logIn } from '../../dist/login.js';
import { LOADED } from './roster.mjs';

export const SP = { entityId: 'https://sp.example/saml', acsUrl: 'https://sp.example/saml/acs' };

/** What everybody sends about the person: the same three attributes. */
export const ATTRIBUTES = [
  ['email', 'user.email'],
  ['firstName', 'user.firstName'],
  ['lastName', 'user.lastName'],
];

/** What the first person of the roster has of them. */
export const EMAIL = 'first0.last@acme.example';
export const VALUES = { email: EMAIL, firstName: 'First0', lastName: 'Last' };

/** The Issuer of the other makers. */
export const ISSUER = 'http://www.okta.com/exk1fcia6d6EMsf331d8';

/** The PEM block of a file, without the warning above it: other libraries read nothing else. */
function pem(name) {
  const text = readFileSync(new URL(`../../certs/${name}`, import.meta.url), 'utf8');
  return text.slice(text.indexOf('-----BEGIN'));
}

/** The fixed test-only pair, as text and as a key. */
export const PEM = {
  privateKey: pem('okta-1.NEVER-TRUST.key.pem'),
  certificate: pem('okta-1.NEVER-TRUST.crt.pem'),
};
export const KEY = signingKeyFromPem(PEM);

export const REQUEST_ID = 'id2f7a4c1b9e';

/** The SP's AuthnRequest, as it was received. */
const REQUEST = {
  binding: 'redirect',
  request: {
    id: REQUEST_ID,
    version: '2.0',
    issueInstant: '2026-03-02T09:00:00Z',
    issuer: SP.entityId,
    acsUrl: SP.acsUrl,
    forceAuthn: false,
    isPassive: false,
    hasSubject: false,
    hasScoping: false,
  },
  xml: '',
  hasSignature: false,
};

/**
 * Sets Okta up for a directory.
 *
 * @param load - makes the directory, given the name of the application
 * @returns the directory, and a function that logs a handle in and gives the message's text
 */
export function oktaLogin(load) {
  const vendor = VENDORS.okta;
  const context = { clock: storyClock(LOADED), random: seededRandom('bench') };
  const attributeStatements = ATTRIBUTES.map(([name, source]) => ({ name, values: [source] }));
  const settings = { vendor: 'okta', tenant: 'acme', app: { attributeStatements } };
  const tenant = vendor.tenant(settings, context);
  const application = vendor.application(settings, SP, tenant, context);
  const directory = load(application.name);
  const fixed = { vendor, tenant, application, request: REQUEST, key: KEY };
  const login = (user) => {
    const outcome = logIn({ ...fixed, directory: directory.at(LOADED), user }, context);
    if (outcome.kind !== 'issued') throw new Error(`refused: ${outcome.reason}`);
    return outcome.xml;
  };
  return { directory, login };
}
