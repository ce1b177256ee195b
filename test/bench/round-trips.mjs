/** Whole logins over HTTP: AuthnRequest in, the form that carries the message out; sixteen browsers at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { median, ratio, runNode } from './measure.mjs';
import { SP } from './okta-login.mjs';

const CONCURRENCY = 16;

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

const REQUEST =
  '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ' +
  'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_2f7a4c1b9e" Version="2.0" ' +
  `IssueInstant="2026-03-02T09:00:00Z" AssertionConsumerServiceURL="${SP.acsUrl}">` +
  `<saml:Issuer>${SP.entityId}</saml:Issuer></samlp:AuthnRequest>`;
const QUERY = `SAMLRequest=${encodeURIComponent(deflateRawSync(REQUEST).toString('base64'))}`;

/** Starts a server in a process of its own. */
async function start(name) {
  const child = spawn(process.execPath, [path(name)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [printed] = await once(child.stdout, 'data');
  return { child, url: `${String(printed).trim()}?${QUERY}` };
}

/** One round trip; the form is looked at. */
function roundTrip(url, agent) {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const page = Buffer.concat(chunks).toString();
        if (response.statusCode === 200 && page.includes('name="SAMLResponse"')) resolve();
        else reject(new Error(`${response.statusCode}: ${page.slice(0, 500)}`));
      });
    }).on('error', reject);
  });
}

/** What a server has worked so far. */
async function worked({ child }) {
  child.send('cpu');
  const [milliseconds] = await once(child, 'message');
  return milliseconds;
}

/** Milliseconds a round trip: of the clock, and of all cores that the server used. */
async function timed(server, count) {
  const { url } = server;
  const before = await worked(server);
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const each = async () => {
    for (let index = 0; index < count / CONCURRENCY; index++) await roundTrip(url, agent);
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, each));
  const milliseconds = performance.now() - begin;
  agent.destroy();
  const cpu = (await worked(server)) - before;
  return { milliseconds: milliseconds / count, cpu: cpu / count };
}

/** The signatures of as many logins, and nothing else. */
function bare(count) {
  const { output } = runNode([path('bare-signatures.mjs'), String(count), String(CONCURRENCY)]);
  const { milliseconds, cpu } = JSON.parse(output);
  return { milliseconds: milliseconds / count, cpu: cpu / count };
}

/** The middle of each measure. */
function middle(times) {
  const of = (name) => median(times.map((time) => time[name]));
  return { perSecond: 1000 / of('milliseconds'), cpu: of('cpu') };
}

function over(times, others, name) {
  return ratio(
    times.map((time) => time[name]),
    others.map((time) => time[name]),
  );
}

/**
 * Runs the three in turns: Standin's server, samlify's, and the bare signatures of as many logins.
 *
 * @param options - `rounds`, and `count` logins of Standin a round; samlify gets a fourth of them
 */
export async function measureRoundTrips({ rounds, count }) {
  const server = await start('standin-server.mjs');
  const other = await start('samlify-server.mjs');
  const standin = [];
  const samlify = [];
  const limit = [];
  await timed(server, count);
  await timed(other, count / 4);
  for (let round = 0; round < rounds; round++) {
    standin.push(await timed(server, count));
    limit.push(bare(count));
    samlify.push(await timed(other, count / 4));
  }
  for (const { child } of [server, other]) child.kill();
  return {
    concurrency: CONCURRENCY,
    standin: middle(standin),
    samlify: middle(samlify),
    bare: middle(limit),
    fasterThanSamlify: over(samlify, standin, 'milliseconds'),
    overBare: over(standin, limit, 'milliseconds'),
    cpuOverBare: over(standin, limit, 'cpu'),
  };
}
