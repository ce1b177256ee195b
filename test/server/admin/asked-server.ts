/** Everything that can come of the other operations. */
import { expect } from 'vitest';
import { readSigningKey } from '../../../src/run/key-files.js';
import type { TestServer } from '../open-server.js';
import { call } from './api-client.js';
import { at, type AskedOf } from './asked.js';
import { openTile } from './browser.js';

const METADATA = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://other.example/saml">
  <SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://other.example/slo"/>
    <AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://other.example/acs"/>
  </SPSSODescriptor>
</EntityDescriptor>`;
const AS_METADATA = { 'content-type': 'application/samlmetadata+xml' };
const NEW_SP = { entityId: 'http://localhost:3000/saml', acsUrl: 'http://localhost:3000/acs' };
const CERTIFICATE = readSigningKey('sp-1').certificate;

async function signIn(server: TestServer): Promise<void> {
  await call(server, 'POST /next', { body: { user: 'ada', tenant: 'okta' } });
  expect((await openTile(server, 'okta-acme')).status).toBe(200);
}

async function signInAndTell(server: TestServer): Promise<string> {
  await signIn(server);
  const { json } = await call(server, 'GET /sessions');
  const [session] = json['sessions'] as readonly { readonly id: string }[];
  return session?.id ?? '';
}

export const ASKED_SERVER: AskedOf = {
  getServer: [
    { line: 'GET /', status: 200, says: { seed: '1', tenants: ['okta-acme', 'entra-acme'] } },
  ],
  reset: [
    { line: 'POST /reset', status: 200, says: { now: '2026-03-02T09:00:00.000Z' } },
    {
      line: 'POST /reset',
      body: { clock: '2020-01-01T00:00:00Z' },
      status: 200,
      says: { now: '2020-01-01T00:00:00.000Z' },
    },
    { line: 'POST /reset', body: { clock: 'yesterday' }, status: 400 },
    { line: 'POST /reset', body: '{', headers: { 'content-type': 'text/plain' }, status: 415 },
    { line: 'POST /reset', body: ' '.repeat(1024 * 1024 + 1), status: 413 },
  ],
  setSeed: [
    { line: 'PUT /seed', body: { seed: '7' }, status: 200, says: { seed: '7' } },
    { line: 'PUT /seed', body: { seed: 7 }, status: 400 },
  ],
  listNextLogins: [
    {
      after: (server) => call(server, 'POST /next', { body: { user: 'ada', delay: '2s' } }),
      line: 'GET /next',
      status: 200,
      says: { next: [{ user: 'ada', delay: 2000 }] },
    },
  ],
  enqueueLogin: [
    {
      line: 'POST /next',
      body: {
        tenant: 'okta',
        app: 'app',
        user: 'ada',
        mutations: ['sign', { remove: '//Signature' }, { set: { at: '//NameID', to: '{victim}' } }],
        victim: 'grace',
        overrides: { attributes: { email: null }, notOnOrAfter: '2026-03-02T09:00:00Z' },
        despite: true,
        remember: true,
        delay: 5,
      },
      status: 201,
      says: {
        next: [
          {
            tenant: 'okta-acme',
            mutations: [
              'sign',
              { remove: '//Signature' },
              { set: { at: '//NameID', to: '{victim}' } },
            ],
            victim: 'grace',
          },
        ],
      },
    },
    { line: 'POST /next', body: { refuse: 'user-locked' }, status: 201 },
    { line: 'POST /next', body: { user: 'ada', attack: 'wrapped' }, status: 201 },
    { line: 'POST /next', body: { user: 'ada', attack: 'wraped' }, status: 404 },
    { line: 'POST /next', body: { user: 'nobody' }, status: 404 },
    {
      line: 'POST /next',
      body: { user: 'ada', refuse: 'user-locked', despite: true },
      status: 400,
    },
  ],
  clearNextLogins: [
    {
      after: (server) => call(server, 'POST /next', { body: { user: 'ada' } }),
      line: 'DELETE /next',
      status: 200,
      says: { next: [] },
    },
  ],
  readLog: [
    {
      after: signIn,
      line: 'GET /log?kind=response&kind=refusal&tenant=okta&app=app&user=ada&after=1',
      status: 200,
      says: { entries: [{ kind: 'response', user: 'ada' }] },
    },
    ...['user=grace', 'app=your-app', 'tenant=entra', 'kind=refusal', 'after=99'].map((other) => ({
      after: signIn,
      line: `GET /log?${other}`,
      status: 200,
      says: { entries: [] },
    })),
    { line: 'GET /log?kind=authn-request&wait=1', status: 200, says: { entries: [], last: 0 } },
    { line: 'GET /log?tenant=ping', status: 404 },
    { line: 'GET /log?wait=60001', status: 400 },
  ],
  getClock: [{ line: 'GET /clock', status: 200, says: { fixed: true } }],
  fixClock: [
    {
      line: 'POST /clock/fix',
      body: { at: '2026-03-03T10:00:00+01:00' },
      status: 200,
      says: { now: '2026-03-03T09:00:00.000Z', fixed: true },
    },
    { line: 'POST /clock/fix', status: 200, says: { now: '2026-03-02T09:00:00.000Z' } },
    { line: 'POST /clock/fix', body: { at: '2026-03-01T09:00:00Z' }, status: 409 },
  ],
  advanceClock: [
    {
      line: 'POST /clock/advance',
      body: { by: '1h30m' },
      status: 200,
      says: { now: '2026-03-02T10:30:00.000Z' },
    },
    {
      line: 'POST /clock/advance',
      body: { by: 250 },
      status: 200,
      says: { now: '2026-03-02T09:00:00.250Z' },
    },
    { line: 'POST /clock/advance', body: { by: '999999w' }, status: 400 },
    { line: 'POST /clock/advance', body: { by: -1 }, status: 400 },
  ],
  runClock: [{ line: 'POST /clock/run', status: 200, says: { fixed: false } }],
  listSessions: [
    {
      after: signIn,
      line: 'GET /sessions?tenant=okta&user=ada',
      status: 200,
      says: { sessions: [{ user: 'ada', applications: [{ app: 'app' }] }] },
    },
    { line: 'GET /sessions?tenant=ping', status: 404 },
  ],
  endSessions: [
    { after: signIn, line: 'DELETE /sessions', status: 200, says: { ended: 1 } },
    { after: signIn, line: 'DELETE /sessions?user=grace', status: 200, says: { ended: 0 } },
  ],
  endSession: [
    { after: signInAndTell, line: 'DELETE /sessions/{told}', status: 200, says: { ended: 1 } },
    { line: 'DELETE /sessions/gone', status: 404 },
  ],
  listApplications: [
    {
      line: at('GET /applications'),
      status: 200,
      says: {
        applications: [
          { name: 'app', waiting: false },
          { name: 'your-app', waiting: true },
        ],
      },
    },
  ],
  createApplication: [
    {
      line: at('POST /applications'),
      body: {
        ...NEW_SP,
        label: 'mine',
        sloUrl: 'http://localhost:3000/slo',
        signingCertificate: CERTIFICATE.pem,
        encryptionCertificate: CERTIFICATE.base64,
      },
      status: 201,
      says: { name: 'mine', entityId: NEW_SP.entityId, acsUrls: [NEW_SP.acsUrl] },
    },
    {
      line: at('POST /applications'),
      body: METADATA,
      headers: AS_METADATA,
      status: 201,
      says: { entityId: 'https://other.example/saml', source: 'metadata' },
    },
    { line: at('POST /applications'), body: { metadata: METADATA, label: 'other' }, status: 201 },
    {
      after: (server) => call(server, at('POST /applications'), { body: NEW_SP }),
      line: at('POST /applications'),
      body: NEW_SP,
      status: 409,
    },
    {
      line: at('POST /applications'),
      body: { ...NEW_SP, acsUrl: 'javascript:alert(1)' },
      status: 400,
    },
    { line: at('POST /applications'), body: '<a/>', headers: AS_METADATA, status: 400 },
    {
      line: at('POST /applications'),
      body: { ...NEW_SP, signingCertificate: 'MIIB' },
      status: 400,
    },
  ],
  getApplication: [
    { line: at('GET /applications/app'), status: 200, says: { name: 'app' } },
    { line: at('GET /applications/apps'), status: 404 },
  ],
  deleteApplication: [
    { line: at('DELETE /applications/app'), status: 200, says: { name: 'app' } },
    { line: at('DELETE /applications/apps'), status: 404 },
  ],
  listTenants: [{ line: 'GET /tenants', status: 200, says: { tenants: [{ users: 26 }, {}] } }],
  getTenant: [
    { line: 'GET /tenants/entra', status: 200, says: { key: 'entra-acme', hasNextKey: true } },
    { line: 'GET /tenants/ping', status: 404 },
  ],
  rotateKeys: [
    { line: 'POST /tenants/okta/rotate', status: 200, says: { hasNextKey: false } },
    {
      line: 'POST /tenants/okta/rotate',
      body: { overlap: true },
      status: 200,
      says: {
        certificates: [{ signing: true }, { signing: false }],
      },
    },
    {
      after: (server) => call(server, 'POST /tenants/okta/rotate'),
      line: 'POST /tenants/okta/rotate',
      status: 409,
    },
    { line: 'POST /tenants/okta/rotate', body: { overlap: 'yes' }, status: 400 },
  ],
};
