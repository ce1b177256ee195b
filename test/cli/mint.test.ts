import { SAML } from '@node-saml/node-saml';
import { XmlDocument } from 'libxml2-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { standin, scratchFolder } from './command-line.js';

const place = scratchFolder();
afterAll(() => place.remove());

const SP = ['--acs', 'https://app.example/acs', '--audience', 'my-app'];
const ADA = ['--email', 'ada@acme.example'];

const say = (...args: readonly string[]) => standin(args, { cwd: place.path });

async function mint(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await say('mint', ...SP, ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trimEnd();
}

async function certificateOf(...args: readonly string[]): Promise<string> {
  const { stdout } = await say('metadata', ...SP, ...args);
  const found = /<(?:\w+:)?X509Certificate>([^<]+)</.exec(stdout)?.[1] ?? '';
  return found.replace(/\s/g, '');
}

/** What a service provider that trusts the metadata makes of the message. */
async function accept(idp: string, ...keys: readonly string[]) {
  const saml = new SAML({
    idpCert: await certificateOf('--idp', idp, ...keys),
    issuer: 'my-app',
    audience: 'my-app',
    callbackUrl: 'https://app.example/acs',
    wantAuthnResponseSigned: false,
  });
  const SAMLResponse = await mint('--idp', idp, ...ADA, '--format', 'base64', ...keys);
  return saml.validatePostResponseAsync({ SAMLResponse });
}

describe('standin mint', () => {
  it.each(['okta', 'entra', 'google-workspace', 'onelogin', 'generic'])(
    '%s: node-saml accepts it with the certificate of standin metadata',
    async (idp) => {
      const { profile } = await accept(idp);
      expect(profile?.nameID).toBe('ada@acme.example');
    },
  );

  it('signs with keys of the user’s own, and metadata shows them', async () => {
    expect((await say('keys', 'create', 'own')).code).toBe(0);
    const { profile } = await accept('entra', '--keys', 'own');
    expect(profile?.nameID).toBe('ada@acme.example');
    expect(await certificateOf('--idp', 'entra', '--keys', 'own')).not.toBe(
      await certificateOf('--idp', 'entra'),
    );
  });

  it('takes the only pair of a folder, whatever its name', async () => {
    expect((await say('keys', 'create', 'one', '--name', 'mine')).code).toBe(0);
    expect((await accept('okta', '--keys', 'one')).profile?.nameID).toBe('ada@acme.example');
  });

  it('says which pairs a folder has when the right one is missing', async () => {
    await say('keys', 'create', 'two', '--name', 'a');
    await say('keys', 'create', 'two', '--name', 'b');
    const { code, stderr } = await say('mint', ...SP, '--idp', 'okta', ...ADA, '--keys', 'two');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no key pair "okta-1"');
    expect(stderr).toContain('a.NEVER-TRUST.key.pem');
  });

  it('prints the same bytes for the same seed and instant, others for another seed', async () => {
    const args = ['--idp', 'okta', ...ADA, '--now', '2026-03-02T09:00:00Z', '--seed'];
    const [first, again, other] = [
      await mint(...args, '1'),
      await mint(...args, '1'),
      await mint(...args, '2'),
    ];
    expect(first).toBe(again);
    expect(first).not.toBe(other);
    expect(first).toContain('IssueInstant="2026-03-02T09:00:00.000Z"');
  });

  it.each(['okta', 'entra', 'google-workspace', 'onelogin', 'generic'])(
    '%s: sends literal attributes',
    async (idp) => {
      const roles = ['--attr', 'roles=Admin', '--attr', 'roles=a & b < c', '--attr', 'email=x=y'];
      const xml = XmlDocument.fromString(await mint('--idp', idp, ...ADA, ...roles));
      const values = (name: string): string[] =>
        xml.find(`//*[local-name()="Attribute"][@Name="${name}"]/*`).map(({ content }) => content);
      expect(values('roles')).toEqual(['Admin', 'a & b < c']);
      expect(values('email')).toEqual(['x=y']);
      xml.dispose();
    },
  );

  it('answers a request, or none', async () => {
    expect(await mint('--idp', 'okta', ...ADA, '--in-response-to', 'q-7')).toContain(
      'InResponseTo="q-7"',
    );
    expect(await mint('--idp', 'okta', ...ADA)).not.toContain('InResponseTo');
  });

  it('prints a page that posts, and JSON', async () => {
    const args = ['--idp', 'okta', ...ADA, '--relay-state', '/in&box'];
    const page = await mint(...args, '--format', 'form');
    expect(page).toContain('name="SAMLResponse"');
    expect(page).toMatch(/\/in&(?:amp|#\w+);box|&#x2f;in&/i);
    const { SAMLResponse, xml, ...rest } = JSON.parse(
      await mint(...args, '--format', 'json'),
    ) as Record<string, string>;
    expect(Buffer.from(SAMLResponse ?? '', 'base64').toString()).toBe(xml);
    expect(rest).toMatchObject({
      acsUrl: 'https://app.example/acs',
      relayState: '/in&box',
      facts: { nameId: 'ada@acme.example', audience: 'my-app' },
    });
  });

  it('mints for a user of a story, with the settings and the clock of the story', async () => {
    place.write(
      'story.yaml',
      `scenario: Mint
idp: { vendor: okta, app: { subjectNameIdFormat: emailAddress, responseSigned: false } }
sp: proof
clock: 2026-03-02T09:00:00Z
users:
  ada: { email: ada@acme.example, firstName: Augusta }
  eve: { email: eve@acme.example, state: suspended }
steps: [{ login: ada }]
`,
    );
    const story = ['--idp', 'okta', '--scenario', 'story.yaml', '--user'];
    const facts = JSON.parse(await mint(...story, 'ada', '--format', 'json')) as unknown;
    expect(facts).toMatchObject({
      facts: { signed: ['assertion'], issueInstant: '2026-03-02T09:00:00.000Z' },
    });
    expect(await mint(...story, 'ada')).toContain('Augusta');

    const suspended = await say('mint', ...SP, ...story, 'eve');
    expect(suspended.code).toBe(1);
    expect(suspended.stderr).toContain('Okta refuses: user-suspended');
    const unknown = await say('mint', ...SP, ...story, 'adda');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('Did you mean "ada"?');
  });
});

describe('standin metadata', () => {
  it('tells where the IdP is served', async () => {
    const args = ['metadata', '--idp', 'okta', '--base-url', 'http://localhost:7000/idp/'];
    const { code, stdout } = await say(...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Location="http:\/\/localhost:7000\/idp\/app\/[^"]+\/sso\/saml"/);
  });

  it('has the Issuer of mint', async () => {
    const { stdout } = await say('metadata', '--idp', 'okta', ...SP);
    const entityId = /entityID="([^"]+)"/.exec(stdout)?.[1] ?? '';
    expect(await mint('--idp', 'okta', ...ADA)).toContain(`>${entityId}</saml2:Issuer>`);
  });
});
