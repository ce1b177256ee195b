import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Lines that set the checkout up or would run this very suite; .ci/run executes both as they stand. */
const BY_CI = ['npm ci && npm start', 'npm ci && npm test'];

/** Commands whose point is a finding. */
const EXIT_CODES: Readonly<Record<string, number>> = {
  'npx standin inspect old.txt': 1,
  'npx standin attack xsw3-assertion-before --defect first-assertion': 1,
  'npx standin attack conditions subject --sp my-app --config examples/express-passport-saml/standin.config.yaml --reporter pretty --reporter sarif=attacks.sarif': 1,
};

const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(page: string): Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gmu)].map((match) => ({
    language: match[1] ?? '',
    text: match[2] ?? '',
  }));
}

const work = mkdtempSync(join(tmpdir(), 'standin-docs-'));
const bin = join(work, 'bin');
mkdirSync(bin);
writeFileSync(
  join(bin, 'npx'),
  `#!/bin/sh\nshift\nexec "${process.execPath}" "${ROOT}bin/standin.js" "$@"\n`,
);
chmodSync(join(bin, 'npx'), 0o755);
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A port that nobody listens at, for the example app. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const PORT = String(await freePort());

describe.each(pages)('%s', (page) => {
  const folder = mkdtempSync(join(work, 'page-'));
  symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'));
  const blocks = blocksOf(page);
  for (const { language, text } of blocks) {
    const file = language === 'yaml' ? /^# (\S+\.yaml)\n/u.exec(text)?.[1] : undefined;
    if (file !== undefined) writeFileSync(join(folder, file), text);
  }
  const commands = blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => line !== '' && !line.startsWith('#') && !BY_CI.includes(line));

  it.each(commands)(
    '%s',
    (command) => {
      const { status, stderr, stdout } = spawnSync('sh', ['-c', command], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, CI: 'true', PORT },
      });
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toMatchObject({
        status: EXIT_CODES[command] ?? 0,
      });
    },
    240_000,
  );

  it('links only to files that exist', () => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/gu)].map(
      (match) => match[1] ?? '',
    );
    const missing = links.filter((link) => {
      const base = join(ROOT, page, '..', link);
      return spawnSync('test', ['-e', base]).status !== 0;
    });
    expect(missing).toEqual([]);
  });
});
