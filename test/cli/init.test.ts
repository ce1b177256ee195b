import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configText, USUAL_APP } from '../../src/cli/init/config-text.js';
import { STORY_TEXT } from '../../src/cli/init/story-text.js';
import { planRun } from '../../src/run/plan.js';
import { runPlan } from '../../src/run/run.js';
import { configJsonSchema } from '../../src/scenario/json-schema.js';
import { loadConfig } from '../../src/scenario/load-config.js';
import { loadScenario } from '../../src/scenario/load.js';
import type { TargetConfig } from '../../src/scenario/target-config.js';
import { scratchFolder, standin } from './command-line.js';

const TERMINAL = { stdout: true, stderr: true };

function load(text: string): TargetConfig | undefined {
  return loadConfig(text, { file: '/app/standin.config.yaml', env: {} }).targets['my-app'];
}

describe('standin init', () => {
  let folder: ReturnType<typeof scratchFolder>;
  const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

  beforeEach(() => {
    folder = scratchFolder();
  });
  afterEach(() => folder.remove());

  it('writes a configuration and a story that load', async () => {
    const { code, stdout, stderr } = await standin(['init'], { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot('golden/init.txt');
    expect(readdirSync(folder.path, { recursive: true }).sort()).toEqual([
      'scenarios',
      join('scenarios', 'first-login.yaml'),
      'standin.config.yaml',
    ]);
    expect(load(read('standin.config.yaml'))).toMatchObject({
      url: 'http://localhost:3000',
      start: { url: 'http://localhost:3000/login' },
      session: { url: 'http://localhost:3000/me' },
      profile: { profile: 'jit-update' },
    });
    const story = loadScenario(read('scenarios/first-login.yaml'), { file: 'first-login.yaml' });
    expect(story.sp.target).toBe('my-app');
  });

  it('keeps what is there, and says so', async () => {
    folder.write('standin.config.yaml', 'mine');
    const { code, stdout } = await standin(['init'], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toContain('kept     standin.config.yaml (it is there already');
    expect(stdout).toContain('wrote    scenarios/first-login.yaml\n');
    expect(read('standin.config.yaml')).toBe('mine');
    const again = await standin(['init'], { cwd: folder.path });
    expect(again.stdout.match(/^kept/gm)).toHaveLength(2);
  });

  it('replaces it with --force', async () => {
    folder.write('standin.config.yaml', 'mine');
    const { stdout } = await standin(['init', '--force'], { cwd: folder.path });
    expect(stdout).toContain('replaced standin.config.yaml\n');
    expect(read('standin.config.yaml')).toBe(configText(USUAL_APP));
    expect(readdirSync(folder.path).sort()).toEqual(['scenarios', 'standin.config.yaml']);
  });

  it('leaves no draft behind where it cannot write', async () => {
    folder.write('scenarios', 'a file, no folder');
    const { code, stderr } = await standin(['init'], { cwd: folder.path });
    expect(code).toBe(2);
    expect(stderr).toContain('first-login.yaml cannot be written');
    expect(readdirSync(folder.path).sort()).toEqual(['scenarios', 'standin.config.yaml']);
    expect(read('scenarios')).toBe('a file, no folder');
  });

  it('does not replace a folder', async () => {
    mkdirSync(join(folder.path, 'standin.config.yaml'));
    writeFileSync(join(folder.path, 'standin.config.yaml', 'x'), '');
    const { code } = await standin(['init', '--force'], { cwd: folder.path });
    expect(code).toBe(2);
    expect(existsSync(join(folder.path, 'standin.config.yaml', 'x'))).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['standin.config.yaml']);
  });

  it('asks at a terminal, again where an answer will not do', async () => {
    const input = 'localhost:8080\nhttps://app.test:8443/x y\n\n/api/whoami';
    const { code, stderr } = await standin(['init'], {
      cwd: folder.path,
      isTTY: TERMINAL,
      input,
    });
    expect(code).toBe(0);
    expect(stderr).toContain(
      'Where does the app run? [http://localhost:3000] It begins with http.',
    );
    const target = load(read('standin.config.yaml'));
    expect(target?.url).toBe('https://app.test:8443/x y');
    expect(target?.start.url).toBe('https://app.test:8443/login');
    expect(target?.session?.url).toBe('https://app.test:8443/api/whoami');
  });

  it('takes what is usual when nobody answers, and asks nothing with --yes', async () => {
    await standin(['init'], { cwd: folder.path, isTTY: TERMINAL });
    expect(read('standin.config.yaml')).toBe(configText(USUAL_APP));
    const asked = { cwd: folder.path, isTTY: TERMINAL, input: 'http://localhost:1\n' };
    const { stderr } = await standin(['init', '--yes', '--force'], asked);
    expect(stderr).toBe('');
    expect(read('standin.config.yaml')).toBe(configText(USUAL_APP));
  });
});

/** Every example that is commented out, as the lines of one key. */
function examples(): string[][] {
  const found: string[][] = [];
  for (const line of configText(USUAL_APP).split('\n')) {
    const [, text] = /^ {4}# (.*)$/.exec(line) ?? [];
    if (text === undefined) continue;
    if (/^[a-z][A-Za-z]*:(?: |$)/.test(text)) found.push([text]);
    else if (/^ +/.test(text)) found.at(-1)?.push(text);
  }
  return found;
}

describe('the configuration that init writes', () => {
  const active = configText(USUAL_APP).replace(/^ *#.*\n/gm, '');

  it.each(examples().map((lines) => [lines.join('\n'), lines] as const))('%s loads', (_, lines) => {
    const key = (lines[0] ?? '').split(':')[0] ?? '';
    const others = active.replace(new RegExp(`^    ${key}:.*\n`, 'm'), '');
    const text = `${others}${lines.map((line) => `    ${line}\n`).join('')}`;
    expect(load(text)).toBeDefined();
  });

  it('shows every key there is, and each way to look', () => {
    const shown = new Set([
      ...examples().map(([line = '']) => line.split(':')[0]),
      ...[...active.matchAll(/^ {4}(\w+):/gm)].map(([, key]) => key),
    ]);
    const { $defs } = configJsonSchema() as { $defs: { target: { properties: object } } };
    expect([...shown].sort()).toEqual(Object.keys($defs.target.properties).sort());
    const sources = examples()
      .filter(([line]) => line?.startsWith('accounts:'))
      .map((lines) => load(`${active}${lines.map((line) => `    ${line}\n`).join('')}`));
    const kinds = new Set(sources.map((target) => target?.accounts?.source.kind));
    expect(kinds).toEqual(new Set(['json', 'command', 'csv', 'csv-command', 'page']));
  });
});

describe('the story that init writes', () => {
  const played = async (profile: string): Promise<string[]> => {
    const folder = scratchFolder();
    try {
      folder.write('story.yaml', STORY_TEXT.replace('{ target: my-app }', profile));
      const plan = planRun({ paths: ['.'], cwd: folder.path, now: Date.UTC(2026, 2, 2) });
      const about = { version: '0', command: 'standin run', strict: true, flags: [] };
      const result = await runPlan(plan, { seed: '1', ...about });
      return result.stories.map(({ verdict }) => verdict);
    } finally {
      folder.remove();
    }
  };

  it('is what the profile of the configuration promises', async () => {
    expect(await played('jit-update')).toEqual(['passed']);
  });

  it('fails where names are never updated', async () => {
    expect(await played('jit-create')).toEqual(['failed']);
  });
});
