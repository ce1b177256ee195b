/** A thousand logins at the reference SP in this process: whose time is it? Read off a CPU profile. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRun, runPlan } from '../../dist/index.js';
import { profiled, shares } from './whose-time.mjs';

const LOGINS = 100;
const ROUNDS = 10;

const STORY = `scenario: Many logins
idp: okta
sp: proof
users: { ada: { email: ada@acme.example, firstName: Ada, lastName: Lovelace } }
steps:
${'  - login: ada\n    expect: { outcome: logged-in }\n'.repeat(LOGINS)}`;

/** Plays the logins and divides their time. */
export async function measureLogins() {
  const folder = mkdtempSync(join(tmpdir(), 'standin-logins-'));
  const file = join(folder, 'many.yaml');
  writeFileSync(file, STORY);
  const plan = planRun({ paths: [file], cwd: folder, now: Date.now() });
  const play = async () => {
    const { verdict } = await runPlan(plan, { seed: '1', version: 'bench', command: 'bench' });
    if (verdict !== 'passed') throw new Error(`the logins ended as ${verdict}`);
  };
  await play();
  const times = await profiled(async () => {
    for (let round = 0; round < ROUNDS; round++) await play();
  });
  rmSync(folder, { recursive: true });
  const { share, atMost, microseconds } = shares(times);
  const total = microseconds / 1000 / (LOGINS * ROUNDS);
  return { logins: LOGINS * ROUNDS, milliseconds: total, own: total * share, share, atMost };
}
