import { expect, it } from 'vitest';
import { seededRandom, type Random } from '../../../src/base/random.js';
import { ROUTES } from '../../../src/server/server.js';
import { ALL_VENDORS, appOf, authnRequest, send, serverForFile } from './hostile-server.js';
import { reflected } from './judge-page.js';
import { exchange, requestText, statusOf } from './raw-exchange.js';

const server = serverForFile();

const PIECES = [
  'SAMLRequest=',
  'SAMLResponse=',
  'RelayState=',
  'Signature=',
  'SigAlg=',
  'user=ada',
  'user=',
  '__proto__=',
  '{"user":',
  '[[[[',
  '<x-mark onmark="1">',
  'PHNhbWxwOkF1dGhuUmVxdWVzdA',
  '%00%ff%zz',
  '&',
  '=',
  ';',
  '..%2f',
  '-1',
  '1e999',
];

function bytes(random: Random, count: number): Buffer {
  return Buffer.from(Array.from({ length: random.below(count) + 1 }, () => random.below(256)));
}

/** Half of it makes some sense, half none. */
function nonsense(random: Random, count: number): string {
  return Array.from({ length: random.below(count) + 1 }, () =>
    random.below(2) === 0
      ? (PIECES[random.below(PIECES.length)] ?? '')
      : bytes(random, 8).toString('latin1'),
  ).join('');
}

function asPath(random: Random): string {
  return encodeURIComponent(nonsense(random, 2)).slice(0, 60) || 'x';
}

/** The path of a route with real names in it, or with nonsense. */
function pathOf(pattern: string, random: Random): string {
  const real = ALL_VENDORS.flatMap((vendor) =>
    Object.values(appOf(server(), vendor).places).map((place) => new URL(place as string).pathname),
  );
  const parts = pattern.split('/');
  const same = real.find(
    (path) =>
      path.split('/').length === parts.length &&
      parts.every((part, index) => part.startsWith(':') || part === path.split('/')[index]),
  );
  if (same !== undefined && random.below(3) > 0) return same;
  return parts
    .map((part) => (part.startsWith(':') || part === '*' ? asPath(random) : part))
    .join('/');
}

const TYPES = ['application/x-www-form-urlencoded', 'application/json', 'text/plain', ''];

function randomRequest(
  [method, pattern]: readonly [string, string, ...unknown[]],
  random: Random,
): string {
  const query = random.below(2) === 0 ? '' : `?${encodeURI(nonsense(random, 6))}`;
  const type = TYPES[random.below(TYPES.length)] ?? '';
  const headers = ['Host: localhost', `Content-Type: ${type}`, 'Cookie: standin_browser=id1'];
  const body = method === 'GET' ? '' : nonsense(random, 12);
  return requestText(`${method} ${pathOf(pattern, random)}${query} HTTP/1.1`, headers, body);
}

/** Streams of events go on until somebody leaves; they are asked for nothing else than to begin. */
function isStream(pattern: string): boolean {
  return /(?:events|stream|live)/.test(pattern);
}

async function expectAlive(): Promise<void> {
  const asked = await send(appOf(server(), 'generic').places.sso, 'post', authnRequest());
  expect(asked.status).toBe(303);
  const failures = server()
    .state.log.after(0)
    .filter(({ kind }) => kind === 'error');
  expect(failures).toEqual([]);
}

const TABLE = ROUTES.filter(([, pattern]) => !isStream(pattern)).map((route, index) => ({
  name: `${route[0]} ${route[1]}`,
  route,
  index,
}));

it.each(TABLE)('$name: random requests never break it', async ({ name, route, index }) => {
  const random = seededRandom(`${index}/${name}`);
  for (let count = 0; count < 10; count++) {
    const text = randomRequest(route, random);
    const said = await exchange(server().origin, Buffer.from(text, 'latin1'), false);
    expect(statusOf(said), text).toBeGreaterThanOrEqual(200);
    expect(statusOf(said), text).toBeLessThan(500);
    if (/^content-type: text\/html/im.test(said)) {
      expect(reflected(said.slice(said.indexOf('\r\n\r\n'))), text).toEqual([]);
    }
  }
  await expectAlive();
});

/** A good request with octets changed, left out, doubled and put in. */
function damaged(text: string, random: Random): Buffer {
  const octets = [...Buffer.from(text, 'latin1')];
  for (let count = random.below(6); count >= 0; count--) {
    const at = random.below(octets.length);
    const length = random.below(9);
    const inserted = [...bytes(random, 4)];
    octets.splice(at, random.below(2) === 0 ? length : 0, ...(random.below(2) ? inserted : []));
  }
  return Buffer.from(octets);
}

it('damaged requests are answered or not, and always come to an end', async () => {
  const random = seededRandom('damaged');
  for (let count = 0; count < 400; count++) {
    const { route } = TABLE[random.below(TABLE.length)] ?? TABLE[0] ?? expect.fail('no routes');
    const octets = damaged(randomRequest(route, random), random);
    const said = await exchange(server().origin, octets);
    expect(statusOf(said), octets.toString('latin1')).toBeLessThan(500);
  }
  await expectAlive();
});

it('random octets on the bare connection always come to an end', async () => {
  const random = seededRandom('octets');
  for (let count = 0; count < 200; count++) {
    const octets = bytes(random, 4000);
    const said = await exchange(server().origin, octets);
    expect(statusOf(said), octets.toString('hex')).toBeLessThan(500);
  }
  await expectAlive();
});
