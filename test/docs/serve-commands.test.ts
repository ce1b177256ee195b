/** Every `standin serve` that the documentation shows listens, and ends when it is told to. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { scratchFolder } from '../cli/command-line.js';

const ROOT = new URL('../..', import.meta.url).pathname;
const LAUNCHER = `"${process.execPath}" "${ROOT}bin/standin.js"`;

const METADATA = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="my-app">
  <SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="http://localhost:3000/acs" index="0"/>
  </SPSSODescriptor>
</EntityDescriptor>`;

const folder = scratchFolder();
folder.write('sp-metadata.xml', METADATA);
afterAll(() => folder.remove());

function commandsOf(page: string): readonly string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  for (const [, story = ''] of text.matchAll(/^```yaml\n([\s\S]*?)^```/gmu)) {
    const name = /^# (\S+\.yaml)\n/u.exec(story)?.[1];
    if (name !== undefined) folder.write(name, story);
  }
  return [...text.matchAll(/^\$ (.*npx standin serve.*)$/gmu)].map(([, line = '']) => line);
}

describe.each(['README.md', 'docs/guide/serve.md'])('%s', (page) => {
  const commands = commandsOf(page);

  it('shows how to serve', () => {
    expect(commands.length).toBeGreaterThan(0);
  });

  it.each(commands)('%s', async (command) => {
    const here = command.replace('npx standin', `exec ${LAUNCHER}`);
    const child = spawn('sh', ['-c', `${here} --port 0 --json`], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { url } = JSON.parse(line) as { readonly url: string };
    expect(url).toMatch(/^https?:/);
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
});
