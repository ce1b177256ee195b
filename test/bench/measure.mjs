/** Measuring: interleaved rounds, medians, ratios. Machines drift; neighbours in time are compared. */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { Bench } from 'tinybench';

/** The middle of the sorted numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle];
  return (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the ratios of two lists, taken pair by pair. */
export function ratio(numbers, others) {
  return median(numbers.map((number, index) => number / others[index]));
}

/** One task's median and least latency in milliseconds. */
async function latency(name, task, { time, warmup }) {
  const bench = new Bench({ time, iterations: 5, warmup, warmupTime: 300, throws: true });
  bench.add(name, task);
  await bench.run();
  const { p50, min } = bench.tasks[0].result.latency;
  return { p50, min };
}

/**
 * Runs every task in every round, each round in the other direction.
 *
 * @param tasks - functions by name
 * @param options - how many rounds, and milliseconds a task and round
 * @returns by name, the median latency in milliseconds of every round; `fastest` has the least ones, which a busy
 *   machine moves less
 */
export async function interleave(tasks, { rounds, time }) {
  const names = Object.keys(tasks);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  const fastest = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? names : [...names].reverse();
    for (const name of order) {
      const { p50, min } = await latency(name, tasks[name], { time, warmup: round === 0 });
      results[name].push(p50);
      fastest[name].push(min);
    }
  }
  return { ...results, fastest };
}

/**
 * Runs a Node process to its end.
 *
 * @param args - what follows `node`
 * @returns milliseconds it took, and what it printed
 */
export function runNode(args) {
  const start = performance.now();
  const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const milliseconds = performance.now() - start;
  if (child.status !== 0) {
    throw new Error(`node ${args.join(' ')} exited with ${child.status}: ${child.stderr}`);
  }
  return { milliseconds, output: child.stdout };
}
