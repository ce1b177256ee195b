/** The guide's section on tests: every command runs against a server, and says what the guide shows. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { SAML } from '@node-saml/node-saml';
import { expect, it } from 'vitest';
import { readSigningKey } from '../../src/run/key-files.js';
import { WAITING_SP } from '../../src/server/state/tenant-state.js';
import { openServer, type TestServer } from '../server/open-server.js';

const run = promisify(execFile);
const page = readFileSync('docs/guide/serve.md', 'utf8');
const section = /^## In tests$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(page)?.[1] ?? '';

interface Example {
  readonly commands: readonly string[];
  /** What the answer to the last command says. */
  readonly says: object;
}

/** Every block of commands, with the answer that is shown below it. */
const EXAMPLES: readonly Example[] = [
  ...section.matchAll(/^```bash\n([\s\S]*?)^```\n(?:\n```json\n([\s\S]*?)^```)?/gm),
].map(([, commands = '', says = '{}']) => ({
  commands: commands.split('\n').filter((line) => line !== ''),
  says: JSON.parse(says) as object,
}));

/** Somebody presses "Log in" in the app. */
async function pressLogIn({ state }: TestServer): Promise<void> {
  const places = [...(state.tenants.get('okta-acme')?.apps.values() ?? [])][0]?.places;
  const app = new SAML({
    callbackUrl: 'http://localhost:3000/saml/acs',
    issuer: 'http://localhost:3000/saml',
    entryPoint: places?.sso ?? '',
    idpCert: readSigningKey('okta-1').certificate.pem,
  });
  const answer = await fetch(await app.getAuthorizeUrlAsync('', undefined, {}), {
    redirect: 'manual',
  });
  await answer.arrayBuffer();
}

/** What the guide tells to decide, the browser is to see before anybody looks at the log. */
function comesAfter(command: string): boolean {
  return command.includes('/next') && !command.includes('mutations');
}

it('has examples of everything that a suite needs', () => {
  const all = EXAMPLES.flatMap(({ commands }) => commands).join('\n');
  for (const part of ['/reset', '/next', '/log?', '/users/', '/clock/', '/sessions', '/rotate']) {
    expect(all).toContain(part);
  }
});

it('every command does what the guide says', async () => {
  await using server = await openServer({ vendors: ['okta'], sps: [WAITING_SP] });
  for (const { commands, says } of EXAMPLES) {
    const said: string[] = [];
    for (const command of commands) {
      const here = command.replaceAll('http://localhost:7000', server.origin);
      const { stdout } = await run('bash', ['-c', here]);
      said.push(stdout);
      if (comesAfter(command)) await pressLogIn(server);
    }
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject(says);
  }
});
