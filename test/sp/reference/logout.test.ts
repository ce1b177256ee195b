/** The single logout service of the reference SP; node-saml plays the IdP. */
import { SAML } from '@node-saml/node-saml';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { storyClock } from '../../../src/base/clock.js';
import { seededRandom } from '../../../src/base/random.js';
import { decodeRedirect, encodePost } from '../../../src/saml/encode.js';
import { signElement } from '../../../src/keys/sign.js';
import { STATUS_CODES } from '../../../src/saml/names.js';
import { readSpMetadata } from '../../../src/saml/sp-metadata.js';
import { CHECKS } from '../../../src/sp/checks/checks.js';
import { LOGOUT_CHECKS } from '../../../src/sp/checks/logout-checks.js';
import { referenceApp } from '../../../src/sp/reference/app.js';
import { metadataXml } from '../../../src/sp/reference/metadata.js';
import { createReferenceSp } from '../../../src/sp/reference/reference-sp.js';
import type { ReferenceSp } from '../../../src/sp/reference/reference-sp.js';
import type { Session } from '../../../src/sp/reference/sessions.js';
import { element } from '../../../src/xml/node.js';
import type { AttributePairs } from '../../../src/xml/node.js';
import { writeXml } from '../../../src/xml/write.js';
import { fixedKey } from '../../idp/scene.js';
import { schemaErrors } from '../../schemas/validate.js';
import { NOW, PROFILE } from '../checks/genuine.js';
import { cookiesOf } from './answering.js';

// node-saml asks the machine what time it is; in these tests it is the time of the message.
beforeAll(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

const ISSUER = 'https://idp.example/entity';
const IDP_SLO = 'https://idp.example/slo';
const SLO = new URL('/slo', PROFILE.acs).href;
const IDP_KEY = fixedKey('generic-1');
const SP_KEY = fixedKey('sp-1');

interface Seated {
  readonly sp: ReferenceSp;
  readonly http: ReturnType<typeof request>;
  readonly session: Session;
}

/** An SP with one session of Ada, opened by the IdP. */
function seated(): Seated {
  const context = { clock: storyClock(NOW), random: seededRandom('sp') };
  const sp = createReferenceSp({ profile: PROFILE, context, checks: CHECKS, logoutKey: SP_KEY });
  const certificates = [IDP_KEY.certificate.base64];
  sp.trust({ vendor: 'generic', issuer: ISSUER, ssoUrl: IDP_SLO, sloUrl: IDP_SLO, certificates });
  const opening = { accountId: '1', nameId: 'ada@acme.example', issuer: ISSUER };
  const session = sp.sessions.open({ ...opening, sessionIndex: '_s1', until: NOW + 1000 });
  return { sp, http: request(referenceApp(sp)), session };
}

function pem({ privateKey }: typeof IDP_KEY): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** node-saml as the IdP. */
function idp(key = IDP_KEY, issuer = ISSUER, signs = true): SAML {
  return new SAML({
    issuer,
    callbackUrl: IDP_SLO,
    entryPoint: SLO,
    logoutUrl: SLO,
    idpIssuer: PROFILE.entityId,
    idpCert: SP_KEY.certificate.pem,
    ...(signs
      ? { privateKey: pem(key), signatureAlgorithm: 'sha256', digestAlgorithm: 'sha256' }
      : {}),
  });
}

const PROFILE_OF_ADA = { issuer: '', nameID: 'ada@acme.example', nameIDFormat: 'urn:x' };

async function logoutPath(saml: SAML, about: object = {}, relayState = ''): Promise<string> {
  const profile = { ...PROFILE_OF_ADA, ...about };
  const { pathname, search } = new URL(await saml.getLogoutUrlAsync(profile, relayState, {}));
  return pathname + search;
}

/** A LogoutRequest to the letter, signed by its own signature. */
function posted(attributes: AttributePairs, key = IDP_KEY): string {
  const saml: AttributePairs = [['xmlns:saml', 'urn:oasis:names:tc:SAML:2.0:assertion']];
  const tree = element(
    'samlp:LogoutRequest',
    [['xmlns:samlp', 'urn:oasis:names:tc:SAML:2.0:protocol'], ['ID', '_l1'], ...attributes],
    [element('saml:Issuer', saml, [ISSUER]), element('saml:NameID', saml, ['ada@acme.example'])],
  );
  const form = { prefix: 'ds', certificateColumns: 0, inclusivePrefixes: [] } as const;
  return writeXml(signElement(tree, { key, algorithm: 'rsa-sha256', digest: 'sha256', form }));
}

const NOW_TEXT = new Date(NOW).toISOString();
const GOOD: AttributePairs = [
  ['Version', '2.0'],
  ['IssueInstant', NOW_TEXT],
  ['Destination', SLO],
];

function changed(name: string, value: string | undefined): AttributePairs {
  return [...GOOD.filter(([each]) => each !== name), [name, value]];
}

describe('a LogoutRequest of the IdP', () => {
  it('ends the session that it names, and is answered, signed', async () => {
    const { sp, http, session } = seated();
    const path = await logoutPath(idp(), { sessionIndex: '_s1' }, '/state');
    const answer = await http.get(path);
    expect(sp.sessions.find(session.id)).toBeUndefined();
    const url = new URL(answer.headers['location'] ?? '');
    expect(url.href.startsWith(`${IDP_SLO}?SAMLResponse=`)).toBe(true);
    expect(url.searchParams.get('RelayState')).toBe('/state');
    expect(schemaErrors(decodeRedirect(url.searchParams.get('SAMLResponse') ?? ''))).toEqual([]);
    const query = Object.fromEntries(url.searchParams);
    const read = await idp().validateRedirectAsync(query, url.search.slice(1));
    expect(read.loggedOut).toBe(true);
  });

  it('is taken by POST, too, without the cookie of the session', async () => {
    const { sp, http, session } = seated();
    const form = { SAMLRequest: encodePost(posted(GOOD)) };
    const answer = await http.post('/slo').type('form').send(form);
    expect(answer.status).toBe(303);
    expect(sp.sessions.find(session.id)).toBeUndefined();
  });

  it.each<[string, string, () => Promise<string>]>([
    ['issuer-unknown', 'of a stranger', () => logoutPath(idp(IDP_KEY, 'urn:stranger'))],
    ['signature-missing', 'that nobody has signed', () => logoutPath(idp(IDP_KEY, ISSUER, false))],
    ['signature-invalid', 'by another key', () => logoutPath(idp(fixedKey('attacker-1')))],
    [
      'signature-invalid',
      'with another RelayState than was signed',
      async () => `${await logoutPath(idp())}&RelayState=%2Fx`,
    ],
  ])('is refused with %s: %s', async (reason, _what, make) => {
    const { sp, http, session } = seated();
    const answer = await http.get(await make());
    expect(answer.headers['x-standin-reason']).toBe(reason);
    expect(sp.sessions.find(session.id)).toEqual(session);
  });

  it.each<[string, AttributePairs, typeof IDP_KEY?]>([
    ['signature-invalid', GOOD, fixedKey('attacker-1')],
    ['version-unsupported', changed('Version', '1.1')],
    ['destination-mismatch', changed('Destination', 'https://other.example/slo')],
    ['destination-mismatch', changed('Destination', undefined)],
    ['logout-expired', changed('NotOnOrAfter', new Date(NOW - 600_000).toISOString())],
    ['logout-expired', changed('IssueInstant', new Date(NOW - 900_000).toISOString())],
    ['logout-expired', changed('IssueInstant', new Date(NOW + 900_000).toISOString())],
  ])('posted is refused with %s', async (reason, attributes, key = IDP_KEY) => {
    const { sp, http, session } = seated();
    const form = { SAMLRequest: encodePost(posted(attributes, key)) };
    const answer = await http.post('/slo').type('form').send(form);
    expect(answer.headers['x-standin-reason']).toBe(reason);
    expect(sp.sessions.find(session.id)).toEqual(session);
  });

  it.each([
    ['another name', { nameID: 'bob@acme.example' }],
    ['another session', { sessionIndex: '_s2' }],
  ])('of %s is answered: nobody is here', async (_what, about) => {
    const { sp, http, session } = seated();
    const answer = await http.get(await logoutPath(idp(), about));
    const { searchParams } = new URL(answer.headers['location'] ?? '');
    const xml = decodeRedirect(searchParams.get('SAMLResponse') ?? '');
    expect(xml).toContain(STATUS_CODES.unknownPrincipal);
    expect(schemaErrors(xml)).toEqual([]);
    expect(sp.sessions.find(session.id)).toEqual(session);
  });

  it.each(['SAMLRequest=%%%', 'SAMLRequest=AAAA', 'SAMLResponse=AAAA', 'SAMLRequest='])(
    'that is none (%s) is refused',
    async (query) => {
      const answer = await seated().http.get(`/slo?${query}`);
      expect(answer.status).toBe(400);
    },
  );

  it('is judged by rows with ids of their own', () => {
    const ids = LOGOUT_CHECKS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a logout that the SP starts', () => {
  const begin = async ({ http, session }: Seated) => {
    const answer = await http.get('/logout?slo=1').set('cookie', `sp_session=${session.id}`);
    const url = new URL(answer.headers['location'] ?? '');
    const xml = decodeRedirect(url.searchParams.get('SAMLRequest') ?? '');
    return { url, xml, cookie: cookiesOf(answer), id: / ID="([^"]*)"/.exec(xml)?.[1] ?? '' };
  };
  const answerTo = async (id: string, success = true, saml = idp()): Promise<string> => {
    const about = { ...PROFILE_OF_ADA, ID: id };
    const url = await saml.getLogoutResponseUrlAsync(about, '', {}, success);
    return `/slo${new URL(url).search}`;
  };

  it('is asked of the IdP, signed, and ends with its answer', async () => {
    const made = seated();
    const { url, xml, cookie, id } = await begin(made);
    expect(schemaErrors(xml)).toEqual([]);
    expect(xml).toContain('<samlp:SessionIndex>_s1</samlp:SessionIndex>');
    const query = Object.fromEntries(url.searchParams);
    const read = await idp().validateRedirectAsync(query, url.search.slice(1));
    expect(read).toMatchObject({ loggedOut: true, profile: { nameID: 'ada@acme.example' } });
    expect(made.sp.sessions.find(made.session.id)).toEqual(made.session);
    const back = await made.http.get(await answerTo(id)).set('cookie', cookie);
    expect(back.status).toBe(303);
    expect(made.sp.sessions.find(made.session.id)).toBeUndefined();
    const again = await made.http.get(await answerTo(id)).set('cookie', cookie);
    expect(again.status).toBe(403);
  });

  it.each<[string, (id: string) => Promise<string>, boolean]>([
    ['the IdP has not confirmed', (id) => answerTo(id, false), true],
    ['another key has signed', (id) => answerTo(id, true, idp(fixedKey('attacker-1'))), true],
    ['another IdP sends', (id) => answerTo(id, true, idp(IDP_KEY, 'urn:other')), true],
    ['is to another request', () => answerTo('_other'), true],
    ['comes to another browser', (id) => answerTo(id), false],
  ])('goes on while an answer that %s', async (_what, make, own) => {
    const made = seated();
    const { cookie, id } = await begin(made);
    const back = await made.http.get(await make(id)).set('cookie', own ? cookie : 'sp_browser=x');
    expect(back.status).toBe(403);
    expect(made.sp.sessions.find(made.session.id)).toEqual(made.session);
  });

  it('ends here alone where the IdP has no single logout', async () => {
    const made = seated();
    const certificates = [IDP_KEY.certificate.base64];
    made.sp.trust({ vendor: 'generic', issuer: ISSUER, ssoUrl: IDP_SLO, certificates });
    const answer = await made.http
      .get('/logout?slo=1')
      .set('cookie', `sp_session=${made.session.id}`);
    expect(answer.headers['location']).toBe('/');
    expect(made.sp.sessions.find(made.session.id)).toBeUndefined();
  });
});

it('is in the metadata by both bindings', () => {
  const text = metadataXml(seated().sp);
  expect(schemaErrors(text)).toEqual([]);
  expect(readSpMetadata(text)).toMatchObject({
    sloUrls: { redirect: SLO, post: SLO },
    certificates: [SP_KEY.certificate.base64],
    signsRequests: false,
  });
});
