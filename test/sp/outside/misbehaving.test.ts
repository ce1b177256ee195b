/** Apps that fail where the message arrives: a verdict or an error of the target, within the timeout. */
import type { RequestListener, ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { systemClock } from '../../../src/base/clock.js';
import { seededRandom } from '../../../src/base/random.js';
import { offerApp } from '../../../src/sp/app.js';
import type { Hop, SessionObservation, SpAnswer } from '../../../src/sp/target.js';
import { idpFor } from '../apps/idp-route.js';
import { samlSp } from '../apps/saml-sp.js';

const context = { clock: systemClock, random: seededRandom('misbehaving') };

interface Seen {
  readonly answer: SpAnswer;
  readonly session: SessionObservation;
  readonly hops: readonly Hop[];
}

type Misbehaviour = (response: ServerResponse) => void;

/** An app whose login begins well. */
function appThat(misbehaves: Misbehaviour, session: Misbehaviour | undefined): RequestListener {
  const sp = samlSp('http://app.example');
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path === '/login') {
      void sp.loginUrl().then((location) => response.writeHead(302, { location }).end());
    } else if (path === '/me' && session !== undefined) session(response);
    else if (path === '/me') response.writeHead(401).end();
    else misbehaves(response);
  };
}

async function logIn(misbehaves: Misbehaviour, session?: Misbehaviour): Promise<Seen> {
  const app = appThat(misbehaves, session);
  const offer = offerApp({ app, session: '/me', timeout: 1_000 });
  try {
    const target = await offer.open(context);
    const browser = target.browser([idpFor(target).route]);
    const page = await target.begin(browser, { email: 'ada@acme.example' });
    return {
      answer: target.read(page),
      session: await target.session(browser),
      hops: browser.hops,
    };
  } finally {
    await offer.stop();
  }
}

/** An answer that never ends by itself. */
function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  let left = 50;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left--;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}

it.each<[string, Misbehaviour, SpAnswer]>([
  [
    'fails',
    (response) => response.writeHead(500).end('boom'),
    { accepted: false, message: 'the app answered with status 500' },
  ],
  [
    'shows an error with status 200',
    (response) => response.end('<h1>Something went wrong</h1>'),
    { accepted: true },
  ],
  [
    'sets no cookie',
    (response) => response.writeHead(302, { location: '/home' }).end(),
    { accepted: true },
  ],
])('an app that %s has let nobody in', async (_name, misbehaves, answer) => {
  // Redirects lead to a page that stays.
  const once = { done: false };
  const seen = await logIn((response) => {
    if (once.done) response.end('home');
    else misbehaves(response);
    once.done = true;
  });
  expect(seen.answer).toEqual(answer);
  expect(seen.session).toEqual({ kind: 'none' });
  expect(seen.hops.length).toBeGreaterThanOrEqual(3);
});

it('an app that asks its IdP again and again is stopped', async () => {
  const circle: Misbehaviour = (response) => response.writeHead(302, { location: '/login' }).end();
  await expect(logIn(circle)).rejects.toMatchObject({ code: 'target-undrivable' });
});

it.each<[string, Misbehaviour, string]>([
  ['hangs', () => undefined, 'target-unreachable'],
  ['closes the socket', (response) => response.socket?.destroy(), 'target-unreachable'],
  [
    'stops halfway',
    (response) => {
      response.write('<h1>');
      setImmediate(() => response.socket?.destroy());
    },
    'target-unreachable',
  ],
  [
    'crashes',
    () => {
      throw new TypeError('no such user');
    },
    'target-undrivable',
  ],
  [
    'redirects in circles',
    (response) => response.writeHead(302, { location: '/saml/acs' }).end(),
    'target-undrivable',
  ],
  ['answers 50 MB', flood, 'target-undrivable'],
])('an app that %s cannot be driven', async (_name, misbehaves, code) => {
  await expect(logIn(misbehaves)).rejects.toMatchObject({ name: 'TargetError', code });
});

it('a session that cannot be asked for is an error, one that fails is unknown', async () => {
  const fine: Misbehaviour = (response) => response.end('home');
  const failing = await logIn(fine, (response) => response.writeHead(502).end());
  expect(failing.session).toMatchObject({ kind: 'unknown' });
  const hanging = logIn(fine, () => undefined);
  await expect(hanging).rejects.toMatchObject({ code: 'target-unreachable' });
});
