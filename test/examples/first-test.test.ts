/** The way of a new user: the ten lines of the README, green at the correct app, red as soon as it has a bug. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { sandbox } from './sandbox.js';

const EXAMPLE = 'express-passport-saml';
const code = /```js\n([^]*?)```/.exec(readFileSync(`examples/${EXAMPLE}/README.md`, 'utf8'))?.[1];

/** Standin is taken from its sources, so that nothing has to be built first. */
const CONFIG = `
const source = ${JSON.stringify(resolve('src'))};
export default {
  resolve: {
    alias: [
      { find: /^standin$/, replacement: source + '/index.ts' },
      { find: /^standin\\/vitest$/, replacement: source + '/testing/vitest.ts' },
    ],
  },
  test: { include: ['sso.test.js'] },
};
`;

let remove = (): void => undefined;
afterEach(() => remove());

/** Runs the ten lines as `npx vitest` would. */
function runVitest(change: (accounts: string) => string): { status: number | null; said: string } {
  const { folder, ...box } = sandbox(EXAMPLE);
  remove = () => box.remove();
  const accounts = join(folder, 'accounts.js');
  writeFileSync(accounts, change(readFileSync(accounts, 'utf8')));
  writeFileSync(join(folder, 'sso.test.js'), code ?? '');
  writeFileSync(join(folder, 'vitest.config.js'), CONFIG);
  const vitest = resolve('node_modules/vitest/vitest.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', '--no-color'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  return { status, said: stdout + stderr };
}

it('is ten lines', () => {
  expect(code?.trim().split('\n')).toHaveLength(10);
});

it('is green at the correct app', () => {
  const { status, said } = runVitest((accounts) => accounts);
  expect(said).toMatch(/Tests .*[1-9] passed/);
  expect(said).not.toMatch(/Tests .*failed/);
  expect(status).toBe(0);
}, 120_000);

it('fails at an app that keeps the old name, and says what it kept', () => {
  const { status, said } = runVitest((accounts) => {
    const changed = accounts.replace('return this.update(account, person);', 'return account;');
    expect(changed).not.toBe(accounts);
    return changed;
  });
  expect(status).toBe(1);
  expect(said).toContain('name-follows-when-updating.yaml');
  expect(said).toMatch(/account\.lastName .*\n\s+expected +Lovelace\n\s+observed +Byron/);
}, 120_000);
