/** The pages for signing in, in a real browser: by keyboard and mouse, with and without scripts, and what axe says. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFacts } from '../../src/saml/facts.js';
import { openServer, type TestServer } from '../server/open-server.js';
import { redirectQuery } from '../server/pages/visitor.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** An SP that only writes down what is posted to it. */
interface Catcher {
  readonly server: Server;
  readonly entityId: string;
  readonly acsUrl: string;
  readonly caught: URLSearchParams[];
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function openCatcher(): Promise<Catcher> {
  const caught: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      if (request.method === 'POST') caught.push(new URLSearchParams(text));
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>caught</title>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { server, caught, entityId: `${origin}/sp`, acsUrl: `${origin}/acs` };
}

const running: { browser?: Browser; catcher?: Catcher; idp?: TestServer } = {};

function parts(): {
  readonly browser: Browser;
  readonly catcher: Catcher;
  readonly idp: TestServer;
} {
  const { browser, catcher, idp } = running;
  if (browser === undefined || catcher === undefined || idp === undefined)
    throw new Error('not open');
  return { browser, catcher, idp };
}

async function tab(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await parts().browser.newContext(options);
  return context.newPage();
}

/** Comes to the page for signing in, as an SP sends people there. */
async function come(page: Page, tenant: string, more = ''): Promise<string> {
  const { idp, catcher } = parts();
  const places = idp.state.tenants.get(tenant)?.apps.get('app')?.places;
  await page.goto((places?.sso ?? '') + redirectQuery(catcher, { more }));
  return page.url();
}

/** The message that reached the SP, and what came with it. */
async function caughtBy(page: Page) {
  await page.waitForFunction("document.title === 'caught'");
  const fields = parts().catcher.caught.at(-1) ?? new URLSearchParams();
  const xml = Buffer.from(fields.get('SAMLResponse') ?? '', 'base64').toString('utf8');
  const [assertion] = readFacts(xml).assertions;
  return { assertion, nameId: assertion?.subject?.nameId, relayState: fields.get('RelayState') };
}

/** What axe finds, except what it calls minor. */
async function faults(page: Page): Promise<readonly string[]> {
  // The page's own policy runs no script of others: axe is put in from outside.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** Eight pages, each looked at by axe. */
const LONG = { timeout: 120_000 };

const LOOKS: readonly BrowserContextOptions[] = [
  { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
];

// Needs a browser of the machine's own.
describe.skipIf(!existsSync(CHROMIUM))('in Chromium', () => {
  beforeAll(async () => {
    running.browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
    running.catcher = await openCatcher();
  });
  beforeEach(async () => {
    const { entityId, acsUrl } = running.catcher ?? { entityId: '', acsUrl: '' };
    const sp = { facts: { entityId, acsUrl }, source: 'metadata', label: 'app' } as const;
    running.idp = await openServer({ sps: [sp] });
  });
  afterEach(async () => {
    for (const context of running.browser?.contexts() ?? []) await context.close();
    await running.idp?.[Symbol.asyncDispose]();
  });
  afterAll(async () => {
    await running.browser?.close();
    running.catcher?.server.closeAllConnections();
    running.catcher?.server.close();
  });

  it.each(['okta-acme', 'entra-acme'])('two letters and Enter sign in at %s', async (tenant) => {
    const page = await tab();
    await come(page, tenant, '&RelayState=%2Fdeep');
    await page.keyboard.type('gh');
    expect(await page.locator('#found').textContent()).toContain('Enter signs in as Grace Hopper');
    await page.keyboard.press('Enter');
    const { nameId, relayState } = await caughtBy(page);
    expect([nameId, relayState]).toEqual(['grace.hopper@acme.example', '/deep']);
  });

  it('arrow keys choose', async () => {
    const page = await tab();
    await come(page, 'okta-acme');
    await page.keyboard.type('eng');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
      await page.keyboard.press(key);
    }
    expect(await page.evaluate('document.activeElement.value')).toBe('grace');
    await page.keyboard.press('Enter');
    expect((await caughtBy(page)).nameId).toBe('grace.hopper@acme.example');
  });

  it('letters that are taken back show everybody again', async () => {
    const page = await tab();
    const login = await come(page, 'okta-acme');
    await page.keyboard.type('zz');
    await page.locator('#people > li').first().waitFor({ state: 'hidden' });
    await page.fill('#q', '');
    expect(await page.locator('#people > li:visible').count()).toBe(26);
    // After a search without the script, the server has the others.
    await page.goto(`${login}?q=locked`);
    expect(await page.locator('#people > li:visible').count()).toBe(1);
    await page.fill('#q', '');
    await page.locator('#people > li:nth-child(26)').waitFor();
  });

  it('without scripts it is the same', async () => {
    const page = await tab({ javaScriptEnabled: false });
    await come(page, 'okta-acme');
    await page.fill('#q', 'gh');
    await page.press('#q', 'Enter');
    expect(await page.locator('#people > li').count()).toBe(1);
    await page.click('text=Inspect');
    await page.click('summary:has-text("Change it")');
    await page.fill('[name="f.nameId"]', 'changed@acme.example');
    await page.click('button:has-text("Add an attribute")');
    await page.fill('[name="a.name"] >> nth=-1', 'department');
    await page.fill('[name="a.values"] >> nth=-1', 'Mathematics\nEngines');
    await page.click('button.primary');
    // The vendor's page sends itself, or has a button.
    await page.click('input[type="submit"]');
    const { nameId, assertion } = await caughtBy(page);
    expect(nameId).toBe('changed@acme.example');
    expect(assertion?.attributes.find(({ name }) => name === 'department')?.values).toEqual([
      'Mathematics',
      'Engines',
    ]);
  });

  it('inspects, edits and sends', async () => {
    const page = await tab();
    await come(page, 'entra-acme');
    await page.click('li[data-person="Ada Byron"] a');
    expect(await page.locator('h1').textContent()).toBe('What app would be told');
    await page.click('summary:has-text("Change it")');
    await page.fill('[name="f.nameId"]', 'somebody@else.example');
    // Enter shows, and does not send.
    await page.press('[name="f.nameId"]', 'Enter');
    await page.locator('.chip', { hasText: 'edited' }).first().waitFor();
    expect(
      parts()
        .idp.state.log.after(0)
        .map(({ kind }) => kind),
    ).not.toContain('response');
    await page.click('button:has-text("Send the edited message")');
    expect((await caughtBy(page)).nameId).toBe('somebody@else.example');
  });

  it('a refusal leads back, and a second factor on', async () => {
    const page = await tab();
    await come(page, 'entra-acme');
    await page.click('button[value="dana"]');
    expect(await page.textContent('main')).toContain('AADSTS50057');
    await page.click('text=Sign in as somebody else');
    await page.click('button[value="wei"]');
    await page.click('button[value="approve"]');
    expect((await caughtBy(page)).nameId).toBe('wei.li@acme.example');
  });

  it('an expired password is changed', async () => {
    const page = await tab();
    await come(page, 'okta-acme');
    await page.click('button[value="erin"]');
    await page.click('button[value="changed"]');
    expect((await caughtBy(page)).nameId).toBe('erin.expired@acme.example');
  });

  it('signs out, and takes another account', async () => {
    const page = await tab();
    await come(page, 'okta-acme');
    await page.click('button[value="ada"]');
    await caughtBy(page);
    await page.goto(`${parts().idp.origin}/__standin/session`);
    await page.click('button:has-text("Use another account")');
    await page.click('button[value="grace"]');
    expect((await caughtBy(page)).nameId).toBe('grace.hopper@acme.example');
  });

  it('axe finds what is wrong', async () => {
    const page = await tab();
    await come(page, 'okta-acme');
    await page.evaluate(
      "document.querySelector('label.field').replaceWith(document.querySelector('#q'))",
    );
    await page.evaluate("document.querySelector('#q').removeAttribute('placeholder')");
    expect((await faults(page)).join('\n')).toMatch(/^label: /m);
  });

  it.each(LOOKS)('axe finds nothing, and nothing is cut off: %o', LONG, async (look) => {
    const page = await tab(look);
    const complaints: string[] = [];
    page.on('console', (message) => {
      // Chromium itself complains of a status; those are meant.
      if (message.type() === 'error' && !message.text().includes('the server responded')) {
        complaints.push(message.text());
      }
    });
    const looks: Record<string, unknown> = {};
    const scan = async (name: string): Promise<void> => {
      const wide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      looks[name] = { faults: await faults(page), wide };
    };
    const login = await come(page, 'okta-acme', '&login_hint=grace');
    await scan('login');
    for (const summary of await page.locator('summary').all()) await summary.click();
    await scan('login, everything open');
    await page.goto(`${login}/inspect?user=wei`);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await scan('inspect');
    await page.goto(`${login}/inspect?user=dana`);
    await scan('inspect, refused');
    await page.goto(login);
    await page.click('button[value="wei"]');
    await scan('second factor');
    await page.goto(login);
    await page.click('button[value="erin"]');
    await scan('password');
    await page.goto(login);
    await page.click('button[value="dana"]');
    await scan('refused');
    await page.goto(login);
    await page.click('button[value="ada"]');
    await caughtBy(page);
    await page.goto(`${parts().idp.origin}/__standin/session`);
    await scan('sessions');
    const fine = { faults: [], wide: 0 };
    expect(looks).toEqual(Object.fromEntries(Object.keys(looks).map((name) => [name, fine])));
    expect(complaints).toEqual([]);
  });
});
