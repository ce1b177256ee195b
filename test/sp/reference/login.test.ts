import { createVerify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import request from 'supertest';
import { describe, expect, it, vi } from 'vitest';
import { storyClock } from '../../../src/base/clock.js';
import { seededRandom } from '../../../src/base/random.js';
import { createSigningKey, signingKeyFromPem } from '../../../src/keys/key-pair.js';
import type { SigningKey } from '../../../src/keys/keys.js';
import { verifySignatures } from '../../../src/keys/verify.js';
import { CHECKS } from '../../../src/sp/checks/checks.js';
import { referenceApp } from '../../../src/sp/reference/app.js';
import { createReferenceSp } from '../../../src/sp/reference/reference-sp.js';
import { IDP_KEY, ISSUER, NOW, PROFILE, SP_KEY, SSO_URL } from '../checks/genuine.js';
import { answering, cookiesOf } from './answering.js';

const ID = /^_[0-9a-f]{40}$/;

interface Sent {
  readonly id: string;
  readonly xml: string;
}

function read(xml: string): Sent {
  return { xml, id: / ID="([^"]*)"/.exec(xml)?.[1] ?? '' };
}

function fromUrl(location: string | undefined): Sent {
  const query = new URL(location ?? '').searchParams.get('SAMLRequest') ?? '';
  return read(inflateRawSync(Buffer.from(query, 'base64')).toString());
}

function field(html: string, name: string): string | undefined {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
}

function fromForm(html: string): Sent {
  return read(Buffer.from(field(html, 'SAMLRequest') ?? '', 'base64').toString());
}

describe('/login', () => {
  it('prints nothing', async () => {
    const warn = vi.spyOn(console, 'warn');
    await answering().get('/login');
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('sends a whole AuthnRequest by redirect, with our id and our clock', async () => {
    const answer = await answering().get('/login');
    expect(answer.status).toBe(302);
    expect(answer.headers['location']?.startsWith(`${SSO_URL}?SAMLRequest=`)).toBe(true);
    const { id, xml } = fromUrl(answer.headers['location']);
    expect(id).toMatch(ID);
    expect(xml).toBe(
      `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" Version="2.0" IssueInstant="2026-03-02T09:00:00.000Z" Destination="${SSO_URL}" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" AssertionConsumerServiceURL="${PROFILE.acs}"><saml:Issuer>${PROFILE.entityId}</saml:Issuer><samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" AllowCreate="true"/></samlp:AuthnRequest>`,
    );
  });

  it('sends the same by POST, on a page that submits itself to the IdP only', async () => {
    const answer = await answering().get('/login?binding=post&relayState=/a%26b');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-security-policy']).toMatch(
      /script-src 'sha256-[^ ]+'; form-action 'self' https:\/\/acme\.okta\.com;/,
    );
    expect(answer.text).toContain(`<form method="post" action="${SSO_URL}">`);
    expect(field(answer.text, 'RelayState')).toBe('/a&amp;b');
    const byRedirect = await answering().get('/login');
    expect(fromForm(answer.text)).toEqual(fromUrl(byRedirect.headers['location']));
  });

  it('asks for what it is told to ask for', async () => {
    const { get } = answering();
    const query = 'forceAuthn=true&isPassive=false&authnContext=urn:x%3Cy';
    const { xml } = fromUrl((await get(`/login?${query}`)).headers['location']);
    expect(xml).toContain(' ForceAuthn="true" IsPassive="false" ');
    expect(xml).toContain(
      '<samlp:RequestedAuthnContext Comparison="exact"><saml:AuthnContextClassRef>urn:x&lt;y</saml:AuthnContextClassRef></samlp:RequestedAuthnContext></samlp:AuthnRequest>',
    );
  });

  it('puts RelayState into the URL', async () => {
    const { headers } = await answering().get('/login?relayState=/documents/7');
    expect(new URL(headers['location'] ?? '').searchParams.get('RelayState')).toBe('/documents/7');
  });

  it('remembers the request for this browser, in a cookie that survives a cross-site POST', async () => {
    const { get, sp } = answering();
    const first = await get('/login');
    expect(first.headers['set-cookie']).toEqual([
      expect.stringMatching(/^sp_browser=[0-9a-f]{32}; Path=\/; HttpOnly; Secure; SameSite=None$/),
    ]);
    const cookie = cookiesOf(first);
    const second = await get('/login', cookie);
    expect(cookiesOf(second)).toBe(cookie);
    const ids = [first, second].map(({ headers }) => fromUrl(headers['location']).id);
    expect(new Set(ids).size).toBe(2);
    expect(sp.requests.of(cookie.split('=')[1]).map(({ id }) => id)).toEqual(ids);
  });

  it('does not take a browser number that it never gave', async () => {
    const answer = await answering().get('/login', 'sp_browser=fixed');
    expect(cookiesOf(answer)).not.toBe('sp_browser=fixed');
  });

  it('forgets requests after a day', async () => {
    const { get, sp, clock } = answering();
    const browser = cookiesOf(await get('/login')).split('=')[1];
    clock.advance(24 * 3_600_000 - 1);
    expect(sp.requests.of(browser)).toHaveLength(1);
    clock.advance(1);
    expect(sp.requests.of(browser)).toEqual([]);
  });

  it.each([
    ['/login?relayState=https://evil.example', 403, 'relay-state-refused'],
    [`/login?relayState=/${'a'.repeat(80)}`, 403, 'relay-state-refused'],
    ['/login?binding=artifact', 400, undefined],
  ])('refuses %s', async (path, status, reason) => {
    const answer = await answering().get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers['x-standin-reason']).toBe(reason);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('says that no IdP is set up', async () => {
    const context = { clock: storyClock(NOW), random: seededRandom('x') };
    const sp = createReferenceSp({ profile: PROFILE, context, checks: CHECKS });
    const answer = await request(referenceApp(sp)).get('/login');
    expect(answer.headers['x-standin-reason']).toBe('issuer-unknown');
  });
});

describe('signed AuthnRequests', () => {
  const key = signingKeyFromPem({
    privateKey: SP_KEY.privateKey,
    certificate: SP_KEY.certificatePem,
  });
  const login = (path: string, signingKey?: SigningKey): request.Test => {
    const context = { clock: storyClock(NOW), random: seededRandom('sp') };
    const sp = createReferenceSp({
      profile: PROFILE,
      context,
      checks: CHECKS,
      ...(signingKey === undefined ? {} : { signingKey }),
    });
    const certificates = [IDP_KEY.certificate];
    sp.trust({
      vendor: 'okta',
      issuer: ISSUER,
      ssoUrl: SSO_URL,
      certificates,
    });
    return request(referenceApp(sp)).get(path);
  };

  it('by redirect: the query is signed', async () => {
    const { headers } = await login('/login?relayState=/a', key);
    const [, query = ''] = (headers['location'] ?? '').split('?');
    const [text = '', signature = ''] = query.split('&Signature=');
    expect(text).toMatch(/^SAMLRequest=[^&]+&RelayState=%2Fa&SigAlg=http.*rsa-sha256$/);
    const value = decodeURIComponent(signature);
    const verifier = createVerify('sha256').update(text);
    expect(verifier.verify(SP_KEY.certificatePem, value, 'base64')).toBe(true);
  });

  it('by POST: the request carries the signature', async () => {
    const { xml } = fromForm((await login('/login?binding=post', key)).text);
    const [report] = verifySignatures(xml, [SP_KEY.certificate]);
    expect(report).toMatchObject({ verified: true, enveloped: true, algorithm: 'rsa-sha256' });
  });

  it('are not sent by an SP without key', async () => {
    const { headers } = await login('/login');
    expect(headers['location']).not.toContain('Signature=');
  });

  it('need an RSA key', async () => {
    const certificate = {
      shape: 'generic',
      tenant: 'x',
      instant: NOW,
      random: seededRandom('1'),
    } as const;
    const answer = await login('/login', createSigningKey('ec-p256', certificate));
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('RSA keys only');
  });

  it('are announced in metadata, with the certificate', async () => {
    const { text } = await login('/metadata', key).buffer();
    expect(text).toContain('AuthnRequestsSigned="true"');
    expect(text).toContain(`<ds:X509Certificate>${SP_KEY.certificate}</ds:X509Certificate>`);
  });
});
