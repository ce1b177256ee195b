/** Single logout as other people's libraries see it. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { VENDORS } from '../../src/idp/vendors.js';
import { answerLogout, readLogoutAnswer, requestLogout } from '../../src/logout.js';
import type { LogoutOutcome, SentMessage } from '../../src/logout.js';
import { encodeRedirect } from '../../src/saml/encode.js';
import { STATUS_CODES } from '../../src/saml/names.js';
import { readPostLogoutResponse, readRedirectLogoutResponse } from '../../src/saml/read-logout.js';
import { encodePost } from '../../src/saml/encode.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { NOW, fixedKey } from '../idp/scene.js';
import type { Scene } from '../idp/scene.js';
import { schemaErrors } from '../schemas/validate.js';
import {
  answering,
  logoutScene,
  nodeSamlReads,
  nodeSamlRequest,
  nodeSamlSp,
  samlifyRequest,
  samlifySides,
  samlifyWire,
  SESSION,
  SLO_URL,
} from './parties.js';

// The libraries ask the machine what time it is; in these tests it is the time of the message.
beforeAll(() => void vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

const NAMES = (Object.keys(VENDORS) as VendorName[]).filter(
  (name) => VENDORS[name].logout !== undefined,
);

function answered(outcome: LogoutOutcome): Extract<LogoutOutcome, { kind: 'answered' }> {
  if (outcome.kind === 'answered') return outcome;
  throw new Error(`refused: ${outcome.reason} ${outcome.code}`);
}

function start(made: Scene, relayState?: string): SentMessage {
  const { vendor, tenant, application, key, context } = made;
  const state = relayState === undefined ? {} : { relayState };
  return requestLogout({ vendor, tenant, application, key, session: SESSION, ...state }, context);
}

describe.each(NAMES)('%s answers a logout that the SP starts', (name) => {
  it('as node-saml wants it', async () => {
    const made = logoutScene(name);
    const received = await nodeSamlRequest(made, { relayState: '/inbox?a=1&b=ü' });
    const outcome = answered(answerLogout(answering(made, received), made.context));
    expect(outcome).toMatchObject({
      status: 'success',
      nameId: SESSION.nameId,
      sessionIndexes: [SESSION.sessionIndex],
      message: { relayState: '/inbox?a=1&b=ü' },
    });
    expect(schemaErrors(outcome.message.xml)).toEqual([]);
    expect(await nodeSamlReads(made, 'SAMLResponse', outcome.message)).toEqual({ loggedOut: true });
  });

  it('as samlify wants it', async () => {
    const made = logoutScene(name);
    const received = samlifyRequest(made, 'redirect');
    const { message } = answered(answerLogout(answering(made, received), made.context));
    const signs = VENDORS[name].logout?.signs.answers ?? false;
    const [sp, idp] = samlifySides(made, signs);
    const { extract } = await sp.parseLogoutResponse(
      idp,
      message.binding,
      samlifyWire('SAMLResponse', message),
    );
    expect(extract).toMatchObject({
      response: { inResponseTo: received.request.id, destination: SLO_URL },
      issuer: made.application.issuer,
    });
  });

  it('at the place and in the shape of its binding', async () => {
    const made = logoutScene(name);
    const received = await nodeSamlRequest(made);
    const { message } = answered(answerLogout(answering(made, received), made.context));
    const { page, url } = message;
    expect(url.startsWith(SLO_URL)).toBe(true);
    if (message.binding === 'redirect') {
      expect(page).toMatchObject({ status: 302, headers: { location: url } });
    } else {
      expect(page.status).toBe(200);
      expect(page.html).toContain(`action="${SLO_URL}"`);
      expect(page.html).toContain(encodePost(message.xml));
    }
  });
});

describe.each(NAMES)('%s starts a logout', (name) => {
  it('that node-saml takes', async () => {
    const made = logoutScene(name);
    const message = start(made, '/after');
    expect(message.xml).toContain(`ID="${message.id}"`);
    expect(schemaErrors(message.xml)).toEqual([]);
    expect(await nodeSamlReads(made, 'SAMLRequest', message)).toEqual({
      loggedOut: true,
      nameId: SESSION.nameId,
    });
  });

  it('that samlify takes, signed', async () => {
    const made = logoutScene(name);
    const message = start(made);
    const [sp, idp] = samlifySides(made);
    const wire = samlifyWire('SAMLRequest', message);
    const { extract } = await sp.parseLogoutRequest(idp, message.binding, wire);
    expect(extract).toMatchObject({
      request: { id: message.id, destination: SLO_URL },
      issuer: made.application.issuer,
      nameID: SESSION.nameId,
      sessionIndex: SESSION.sessionIndex,
    });
  });

  it('that another key has not signed', async () => {
    const made = logoutScene(name);
    const message = start({ ...made, key: fixedKey('attacker-1') });
    await expect(nodeSamlReads(made, 'SAMLRequest', message)).rejects.toThrow(/signature/i);
  });

  it('and reads the answer of node-saml', async () => {
    const made = logoutScene(name);
    const message = start(made);
    const answer = async (success: boolean, signs = true): Promise<URL> => {
      const request = {
        ID: message.id,
        issuer: made.application.issuer,
        nameID: '',
        nameIDFormat: '',
      };
      const sp = nodeSamlSp(made, signs);
      return new URL(await sp.getLogoutResponseUrlAsync(request, '', {}, success));
    };
    const read = (url: URL, requestId = message.id): unknown =>
      readLogoutAnswer({
        application: made.application,
        received: readRedirectLogoutResponse(url.search),
        requestId,
      });
    expect(read(await answer(true))).toEqual({ kind: 'logged-out' });
    expect(read(await answer(false))).toMatchObject({
      kind: 'failed',
      status: [STATUS_CODES.requester, STATUS_CODES.unknownPrincipal],
    });
    expect(read(await answer(true), '_other')).toMatchObject({
      problem: expect.stringContaining('InResponseTo') as string,
    });
    expect(read(await answer(true, false))).toMatchObject({
      problem: 'the LogoutResponse is not signed',
    });
    const forged = await answer(false);
    forged.searchParams.set(
      'SAMLResponse',
      encodeRedirect(readRedirectLogoutResponse((await answer(true)).search).xml),
    );
    expect(read(forged)).toMatchObject({
      problem: 'the signature of the LogoutResponse does not verify',
    });
  });
});

it('reads an answer that samlify posts', () => {
  const made = logoutScene('generic');
  const message = start(made);
  const [sp, idp] = samlifySides(made);
  const request = { extract: { request: { id: message.id } } };
  const { context } = sp.createLogoutResponse(idp, request, 'post');
  const received = readPostLogoutResponse({ SAMLResponse: context });
  const input = { application: made.application, received, requestId: message.id };
  expect(readLogoutAnswer(input)).toEqual({ kind: 'logged-out' });
});

it.each(NAMES)('the metadata of %s lists the service where the schema wants it', (name) => {
  const { vendor, tenant, application, key } = logoutScene(name);
  const xml = vendor.metadata(tenant, application, [key.certificate]);
  // Entra's other roles are of WS-Federation's schema.
  expect(schemaErrors(xml).filter((error) => !error.includes('RoleDescriptor'))).toEqual([]);
  expect(xml).toMatch(/SingleLogoutService Binding="[^"]+HTTP-Redirect"/);
  expect(xml).toContain(`Location="${application.slo?.url ?? ''}"`);
});
