/** Whose time is it? Read off a CPU profile, frame by frame. */
import { Session } from 'node:inspector/promises';

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

/**
 * Profiles something.
 *
 * @returns by owner, the microseconds that were theirs
 */
export async function profiled(act) {
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
 * Standin's part: of what can be told apart, and as if nothing of what cannot (garbage collection, Node's own sockets
 * and streams between the browser and the SP) were the SP's.
 */
export function shares({ sp, rsa, standin, spread }) {
  const busy = sp + rsa + standin;
  return {
    share: standin / busy,
    atMost: (standin + spread) / (busy + spread),
    validation: sp / (busy + spread),
    microseconds: busy + spread,
  };
}
