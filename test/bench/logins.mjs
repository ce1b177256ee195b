/** A thousand logins at the reference SP in this process: whose time is it? Read off a CPU profile. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRun, runPlan } from '../../dist/index.js';

const LOGINS = 100;
const ROUNDS = 10;

const STORY = `scenario: Many logins
idp: okta
sp: proof
users: { ada: { email: ada@acme.example, firstName: Ada, lastName: Lovelace } }
steps:
${'  - login: ada\n    expect: { outcome: logged-in }\n'.repeat(LOGINS)}`;

/** Frames that make everything above them somebody's time; the first rule that fits decides. */
const OWNERS = [
  ['idle', /^\(idle\)/],
  ['spread', /^\((?:program|garbage collector)\)/],
  ['rsa', /^(?:sign|signOneShot)@node:internal\/crypto/],
  ['sp', /dist\/sp\/(?:reference|checks|jit)\//],
  ['standin', /dist\//],
];

function ownerOf(stack) {
  const rule = OWNERS.find(([, pattern]) => stack.some((frame) => pattern.test(frame)));
  return rule?.[0] ?? 'spread';
}

/** Adds the samples up by owner, in microseconds. */
function addUp({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((c) => [c, id])));
  const owners = new Map();
  for (const { id } of nodes) {
    const stack = [];
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const { functionName, url } = byId.get(at).callFrame;
      stack.push(`${functionName}@${url}`);
    }
    owners.set(id, ownerOf(stack));
  }
  const times = { sp: 0, rsa: 0, standin: 0, spread: 0, idle: 0 };
  for (const [index, id] of samples.entries()) times[owners.get(id)] += timeDeltas[index];
  return times;
}

async function profiled(act) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  await act();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return addUp(profile);
}

/**
 * Plays the logins and divides their time. What belongs to nobody alone (garbage collection, Node's own sockets
 * and streams between the browser and the SP) is spread over SP and Standin as they use the rest.
 */
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
  const busy = times.sp + times.rsa + times.standin;
  const share = times.standin / busy;
  // As if nothing of what cannot be told apart were the SP's.
  const atMost = (times.standin + times.spread) / (busy + times.spread);
  const total = (busy + times.spread) / 1000 / (LOGINS * ROUNDS);
  return { logins: LOGINS * ROUNDS, milliseconds: total, own: total * share, share, atMost };
}
