/** Okta with Signed Requests enabled: what a request must say beside being signed (fidelity 3.1). */
import { describe, expect, it } from 'vitest';
import { VENDORS } from '../../src/idp/vendors.js';
import { signQuery } from '../../src/keys/query-signature.js';
import { encodeRedirect } from '../../src/saml/encode.js';
import { NAME_ID_FORMATS } from '../../src/saml/names.js';
import { readRedirectRequest } from '../../src/saml/read-request.js';
import { authnRequest } from '../saml/messages.js';
import { SP, fixedKey, scene } from './scene.js';

const key = fixedKey('sp-1');
const ACS = `AssertionConsumerServiceURL="${SP.acsUrl}"`;
const { emailAddress, unspecified } = NAME_ID_FORMATS;

function policy(format: string): string {
  return `<samlp:NameIDPolicy Format="${format}"/>`;
}

function judge(xml: string, subjectNameIdFormat: string): unknown {
  const { application } = scene('okta', {
    app: { signedRequests: true, subjectNameIdFormat },
    sp: { signingCertificate: key.certificate.base64 },
  });
  const message = { parameter: 'SAMLRequest', message: encodeRedirect(xml) } as const;
  const query = signQuery(message, { key, algorithm: 'rsa-sha256' });
  return VENDORS.okta.accept(readRedirectRequest(query), application);
}

describe('a signed request to Okta', () => {
  it.each([
    ['the ACS and the format', authnRequest(ACS, policy(emailAddress)), 'emailAddress', undefined],
    [
      'no particular format, as the application',
      authnRequest(ACS, policy(unspecified)),
      'unspecified',
      undefined,
    ],
    ['no ACS', authnRequest('', policy(emailAddress)), 'emailAddress', 'request-malformed'],
    ['no NameIDPolicy', authnRequest(ACS), 'emailAddress', 'name-id-policy-unsupported'],
    [
      'no particular format',
      authnRequest(ACS, policy(unspecified)),
      'emailAddress',
      'name-id-policy-unsupported',
    ],
    [
      'a format, the application having none',
      authnRequest(ACS, policy(emailAddress)),
      'unspecified',
      'name-id-policy-unsupported',
    ],
  ])('with %s', (_what, xml, format, reason) => {
    expect(judge(xml, format)).toMatchObject(
      reason === undefined ? { acsUrl: SP.acsUrl } : { reason },
    );
  });
});
