/** The example apps are right by themselves: held against messages by hand, before Standin's drivers judge them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_APPS } from './example-apps.js';
import type { ExampleApp } from './example-apps.js';
import { knownIdp, listening, plainBrowser, plainLogin } from './plain-sp.js';
import type { PlainBrowser } from './plain-sp.js';

describe.each(Object.entries(EXAMPLE_APPS))('%s', (_name, make) => {
  let app: ExampleApp;
  let close: () => Promise<void>;
  let fresh: () => PlainBrowser;

  beforeEach(async () => {
    const server = await listening((request, response) => app.handler(request, response));
    close = () => server.close();
    fresh = () => plainBrowser(server.origin);
    app = await make(server.origin, knownIdp());
  });
  afterEach(() => close());

  it('knows a person who has logged in, and nobody else', async () => {
    const browser = fresh();
    expect((await browser.get(app.session)).status).toBe(401);
    const answer = await plainLogin(browser);
    expect(answer.body).not.toContain('refused');
    expect(answer.status).toBeLessThan(400);
    const session = await browser.get(app.session);
    expect(session.status).toBe(200);
    expect(session.body).toContain('ada@acme.example');
    expect((await fresh().get(app.session)).status).toBe(401);
    expect(app.accounts()).toMatchObject([{ email: 'ada@acme.example' }]);
  });

  it('refuses a message that was changed', async () => {
    const browser = fresh();
    const answer = await plainLogin(browser, {}, ({ xml }) => xml.replace('>Byron<', '>Lovelace<'));
    expect(answer.status).toBe(403);
    expect((await browser.get(app.session)).status).toBe(401);
  });

  it('takes a message once', async () => {
    const { issued } = await plainLogin(fresh());
    const browser = fresh();
    const answer = await browser.post(new URL(issued.acsUrl).pathname, {
      SAMLResponse: Buffer.from(issued.xml).toString('base64'),
    });
    expect(answer.status).toBe(403);
    expect((await browser.get(app.session)).status).toBe(401);
  });
});
