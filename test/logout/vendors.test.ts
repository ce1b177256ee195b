/** What each vendor makes of a LogoutRequest, and how it refuses. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifySignatures } from '../../src/keys/verify.js';
import { answerLogout, requestLogout } from '../../src/logout.js';
import type { LogoutOutcome, SentMessage } from '../../src/logout.js';
import type { ReceivedLogoutRequest } from '../../src/saml/logout.js';
import { STATUS_CODES } from '../../src/saml/names.js';
import { NOW, scene } from '../idp/scene.js';
import type { Scene } from '../idp/scene.js';
import { schemaErrors } from '../schemas/validate.js';
import {
  answering,
  logoutScene,
  nodeSamlReads,
  nodeSamlRequest,
  samlifyRequest,
  SESSION,
  SLO_URL,
} from './parties.js';

// The libraries ask the machine what time it is; in these tests it is the time of the message.
beforeAll(() => void vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

function answered(outcome: LogoutOutcome): Extract<LogoutOutcome, { kind: 'answered' }> {
  if (outcome.kind === 'answered') return outcome;
  throw new Error(`refused: ${outcome.reason} ${outcome.code}`);
}

function start(made: Scene, relayState?: string): SentMessage {
  const { vendor, tenant, application, key, context } = made;
  const state = relayState === undefined ? {} : { relayState };
  return requestLogout({ vendor, tenant, application, key, session: SESSION, ...state }, context);
}

/** A received request with facts changed; only for vendors that look at the facts before the signature, or not at it. */
function altered(
  received: ReceivedLogoutRequest,
  facts: Partial<ReceivedLogoutRequest['request']>,
): ReceivedLogoutRequest {
  return { ...received, request: { ...received.request, ...facts } };
}

/** The same with a query signature that is over something else. */
function badlySigned(received: ReceivedLogoutRequest): ReceivedLogoutRequest {
  const { query } = received;
  if (query === undefined) throw new Error('the request is not signed');
  return { ...received, query: { ...query, signedText: `${query.signedText}x` } };
}

describe('Okta', () => {
  const refusal = async (change: (received: ReceivedLogoutRequest) => ReceivedLogoutRequest) => {
    const made = logoutScene('okta');
    const received = change(await nodeSamlRequest(made));
    return { made, outcome: answered(answerLogout(answering(made, received), made.context)) };
  };

  it.each<[string, string, (received: ReceivedLogoutRequest) => ReceivedLogoutRequest]>([
    ['unsigned', 'request-unsigned', ({ query: _query, ...rest }) => rest],
    ['badly signed', 'request-signature-invalid', (received) => badlySigned(received)],
    ['of another Issuer', 'unknown-app', (received) => altered(received, { issuer: 'urn:other' })],
    [
      'without a session',
      'request-malformed',
      (received) => altered(received, { sessionIndexes: [] }),
    ],
    ['without a name', 'request-malformed', (received) => altered(received, { nameId: '' })],
  ])('posts AuthnFailed for a request %s', async (_case, reason, change) => {
    const { made, outcome } = await refusal(change);
    expect(outcome).toMatchObject({ status: 'refused', reason, message: { binding: 'post' } });
    const { xml } = outcome.message;
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?><saml2p:LogoutResponse Destination="https:\/\/sp.example\/saml\/slo" ID="id\d{26}" InResponseTo="[^"]+" IssueInstant="2026-03-02T09:00:00.123Z" Version="2.0" xmlns:saml2p=/,
    );
    expect(xml).toContain(`<saml2p:StatusCode Value="${STATUS_CODES.authnFailed}"/>`);
    expect(schemaErrors(xml)).toEqual([]);
    await expect(nodeSamlReads(made, 'SAMLResponse', outcome.message)).rejects.toThrow();
  });

  it('takes a request that is posted, and signs its answer', () => {
    const made = logoutScene('okta');
    const received = samlifyRequest(made, 'post');
    expect(received).toMatchObject({ binding: 'post', hasSignature: true });
    const { status, message } = answered(answerLogout(answering(made, received), made.context));
    expect(status).toBe('success');
    expect(verifySignatures(message.xml, [made.key.certificate.base64])).toMatchObject([
      { path: '/saml2p:LogoutResponse/ds:Signature', enveloped: true, verified: true },
    ]);
  });

  it('has no single logout unless it is enabled', async () => {
    const on = logoutScene('okta');
    const off = logoutScene('okta', { slo: false, participateSlo: false });
    expect(off.application).not.toHaveProperty('slo');
    const outcome = answerLogout(answering(off, await nodeSamlRequest(on)), off.context);
    expect(outcome).toMatchObject({
      kind: 'refused',
      reason: 'request-unsupported',
      code: '400_SAML',
    });
  });

  it('starts logouts only where the application takes part', () => {
    const made = logoutScene('okta', { participateSlo: false });
    expect(() => start(made)).toThrow(expect.objectContaining({ code: 'not-supported' }));
  });

  it('names the session only where it is asked to, and redirects where it is told to', () => {
    const settings = { sessionIndexRequired: false, bindingType: 'REDIRECT' };
    const message = start(logoutScene('okta', { participateSlo: settings }));
    expect(message.binding).toBe('redirect');
    expect(message.xml).not.toContain('SessionIndex');
  });

  it.each([
    [{ slo: true }, {}, 'app.slo.logoutUrl'],
    [{ slo: { logoutUrl: SLO_URL } }, {}, 'app.slo.certificate'],
    [{ participateSlo: true }, { sloUrl: SLO_URL }, 'app.participateSlo'],
  ])('says what %j lacks', (app, sp, where) => {
    expect(() => scene('okta', { app, sp })).toThrow(where);
  });
});

describe('Entra', () => {
  it('writes its answer as captured, unsigned, from sts.windows.net', async () => {
    const made = logoutScene('entra');
    const received = await nodeSamlRequest(made, { signs: false });
    const { message } = answered(answerLogout(answering(made, received), made.context));
    expect(message.xml).toMatch(
      /^<samlp:LogoutResponse ID="_[0-9a-f-]{36}" Version="2.0" IssueInstant="[^"]+" Destination="[^"]+" InResponseTo="[^"]+" xmlns:samlp="[^"]+"><Issuer xmlns="[^"]+">https:\/\/sts.windows.net\/[0-9a-f-]{36}\/<\/Issuer><samlp:Status>/,
    );
    expect(new URL(message.url).searchParams.has('Signature')).toBe(false);
  });

  it.each<[string, string, string, (received: ReceivedLogoutRequest) => ReceivedLogoutRequest]>([
    ['by POST', 'request-unsupported', 'AADSTS75001', (r) => ({ ...r, binding: 'post' })],
    ['of a stranger', 'unknown-app', 'AADSTS700016', (r) => altered(r, { issuer: 'urn:other' })],
    ['without a name', 'request-malformed', 'AADSTS50061', (r) => altered(r, { nameId: '' })],
    [
      'that has passed',
      'request-malformed',
      'AADSTS50071',
      (r) => altered(r, { notOnOrAfter: '2026-03-02T08:59:59Z' }),
    ],
  ])('shows its page for a request %s', async (_case, reason, code, change) => {
    const made = logoutScene('entra');
    const received = change(await nodeSamlRequest(made));
    const outcome = answerLogout(answering(made, received), made.context);
    expect(outcome).toMatchObject({ kind: 'refused', reason, code, page: { status: 200 } });
  });

  it('does not match the name', async () => {
    const made = logoutScene('entra');
    const received = altered(await nodeSamlRequest(made), { nameId: 'nobody@acme.example' });
    expect(answerLogout(answering(made, received), made.context)).toMatchObject({
      status: 'success',
    });
  });

  it('has no single logout for an SP without Logout URL', () => {
    expect(scene('entra').application).not.toHaveProperty('slo');
  });

  it('verifies signatures where the application demands them', async () => {
    const made = logoutScene('entra', { signedRequests: true });
    const unsigned = await nodeSamlRequest(made, { signs: false });
    expect(answerLogout(answering(made, unsigned), made.context)).toMatchObject({
      reason: 'request-unsigned',
      code: 'AADSTS76021',
    });
  });
});

describe('the generic IdP', () => {
  it.each<[string, string, string, (received: ReceivedLogoutRequest) => ReceivedLogoutRequest]>([
    ['unsigned', 'request-unsigned', 'RequestDenied', ({ query: _query, ...rest }) => rest],
    [
      'of another version',
      'request-malformed',
      'VersionMismatch',
      (r) => altered(r, { version: '1.1' }),
    ],
    [
      'for another place',
      'request-malformed',
      'Requester',
      (r) => altered(r, { destination: 'urn:x' }),
    ],
    [
      'that has passed',
      'request-malformed',
      'RequestDenied',
      (r) => altered(r, { notOnOrAfter: '2026-03-02T09:00:00Z' }),
    ],
    [
      'with an encrypted name',
      'request-unsupported',
      'RequestUnsupported',
      (r) => altered(r, { hasOtherId: true }),
    ],
    ['without a name', 'request-malformed', 'UnknownPrincipal', (r) => altered(r, { nameId: '' })],
  ])('answers a request %s', async (_case, reason, status, change) => {
    const made = logoutScene('generic');
    const received = change(await nodeSamlRequest(made));
    const outcome = answered(answerLogout(answering(made, received), made.context));
    expect(outcome).toMatchObject({ status: 'refused', reason });
    expect(outcome.message.xml).toContain(`:${status}"/>`);
    expect(schemaErrors(outcome.message.xml)).toEqual([]);
  });

  it('answers nobody whom it does not know', async () => {
    const made = logoutScene('generic');
    const received = altered(await nodeSamlRequest(made), { issuer: 'urn:other' });
    expect(answerLogout(answering(made, received), made.context)).toMatchObject({
      kind: 'refused',
      reason: 'unknown-app',
      page: { status: 404 },
    });
  });

  it.each(['redirect', 'post'] as const)('sends by %s where it is told to', async (binding) => {
    const made = logoutScene('generic', { slo: { binding } });
    expect(start(made).binding).toBe(binding);
    const received = await nodeSamlRequest(made);
    const { message } = answered(answerLogout(answering(made, received), made.context));
    expect(message.binding).toBe(binding);
    expect(await nodeSamlReads(made, 'SAMLResponse', message)).toEqual({ loggedOut: true });
  });

  it('can be told to have none', () => {
    expect(logoutScene('generic', { slo: false }).application).not.toHaveProperty('slo');
  });
});

it('refuses what belongs to no application', async () => {
  const made = logoutScene('okta');
  const { application: _application, ...rest } = answering(made, await nodeSamlRequest(made));
  expect(answerLogout(rest, made.context)).toMatchObject({
    reason: 'unknown-app',
    page: { status: 404 },
  });
});
