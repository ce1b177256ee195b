import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { MESSAGE_NAMES, goldenMessage } from './messages.js';

/** Bundles the messages into a program, so that a process of its own can run it. */
async function bundle(folder: string): Promise<string> {
  const file = join(folder, 'messages.mjs');
  await build({
    input: fileURLToPath(new URL('messages.ts', import.meta.url)),
    platform: 'node',
    logLevel: 'silent',
    output: { file, format: 'esm' },
  });
  return file;
}

function run(program: string): readonly string[] {
  const output = execFileSync(process.execPath, [program, '--print-golden-messages'], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8' },
  });
  return JSON.parse(output) as readonly string[];
}

describe('golden messages', () => {
  it.each(MESSAGE_NAMES)('%s has not moved by a byte', async (name) => {
    await expect(goldenMessage(name)).toMatchFileSnapshot(`${name}.xml`);
  });

  it('are the same in every process', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'golden-'));
    try {
      const program = await bundle(folder);
      const here = MESSAGE_NAMES.map(goldenMessage);
      expect(run(program)).toEqual(here);
      expect(run(program)).toEqual(here);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
