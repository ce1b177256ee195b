/** A process: so many logins' signatures and nothing else, on libuv's thread pool. Prints milliseconds, of the clock and of
 * all cores. */
import { randomBytes, sign } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { KEY } from './okta-login.mjs';

const [count, concurrency] = process.argv.slice(2).map(Number);
const data = randomBytes(1000);
const signature = () =>
  new Promise((resolve, reject) => {
    sign('sha256', data, KEY.privateKey, (error, made) => (error ? reject(error) : resolve(made)));
  });

async function logins(many) {
  for (let index = 0; index < many; index++) {
    // The Assertion's, then that of the Response which contains it.
    await signature();
    await signature();
  }
}

const all = (many) =>
  Promise.all(Array.from({ length: concurrency }, () => logins(Math.ceil(many / concurrency))));

await all(count / 10);
const before = process.cpuUsage();
const start = performance.now();
await all(count);
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ milliseconds, cpu: (user + system) / 1000 }));
