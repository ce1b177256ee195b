import { describe, expect, it } from 'vitest';
import { VENDORS } from '../../src/idp/vendors.js';
import { LINT_RULES, lintMessage } from '../../src/saml/lint.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { NOW, received, scene } from '../idp/scene.js';
import { ASSERTION, PROTOCOL, authnRequest } from './messages.js';

const now = Date.parse(NOW);
const HOUR = 3_600_000;
const { xml: OKTA } = scene('okta').issue({ request: received({ id: '_r1' }) });

function rules(xml: string, options: { readonly now?: number } = { now }): readonly string[] {
  return [...new Set(lintMessage(xml, options).map(({ rule }) => rule))];
}

function without(xml: string, part: RegExp): string {
  const changed = xml.replaceAll(new RegExp(part, 'gs'), '');
  expect(changed).not.toBe(xml);
  return changed;
}

function changed(xml: string, from: string | RegExp, to: string): string {
  const result = xml.replace(from, to);
  expect(result).not.toBe(xml);
  return result;
}

describe('a message as it should be', () => {
  it.each(Object.keys(VENDORS) as VendorName[])('of %s breaks no rule', (name) => {
    expect(lintMessage(scene(name).issue().xml, { now })).toEqual([]);
    expect(lintMessage(scene(name).issue({ request: received() }).xml, { now })).toEqual([]);
  });

  it('can be a request', () => {
    expect(lintMessage(authnRequest())).toEqual([]);
  });

  it('is held against a clock only when one is given', () => {
    expect(rules(OKTA, { now: now + 9 * HOUR })).toEqual(['confirmation-expired', 'expired']);
    expect(rules(OKTA, {})).toEqual([]);
  });
});

/** Each rule with a message that breaks it, and which others that breaks too. */
const BROKEN: readonly (readonly [rule: string, xml: () => string, also?: readonly string[]])[] = [
  ['dtd', () => changed(OKTA, '<saml2p:Response', '<!DOCTYPE a><saml2p:Response')],
  ['root-unknown', () => '<Response/>'],
  ['version', () => changed(OKTA, 'Version="2.0"', 'Version="1.1"')],
  ['id-missing', () => authnRequest().replace(' ID="_r1"', '')],
  ['id-invalid', () => authnRequest().replace('"_r1"', '"1r"')],
  [
    'id-duplicate',
    () =>
      changed(
        OKTA,
        '<saml2:Subject',
        '<saml2:Advice ID="_a"/><saml2:Advice ID="_a"/><saml2:Subject',
      ),
  ],
  ['instant-missing', () => authnRequest().replace(/ IssueInstant="[^"]*"/, '')],
  [
    'instant-invalid',
    () => changed(OKTA, / AuthnInstant="[^"]*"/, ' AuthnInstant="2026-03-02T10:00:00+01:00"'),
  ],
  ['status-missing', () => without(OKTA, /<saml2p:Status .*<\/saml2p:Status>/)],
  ['status-failed', () => changed(OKTA, 'status:Success', 'status:Responder')],
  [
    'issuer-missing',
    () => changed(OKTA, /(<saml2:Assertion .*?)<saml2:Issuer .*?<\/saml2:Issuer>/, '$1'),
  ],
  ['issuer-mismatch', () => changed(OKTA, /(<saml2:Assertion .*?>)http:[^<]*/, '$1urn:other')],
  ['destination-missing', () => changed(OKTA, / Destination="[^"]*"/, '')],
  ['destination-recipient', () => changed(OKTA, / Destination="[^"]*"/, ' Destination="urn:x"')],
  ['in-response-to-mismatch', () => changed(OKTA, 'InResponseTo="_r1"', 'InResponseTo="_r2"')],
  ['assertion-missing', () => without(OKTA, /<saml2:Assertion .*<\/saml2:Assertion>/)],
  [
    'assertion-several',
    () =>
      changed(
        OKTA,
        /<saml2:Assertion .*<\/saml2:Assertion>/s,
        '$&<saml2:EncryptedAssertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"/>',
      ),
  ],
  ['name-id-missing', () => changed(OKTA, 'ada@acme.example</saml2:NameID>', ' </saml2:NameID>')],
  [
    'name-id-comment',
    () => changed(OKTA, '@acme.example</saml2:NameID>', '@acme<!---->.example</saml2:NameID>'),
  ],
  [
    'authn-statement-missing',
    () => without(OKTA, /<saml2:AuthnStatement .*<\/saml2:AuthnStatement>/),
  ],
  [
    'audience-missing',
    () => without(OKTA, /<saml2:AudienceRestriction.*<\/saml2:AudienceRestriction>/),
  ],
  ['bearer-missing', () => changed(OKTA, 'cm:bearer', 'cm:holder-of-key')],
  ['confirmation-incomplete', () => without(OKTA, / Recipient="[^"]*"/)],
  ['confirmation-incomplete', () => changed(OKTA, / NotOnOrAfter="[^"]*"( Recipient)/, '$1')],
  [
    'confirmation-not-before',
    () => changed(OKTA, ' Recipient=', ' NotBefore="2026-03-02T09:00:00Z" Recipient='),
  ],
  [
    'confirmation-expired',
    () =>
      changed(
        OKTA,
        /NotOnOrAfter="[^"]*"( Recipient)/,
        'NotOnOrAfter="2026-03-02T09:00:00.123Z"$1',
      ),
  ],
  [
    'window-inverted',
    () => changed(OKTA, /NotBefore="([^"]*)"/, 'NotBefore="2026-03-02T09:30:00Z"'),
    ['not-yet-valid'],
  ],
  [
    'not-yet-valid',
    () => changed(OKTA, /NotBefore="[^"]*"/, 'NotBefore="2026-03-02T09:00:00.124Z"'),
  ],
  [
    'expired',
    () => changed(OKTA, /(NotBefore="[^"]*" NotOnOrAfter=)"[^"]*"/, '$1"2026-03-02T09:00:00.123Z"'),
  ],
  [
    'authn-instant-future',
    () => changed(OKTA, /AuthnInstant="[^"]*"/, 'AuthnInstant="2026-03-02T09:00:00.124Z"'),
  ],
  [
    'session-expired',
    () =>
      changed(OKTA, ' AuthnInstant=', ' SessionNotOnOrAfter="2026-03-02T09:00:00Z" AuthnInstant='),
  ],
  ['unsigned', () => without(OKTA, /<ds:Signature .*?<\/ds:Signature>/)],
  ['reference-count', () => changed(OKTA, /<ds:Reference .*?<\/ds:Reference>/s, '$&$&')],
  ['reference-count', () => changed(OKTA, /<ds:Reference .*?<\/ds:Reference>/s, '')],
  ['reference-elsewhere', () => changed(OKTA, /<ds:Reference URI="[^"]*"/, '<ds:Reference URI=""')],
  ['transform-unexpected', () => changed(OKTA, 'xmldsig#enveloped-signature', 'xmldsig#base64')],
  ['sha1', () => scene('okta', { app: { signatureAlgorithm: 'RSA_SHA1' } }).issue().xml],
  ['sha1', () => scene('okta', { app: { digestAlgorithm: 'SHA1' } }).issue().xml],
];

describe('the rules', () => {
  it.each(BROKEN.map(([rule, xml, also = []]) => ({ rule, xml, also })))('$rule', (one) => {
    const expected = [one.rule, ...one.also];
    expect([...rules(one.xml())].sort()).toEqual(expected.sort());
  });

  it('are all broken by an example', () => {
    expect([...new Set(BROKEN.map(([rule]) => rule))].sort()).toEqual(
      LINT_RULES.map(({ rule }) => rule).sort(),
    );
  });

  it('have ids of their own, a clause and a sentence', () => {
    expect(new Set(LINT_RULES.map(({ rule }) => rule)).size).toBe(LINT_RULES.length);
    for (const [, xml] of BROKEN) {
      for (const { clause, message } of lintMessage(xml(), { now })) {
        expect(clause).toMatch(/^(?:saml-|xml)/);
        expect(message).not.toBe('');
      }
    }
  });

  it('number Assertions when there are several', () => {
    const xml = `<Response xmlns="${PROTOCOL}">${`<Assertion xmlns="${ASSERTION}"/>`.repeat(2)}</Response>`;
    const issuers = lintMessage(xml).filter(({ rule }) => rule === 'issuer-missing');
    expect(issuers.map(({ message }) => message)).toEqual([
      'Assertion 1 has no Issuer',
      'Assertion 2 has no Issuer',
    ]);
  });

  it('hold one signed Response enough for all its Assertions', () => {
    expect(rules(scene('okta', { app: { assertionSigned: false } }).issue().xml)).toEqual([]);
  });
});
