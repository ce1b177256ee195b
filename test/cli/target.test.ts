import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planRun } from '../../src/run/plan.js';
import type { RunResult } from '../../src/run/result.js';
import { runPlan } from '../../src/run/run.js';
import { encodeRedirect } from '../../src/saml/encode.js';
import { offerApp } from '../../src/sp/app.js';
import type { ListeningApp } from '../run/listening-app.js';
import { listeningApp } from '../run/listening-app.js';
import { expressApp } from '../sp/apps/express-app.js';
import { scratchFolder, standin } from './command-line.js';

const STORY = `scenario: An address and a name
clock: 2026-03-02T09:00:00Z
idp: okta
sp: proof
users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron }
steps:
  - login: ada
    expect:
      outcome: logged-in
      session: { user: ada }
      account: { created: true, firstName: Ada, email: ada@acme.example }
      accounts: { count: 1, handles: [ada] }
  - rename: ada
    set: { firstName: Augusta }
  - login: ada
    expect: { outcome: logged-in, account: { created: false }, drift: [firstName] }
  - deactivate: ada
  - login: ada
    expect: { outcome: refused-by-idp, session: { user: ada } }
  - replay: ada
    as: other-browser
    expect: { outcome: logged-in }
`;
const HELD = `${STORY}  - advance: 9h\n  - visit: ada\n    expect: { outcome: no-session }\n`;

const config = (base: string, more = ''): string => `targets:
  my-app:
    url: ${base}
    start: /login
    session: { url: /me, email: /user/email }
    accounts: /users
    headers: { authorization: Bearer hidden-in-reports }
${more}`;

/** What an app at that address asks. */
function authnRequest(base: string): string {
  return (
    `<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="2026-03-02T09:00:00Z" AssertionConsumerServiceURL="${base}/acs">` +
    `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${base}</Issuer></p:AuthnRequest>`
  );
}

const place = scratchFolder();
const apps: ListeningApp[] = [];

beforeAll(async () => {
  const app = await listeningApp((base) => expressApp(base).app);
  apps.push(app);
  place.write('standin.config.yaml', config(app.base, '    reset: POST /admin/reset\n'));
  place.write('story.yaml', STORY);
  place.write('held.yaml', HELD);
});
afterAll(async () => {
  place.remove();
  await Promise.all(apps.map((app) => app.close()));
});

const inPlace = (...args: readonly string[]) => standin(args, { cwd: place.path });

async function played(...args: readonly string[]): Promise<RunResult> {
  const { stdout, stderr } = await inPlace('run', ...args, '--json', '--seed', '7');
  expect(stderr).toBe('');
  return JSON.parse(stdout) as RunResult;
}

/** What counts of a run: how every step ended, and every verdict. */
function verdicts({ stories }: RunResult): unknown {
  return stories.map(({ verdict, steps }) => [
    verdict,
    steps.map(({ outcome, findings }) => [
      outcome,
      findings.map(({ key, verdict: v }) => [key, v]),
    ]),
  ]);
}

describe('standin run --target', () => {
  it('plays at the app, and repeats single stories there', async () => {
    const result = await played('story.yaml', '--target', 'my-app', '--idp', 'okta');
    expect(result.stories.flatMap(({ steps }) => steps.flatMap((s) => s.findings)).length).toBe(13);
    expect(result.verdict).toBe('passed');
    expect(result.stories[0]).toMatchObject({
      sp: 'my-app',
      id: 'story[okta]',
      command: 'standin run story.yaml --idp okta --seed 7 --target my-app',
    });
  });

  it('comes to the same verdicts as in process', async () => {
    const overHttp = await played('story.yaml', '--target', 'my-app', '--idp', 'okta');
    const { app, sp } = expressApp('http://app.example');
    const target = offerApp({
      app,
      url: 'http://app.example',
      session: '/me',
      accounts: '/users',
      reset: sp.reset,
    });
    const plan = planRun({ paths: ['story.yaml'], cwd: place.path, now: 0, target });
    const inProcess = await runPlan(plan, { seed: '7', version: '0', command: '' });
    expect(verdicts(inProcess)).toEqual(verdicts(overHttp));
  });

  it('uses fresh addresses where nothing can be reset, and says so', async () => {
    place.write('other.yaml', config(apps[0]?.base ?? ''));
    const args = ['run', 'story.yaml', '--target', 'my-app', '--config', 'other.yaml'];
    for (let time = 0; time < 2; time++) {
      const { code, stdout } = await inPlace(...args);
      expect(stdout).toContain('note: my-app has no reset: every story uses fresh e-mail');
      expect(code).toBe(0);
    }
  });

  it('says what it leaves out and why', async () => {
    const { stdout, code } = await inPlace('run', 'story.yaml', 'held.yaml', '--target', 'my-app');
    expect(stdout).toContain("left out: 1\n    1  needs the app's clock\n");
    expect(code).toBe(0);
    const list = await inPlace('run', 'held.yaml', 'story.yaml', '--target', 'my-app', '--list');
    expect(list.stdout).toBe(
      "story[okta]  An address and a name\n\nleft out:\nheld[okta]  needs the app's clock\n",
    );
    const nothing = await inPlace('run', 'held.yaml', '--target', 'my-app');
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toContain('standin run --target my-app --list says why');
  });

  it('leaves secrets out of the evidence', async () => {
    await inPlace('run', 'story.yaml', '--target', 'my-app', '--reporter', 'html=report.html');
    const report = readFileSync(join(place.path, 'report.html'), 'utf8');
    expect(report).toContain('AuthnRequest');
    expect(report).not.toContain('hidden-in-reports');
    expect(report).not.toMatch(/sid=s\d/);
  });

  it.each([
    [['--target', 'my-ap'], 'Did you mean "my-app"?'],
    [['--target', 'my-app', '--config', 'none.yaml'], 'There is no file "none.yaml"'],
  ])('%j exits 2', async (args, said) => {
    const { code, stderr } = await inPlace('run', 'story.yaml', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('exits 2 where there is no configuration', async () => {
    const { code, stderr } = await standin(['run', '--target', 'x'], { cwd: '/' });
    expect(code).toBe(2);
    expect(stderr).toContain('standin init');
  });

  it('exits 3 when nobody answers', async () => {
    place.write('down.yaml', config('http://127.0.0.1:9'));
    const { code, stdout } = await inPlace(
      ...['run', 'story.yaml', '--target', 'my-app', '--config', 'down.yaml'],
    );
    expect(code).toBe(3);
    expect(stdout).toContain('[target-unreachable]');
  });
});

describe('the IdP of a target', () => {
  it('is described by metadata, under the label that the target was told', async () => {
    const { code, stdout } = await inPlace('metadata', '--target', 'my-app');
    expect(code).toBe(0);
    expect(stdout).toContain('Location="https://acme.okta.com/app/acme_app_1/');
    const entra = await inPlace('metadata', '--target', 'my-app', '--idp', 'entra');
    expect(entra.stdout).toContain('sts.windows.net');
  });

  it('mints for it', async () => {
    const text = config('http://localhost:1').replace(
      '    start: /login',
      '    start: /login\n    entityId: urn:my-app\n    acs: /saml/acs',
    );
    place.write('known.yaml', text);
    const user = ['--email', 'ada@acme.example'];
    const known = ['--target', 'my-app', '--config', 'known.yaml', ...user];
    const { stdout, code } = await inPlace('mint', ...known);
    expect(code).toBe(0);
    expect(stdout).toContain('<saml2:Audience>urn:my-app</saml2:Audience>');
    expect(stdout).toContain('Recipient="http://localhost:1/saml/acs"');
    const issuer = /http:\/\/www\.okta\.com\/exk\w+/.exec(stdout)?.[0] ?? 'none';
    expect((await inPlace('metadata', '--target', 'my-app')).stdout).toContain(issuer);
    const unknown = await inPlace('mint', '--target', 'my-app', ...user);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('--acs');
  });
});

describe('standin doctor', () => {
  it('finds nothing wrong with an app that is right', async () => {
    const { code, stdout } = await inPlace('doctor', '--target', 'my-app');
    expect(stdout.split('\n').filter((line) => line.startsWith('✗'))).toEqual([]);
    expect(stdout).toContain('✓ a genuine login works');
    expect(stdout).toContain('✓ messages that are not genuine are refused');
    expect(stdout).toContain('✓ a reset forgets the accounts');
    expect(stdout).toContain('– a logout ends the session');
    expect(code).toBe(0);
  });

  it('exits 1 for an app that believes anybody', async () => {
    const gullible = await listeningApp((base) => {
      const { app, sp } = expressApp(base);
      return (request, response) => {
        if (request.url === '/me') {
          const email = /who=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
          const status = email === undefined ? 401 : 200;
          return response.writeHead(status).end(JSON.stringify({ user: { email } }));
        }
        if (request.url !== '/saml/acs') {
          app(request, response);
          return undefined;
        }
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
          const message = new URLSearchParams(body).get('SAMLResponse') ?? '';
          const xml = Buffer.from(message, 'base64').toString();
          const email = /NameID[^>]*>([^<]+)</.exec(xml)?.[1] ?? '';
          sp.users.set(email, { id: 1, email, firstName: 'x', active: true });
          response.writeHead(302, { location: '/', 'set-cookie': `who=${email}; Path=/` }).end();
        });
        return undefined;
      };
    });
    apps.push(gullible);
    place.write('gullible.yaml', config(gullible.base));
    const args = ['doctor', '--target', 'my-app', '--config', 'gullible.yaml', '--json'];
    const { code, stdout } = await inPlace(...args);
    const { checks } = JSON.parse(stdout) as { checks: { check: string; verdict: string }[] };
    expect(checks.find(({ check }) => check === 'garbage')?.verdict).toBe('danger');
    expect(code).toBe(1);
  });

  it.each(['google-workspace', 'onelogin'])(
    'knows where requests to %s go: to an address with a query, to one for each binding',
    async (idp) => {
      const about = ['--target', 'my-app', '--idp', idp, '--config', 'redirects.yaml'];
      place.write('redirects.yaml', config('http://127.0.0.1:9', `    idps: [${idp}]\n`));
      const { stdout: metadata } = await inPlace('metadata', ...about);
      const [, location = ''] = /HTTP-Redirect" Location="([^"]*)"/.exec(metadata) ?? [];
      for (const [to, verdict] of [
        [location, 'fine'],
        [`${location}x`, 'wrong'],
      ]) {
        const app = await listeningApp((base) => (request, response) => {
          if (request.url !== '/login') return response.writeHead(401).end('{}');
          const sent = encodeURIComponent(encodeRedirect(authnRequest(base)));
          const url = `${to ?? ''}${to?.includes('?') === true ? '&' : '?'}SAMLRequest=${sent}`;
          return response.writeHead(302, { location: url }).end();
        });
        apps.push(app);
        place.write('redirects.yaml', config(app.base, `    idps: [${idp}]\n`));
        const { checks } = JSON.parse((await inPlace('doctor', ...about, '--json')).stdout) as {
          checks: { check: string; verdict: string }[];
        };
        expect(checks.find(({ check }) => check === 'begins')).toMatchObject({ verdict });
      }
    },
  );

  it('exits 3 and says what comes first when the app is down', async () => {
    place.write('down.yaml', config('http://127.0.0.1:9'));
    const { code, stdout } = await inPlace(
      ...['doctor', '--target', 'my-app', '--config', 'down.yaml'],
    );
    expect(code).toBe(3);
    expect(stdout).toContain('✗ the app answers');
    expect(stdout).toContain('not checked: "reachable" comes first');
  });
});
