/** The carrier through supertest's agent: whose cookies are sent, and what it leaves behind. */
import { createServer } from 'node:http';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import type { SupertestAgent } from '../../../src/sp/app-options.js';
import { openBrowser } from '../../../src/sp/browser/browser.js';
import { carrierOf } from '../../../src/sp/carrier/app.js';
import type { Browser, Route } from '../../../src/sp/target.js';

const SP = 'https://sp.example';
const IDP = 'https://idp.other';

/** Sets cookies, and shows those that arrive. */
const server = (): ReturnType<typeof createServer> =>
  createServer((message, response) => {
    if (message.url === '/login') {
      response.setHeader('set-cookie', [
        'lax=1; SameSite=Lax; Path=/',
        'open=1; Secure; SameSite=None; Path=/',
      ]);
    }
    if (message.url === '/logout') {
      response.setHeader('set-cookie', 'lax=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT');
    }
    if (message.url === '/hang') return;
    response.end(message.headers.cookie ?? 'none');
  });

const posting: Route = {
  prefix: `${IDP}/`,
  handle: () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    html: `<form method="post" action="${SP}/acs"></form><script>document.forms[0].submit()</script>`,
  }),
};

async function open(agent: SupertestAgent): Promise<Browser> {
  const carrier = await carrierOf(agent);
  return openBrowser({
    carrierFor: (url) => (url.origin === SP ? carrier : undefined),
    routes: [posting],
  });
}

describe('the agent', () => {
  it('goes on with the session that the browser opened', async () => {
    const agent = request.agent(server());
    const browser = await open(agent);
    await browser.get(`${SP}/login`);
    expect((await agent.get('/me')).text).toBe('lax=1');
  });

  it('brings the cookies it has, once', async () => {
    const agent = request.agent(server());
    await agent.get('/login');
    const browser = await open(agent);
    expect((await browser.get(`${SP}/me`)).body).toBe('lax=1; open=1');
    await browser.get(`${SP}/login`);
    expect((await browser.get(`${SP}/me`)).body).toBe('lax=1; open=1');
  });

  it('has logged out when the test did', async () => {
    const agent = request.agent(server());
    const browser = await open(agent);
    await browser.get(`${SP}/login`);
    await agent.get('/logout');
    expect((await browser.get(`${SP}/me`)).body).toBe('open=1');
  });

  it('sends no cookie along that SameSite holds back', async () => {
    const browser = await open(request.agent(server()));
    await browser.get(`${SP}/login`);
    expect((await browser.get(`${IDP}/`)).body).toBe('open=1');
  });

  it('leaves no server open, even when the app hangs', async () => {
    const app = server();
    const carrier = await carrierOf(request.agent(app), { timeout: 60 });
    const closed = new Promise((resolve) => app.once('close', resolve));
    const url = new URL(`${SP}/hang`);
    await expect(carrier.send({ method: 'GET', url, headers: {} })).rejects.toThrow('within 60 ms');
    await closed;
    expect(app.listening).toBe(false);
  });
});
