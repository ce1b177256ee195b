/** The Python example is right by itself, too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownIdp, plainBrowser, plainLogin } from './plain-sp.js';
import { pythonMissing, startPython } from './python-app.js';
import type { PythonApp } from './python-app.js';

const missing = pythonMissing();

describe.skipIf(missing !== undefined)(
  `python ${missing === undefined ? '' : `(${missing})`}`,
  () => {
    let app: PythonApp;
    beforeAll(async () => {
      app = await startPython(knownIdp().metadata);
    });
    afterAll(() => app.stop());

    async function accounts(): Promise<unknown> {
      const headers = { authorization: 'Bearer secret' };
      return (await fetch(`${app.origin}/api/accounts`, { headers })).json();
    }

    it('knows a person who has logged in, and nobody else', async () => {
      const browser = plainBrowser(app.origin);
      expect((await browser.get('/api/me')).status).toBe(401);
      expect(await plainLogin(browser)).toMatchObject({ status: 303 });
      expect(JSON.parse((await browser.get('/api/me')).body)).toMatchObject({
        user: { email: 'ada@acme.example', firstName: 'Ada', lastName: 'Byron' },
      });
      expect((await plainBrowser(app.origin).get('/api/me')).status).toBe(401);
      expect(await accounts()).toMatchObject({ accounts: [{ email: 'ada@acme.example' }] });
      await browser.get('/logout');
      expect((await browser.get('/api/me')).status).toBe(401);
    });

    it('refuses a message that was changed, and one that comes twice', async () => {
      const browser = plainBrowser(app.origin);
      const changed = await plainLogin(browser, {}, ({ xml }) => xml.replace('>Byron<', '>Good<'));
      expect(changed.status).toBe(403);
      const { issued } = await plainLogin(plainBrowser(app.origin));
      const again = await browser.post('/saml/acs', {
        SAMLResponse: Buffer.from(issued.xml).toString('base64'),
      });
      expect(again.status).toBe(403);
      expect((await browser.get('/api/me')).status).toBe(401);
    });

    it('shows its accounts to nobody without the token, and has no test routes here', async () => {
      expect((await fetch(`${app.origin}/api/accounts`)).status).toBe(401);
      expect((await fetch(`${app.origin}/test/reset`, { method: 'POST' })).status).toBe(404);
    });
  },
);
