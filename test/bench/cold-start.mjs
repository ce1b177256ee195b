/** What does `standin serve` cost until it listens, and how much does it hold while nobody comes? */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delayed } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median, ratio, runNode } from './measure.mjs';

const BIN = fileURLToPath(new URL('../../bin/standin.js', import.meta.url));
const NOTHING = ['-e', '0'];

/** Megabytes that are resident, as Linux counts them; absent elsewhere. */
function resident(pid) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** From the shell's prompt to the line that says where it listens. */
async function serve(folder, idle) {
  const begin = performance.now();
  const args = [BIN, 'serve', '--port', '0', '--json'];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const milliseconds = performance.now() - begin;
  if (idle) await delayed(2000);
  const megabytes = resident(child.pid);
  child.kill();
  await once(child, 'exit');
  return { milliseconds, megabytes };
}

/** Runs both in turns; the first start makes the keys and is not counted. */
export async function measureColdStart(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'standin-serve-'));
  const { megabytes } = await serve(folder, true).then(() => serve(folder, true));
  const starts = [];
  const nothings = [];
  for (let round = 0; round < rounds; round++) {
    nothings.push(runNode(NOTHING).milliseconds);
    starts.push((await serve(folder, false)).milliseconds);
  }
  rmSync(folder, { recursive: true });
  return {
    milliseconds: { start: median(starts), nothing: median(nothings) },
    ratio: ratio(starts, nothings),
    megabytes,
  };
}
