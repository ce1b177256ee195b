import { describe, expect, it } from 'vitest';
import { VENDORS } from '../../src/idp/vendors.js';
import { readFacts } from '../../src/saml/facts.js';
import { BEARER } from '../../src/saml/names.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { received, scene } from '../idp/scene.js';
import { ASSERTION, PROTOCOL } from './messages.js';

describe.each(Object.keys(VENDORS) as VendorName[])('a message of %s', (name) => {
  it.each([
    ['SP-initiated', { request: received({ id: '_r1' }) }],
    ['IdP-initiated', {}],
  ])('says what its IdP says it says (%s)', (_start, more) => {
    const made = scene(name, { user: { roles: ['Notary', 'Employee'] } });
    const { xml, facts } = made.issue(more);
    const { inResponseTo, recipient } = facts;
    const answers = inResponseTo === undefined ? {} : { inResponseTo };
    const { assertions, ...message } = readFacts(xml);
    expect(message).toEqual({
      id: facts.responseId,
      version: '2.0',
      issueInstant: facts.issueInstant,
      issuer: facts.issuer,
      destination: facts.recipient,
      ...answers,
      status: ['urn:oasis:names:tc:SAML:2.0:status:Success'],
      encryptedAssertions: 0,
      signed: facts.signed.includes('response'),
    });
    expect(assertions).toHaveLength(1);
    const [assertion] = assertions;
    expect(assertion).toMatchObject({
      id: facts.assertionId,
      version: '2.0',
      issuer: facts.issuer,
      subject: {
        nameId: facts.nameId,
        nameIdFormat: facts.nameIdFormat,
        confirmations: [{ method: BEARER, recipient, ...answers }],
      },
      notOnOrAfter: facts.notOnOrAfter,
      audiences: [facts.audience],
      authnInstant: facts.authnInstant,
      sessionIndex: facts.sessionIndex,
      authnContextClassRef: made.application.authnContextClassRef,
      signed: facts.signed.includes('assertion'),
    });
    expect(
      assertion?.attributes.map(({ name: label, values }) => ({ name: label, values })),
    ).toEqual(facts.attributes);
  });
});

describe('the facts of a message', () => {
  it('are empty where it says nothing', () => {
    expect(readFacts(`<Response xmlns="${PROTOCOL}"/>`)).toEqual({
      status: [],
      assertions: [],
      encryptedAssertions: 0,
      signed: false,
    });
    expect(readFacts(`<Assertion xmlns="${ASSERTION}"/>`).assertions).toEqual([
      { audiences: [], attributes: [], signed: false },
    ]);
  });

  it('hold nested status codes and their message', () => {
    const xml =
      `<p:Response xmlns:p="${PROTOCOL}"><p:Status><p:StatusCode Value="a"><p:StatusCode Value="b"/></p:StatusCode>` +
      '<p:StatusMessage>why</p:StatusMessage></p:Status></p:Response>';
    expect(readFacts(xml)).toMatchObject({ status: ['a', 'b'], statusMessage: 'why' });
  });

  it('hold the whole text around a comment', () => {
    const xml = `<Assertion xmlns="${ASSERTION}"><Subject><NameID>ada@acme.example<!-- -->.evil</NameID></Subject></Assertion>`;
    expect(readFacts(xml).assertions[0]?.subject?.nameId).toBe('ada@acme.example.evil');
  });

  it('count what is encrypted', () => {
    const xml = `<Response xmlns="${PROTOCOL}"><EncryptedAssertion xmlns="${ASSERTION}"/></Response>`;
    expect(readFacts(xml).encryptedAssertions).toBe(1);
  });
});
