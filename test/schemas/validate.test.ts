import { describe, expect, it } from 'vitest';
import { schemaErrors } from './validate.js';

const REQUEST =
  '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"' +
  ' IssueInstant="2026-03-02T09:00:00Z"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">urn:sp</Issuer>' +
  '</samlp:AuthnRequest>';

describe('the published schemas', () => {
  it('accept a valid request', () => {
    expect(schemaErrors(REQUEST)).toEqual([]);
  });

  it.each([
    ['a missing attribute', REQUEST.replace(' ID="_1"', ''), /'ID' is required/],
    ['an id that is no NCName', REQUEST.replace('"_1"', '"1"'), /xs:ID/],
    ['a child of another kind', REQUEST.replaceAll('Issuer', 'Isuer'), /not expected/],
    ['an unknown root', '<a/>', /No matching global declaration/],
    ['text that is not XML', '<a>', /Premature end|EndTag/],
    [
      'a wrong signature (XML Signature is imported)',
      REQUEST.replace(
        '</samlp:AuthnRequest>',
        '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></samlp:AuthnRequest>',
      ),
      /Missing child element|SignedInfo/,
    ],
    [
      'metadata without a role',
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:idp"/>',
      /Missing child element/,
    ],
  ])('refuse %s', (_what, xml, reason) => {
    expect(schemaErrors(xml).join('\n')).toMatch(reason);
  });
});
