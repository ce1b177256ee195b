/** Overrides of a message: what they say arrives signed, in the vendor's shape, at libraries that are not ours. */
import { SAML } from '@node-saml/node-saml';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/saml/facts.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import type { MessageOverrides } from '../../src/scenario/step.js';
import { received, scene, SP } from '../idp/scene.js';
import { schemaErrors } from '../schemas/validate.js';

const VENDOR_NAMES = ['okta', 'entra', 'google-workspace', 'onelogin', 'generic'] as const;
const EVERYTHING: MessageOverrides = {
  nameId: 'mallory@acme.example',
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  issuer: 'https://elsewhere.example/',
  audience: 'urn:another',
  recipient: 'https://sp.example/other',
  destination: 'https://sp.example/third',
  inResponseTo: '_another',
  notBefore: '2026-03-02T08:00:00.000Z',
  notOnOrAfter: '2026-03-02T09:30:00.000Z',
  authnInstant: '2026-03-01T09:00:00.000Z',
  sessionIndex: '_session',
};

/** Google sends an attribute without a value, too, and says so in no fact: these have values. */
const WITH_ROLES = { user: { roles: ['Notary'] } };

async function read(vendor: VendorName, xml: string): Promise<Readonly<Record<string, unknown>>> {
  const { application, key } = scene(vendor);
  const sp = new SAML({
    callbackUrl: SP.acsUrl,
    issuer: SP.entityId,
    audience: false,
    entryPoint: application.ssoUrl,
    idpCert: key.certificate.pem,
    acceptedClockSkewMs: -1,
    wantAuthnResponseSigned: application.signed.response,
    wantAssertionsSigned: application.signed.assertion,
  });
  const SAMLResponse = Buffer.from(xml).toString('base64');
  const { profile } = await sp.validatePostResponseAsync({ SAMLResponse });
  return { ...profile };
}

describe.each(VENDOR_NAMES)('%s', (vendor) => {
  it('says everything that was overridden, and its facts agree', async () => {
    const { xml, facts, acsUrl } = scene(vendor).issue({ overrides: EVERYTHING });
    expect(schemaErrors(xml)).toEqual([]);
    expect(acsUrl).toBe(SP.acsUrl);
    const message = readFacts(xml);
    const [assertion] = message.assertions;
    expect(message).toMatchObject({
      issuer: EVERYTHING.issuer,
      destination: EVERYTHING.destination,
      inResponseTo: '_another',
    });
    const { notBefore, notOnOrAfter, authnInstant, sessionIndex, issuer } = EVERYTHING;
    expect(assertion).toMatchObject({
      ...{ issuer, notBefore, notOnOrAfter, authnInstant, sessionIndex },
      audiences: ['urn:another'],
      subject: {
        nameId: EVERYTHING.nameId,
        nameIdFormat: EVERYTHING.nameIdFormat,
        confirmations: [
          { recipient: EVERYTHING.recipient, inResponseTo: '_another', notOnOrAfter },
        ],
      },
    });
    // A bearer confirmation must not have one (saml-profiles 4.1.4.2).
    expect(assertion?.subject?.confirmations[0]?.notBefore).toBeUndefined();
    const { destination, notBefore: notInFacts, ...known } = EVERYTHING;
    expect(facts).toMatchObject(known);
    expect([destination, notInFacts]).not.toContain(undefined);
    expect(await read(vendor, xml)).toMatchObject({
      nameID: EVERYTHING.nameId,
      issuer: EVERYTHING.issuer,
      sessionIndex: '_session',
      inResponseTo: '_another',
    });
  });

  it('replaces, adds and removes attributes as it writes its own', async () => {
    const before = scene(vendor, WITH_ROLES).issue();
    const [removed = '', replaced = ''] = before.facts.attributes.map(({ name }) => name);
    const attributes = { [removed]: null, [replaced]: ['one', 'two & <three>'], added: 'new' };
    const { xml, facts } = scene(vendor, WITH_ROLES).issue({ overrides: { attributes } });
    expect(schemaErrors(xml)).toEqual([]);
    const names = before.facts.attributes
      .map(({ name }) => name)
      .filter((name) => name !== removed);
    expect(facts.attributes.map(({ name }) => name)).toEqual([...names, 'added']);
    const [assertion] = readFacts(xml).assertions;
    const said = assertion?.attributes.map(({ name, values }) => ({ name, values }));
    expect(said).toEqual(facts.attributes);
    expect(await read(vendor, xml)).toMatchObject({
      [replaced]: ['one', 'two & <three>'],
      added: 'new',
    });
    // Whatever stands around a value is what stood there before.
    const shape = (text: string): Set<string> =>
      new Set(text.match(/<[\w:]*AttributeValue[^>]*>/g));
    expect(shape(xml)).toEqual(shape(before.xml));
  });

  it('leaves the rest to the byte', () => {
    const plain = scene(vendor).issue().xml;
    const same = scene(vendor).issue({ overrides: {} }).xml;
    expect(same).toBe(plain);
    const request = received();
    const asked = scene(vendor).issue({ request });
    const inResponseTo = request.request.id;
    expect(scene(vendor).issue({ request, overrides: { inResponseTo } }).xml).toBe(asked.xml);
  });

  it('removes what may be removed', async () => {
    const overrides = { inResponseTo: null, sessionIndex: null, attributes: {} };
    const { xml, facts } = scene(vendor).issue({ request: received(), overrides });
    expect(xml).not.toMatch(/InResponseTo|SessionIndex/);
    expect(facts).not.toHaveProperty('inResponseTo');
    expect(facts.sessionIndex).toBe('');
    expect(await read(vendor, xml)).toMatchObject({ nameID: facts.nameId });
  });

  it('an assertion may lose all its attributes, and get its first', async () => {
    const names = scene(vendor, WITH_ROLES)
      .issue()
      .facts.attributes.map(({ name }) => name);
    const attributes = Object.fromEntries(names.map((name) => [name, null]));
    const none = scene(vendor, WITH_ROLES).issue({ overrides: { attributes } });
    expect(none.xml).not.toContain('AttributeStatement');
    expect(schemaErrors(none.xml)).toEqual([]);
    expect(await read(vendor, none.xml)).toMatchObject({ nameID: none.facts.nameId });
  });
});

describe('the first attribute of a message', () => {
  it('is written plainly when there is none to copy', async () => {
    const app = { attributeStatements: [] };
    const { xml } = scene('okta', { app }).issue({ overrides: { attributes: { team: 'A' } } });
    expect(schemaErrors(xml)).toEqual([]);
    expect(await read('okta', xml)).toMatchObject({ team: 'A' });
  });
});

describe('mistakes', () => {
  const WRONG: readonly (readonly [string, object, string])[] = [
    ['a mistyped key', { notOnOrAftr: '2026-03-02T09:00:00Z' }, 'Did you mean "notOnOrAfter"?'],
    ['a number', { nameId: 7 }, 'Write it as a text.'],
    ['a word for an instant', { notBefore: 'soon' }, 'Write it like 2026-03-02T09:00:00Z.'],
    ['a list of attributes', { attributes: ['email'] }, 'For example'],
    ['a number for a value', { attributes: { age: 7 } }, 'Write a text, a list of texts'],
    ['null where nothing can be taken away', { issuer: null }, 'Write it as a text.'],
  ];

  it.each(WRONG)('%s is found, with its cure', (_, overrides, fix) => {
    const issue = (): unknown => scene('okta').issue({ overrides });
    expect(issue).toThrow(expect.objectContaining({ fix: expect.stringContaining(fix) as string }));
  });
});
