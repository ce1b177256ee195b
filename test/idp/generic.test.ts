import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import { NOW, SP, scene } from './scene.js';

function failure(app: Readonly<Record<string, unknown>>): StandinError {
  try {
    scene('generic', { app });
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('the generic provider', () => {
  it('sends the fields of the directory by their own names', () => {
    const user = { roles: ['Admin'], groups: ['Legal'], attributes: { email: ['other'] } };
    const attributes = [
      { name: 'mail', source: 'email' },
      { name: 'custom', source: 'attributes.email' },
      { name: 'groups', source: 'groups', nameFormat: 'uri' },
      { name: 'fixed', values: ['a', 'b'] },
      { name: 'absent', source: 'attributes.nothing' },
    ];
    expect(scene('generic', { user }).issue().facts.attributes).toEqual([
      { name: 'email', values: ['ada@acme.example'] },
      { name: 'firstName', values: ['Ada'] },
      { name: 'lastName', values: ['Byron'] },
      { name: 'roles', values: ['Admin'] },
    ]);
    const { facts, xml } = scene('generic', { user, app: { attributes } }).issue();
    expect(facts.attributes).toEqual([
      { name: 'mail', values: ['ada@acme.example'] },
      { name: 'custom', values: ['other'] },
      { name: 'groups', values: ['Legal'] },
      { name: 'fixed', values: ['a', 'b'] },
    ]);
    expect(xml).toContain(
      'Name="groups" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"',
    );
    expect(scene('generic', { app: { attributes: [] } }).issue().xml).not.toContain('Attribute');
  });

  it('follows every setting', () => {
    const app = {
      issuer: 'urn:idp',
      audience: 'urn:audience',
      nameId: { source: 'id', format: 'persistent' },
      sign: { response: true, assertion: false },
      windows: { notBefore: -1, notOnOrAfter: 120, confirmation: 90 },
      authnContextClassRef: 'X509',
      sessionAge: '1m',
      acsUrls: ['https://sp.example/one', SP.acsUrl],
    };
    const made = scene('generic', { app });
    const { xml, facts, acsUrl } = made.issue();
    expect(facts).toMatchObject({
      issuer: 'urn:idp',
      audience: 'urn:audience',
      nameId: made.user().id,
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      signed: ['response'],
      issueInstant: NOW,
      authnInstant: '2026-03-02T08:59:00.123Z',
      notOnOrAfter: '2026-03-02T09:02:00.123Z',
    });
    expect(acsUrl).toBe('https://sp.example/one');
    expect(xml).toContain('NotBefore="2026-03-02T08:59:59.123Z"');
    expect(xml).toContain('NotOnOrAfter="2026-03-02T09:01:30.123Z" Recipient=');
    expect(xml).toContain('urn:oasis:names:tc:SAML:2.0:ac:classes:X509');
  });

  it.each([
    [{ sign: { response: false, assertion: false } }, 'setting-invalid', ['app', 'sign']],
    [{ acsUrls: [] }, 'setting-invalid', ['app', 'acsUrls']],
    [{ nameId: { source: 'emial' } }, 'source-unknown', ['app', 'nameId', 'source']],
    [{ attributes: [{ source: 'email' }] }, 'setting-invalid', ['app', 'attributes', 0, 'name']],
    [{ attributes: [{ name: 'a' }] }, 'setting-invalid', ['app', 'attributes', 0]],
    [
      { attributes: [{ name: 'a', source: 'atributes.x' }] },
      'source-unknown',
      ['app', 'attributes', 0, 'source'],
    ],
    [{ encryption: {} }, 'setting-invalid', ['app', 'encryption']],
    [{ encryption: { content: 'aes' } }, 'setting-invalid', ['app', 'encryption', 'content']],
  ])('refuses %j', (app, code, path) => {
    const error = failure(app);
    expect([error.code, error.path]).toEqual([code, path]);
  });
});
