import { mockIdp } from 'standin';
import { resetEach } from 'standin/vitest';
import { afterAll, expect, it } from 'vitest';
import { createApp } from './app.js';

const idp = await mockIdp();
const app = createApp({
  entryPoint: idp.ssoUrl,
  issuer: 'http://app.example/saml/metadata',
  idpCert: idp.certificate,
  callbackUrl: 'http://app.example/saml/acs',
  invited: ['ada@acme.example'],
});
const sp = { app, session: '/me', accounts: '/accounts' };

resetEach(idp);
afterAll(() => app.close());

it('lets in who was invited', async () => {
  expect(await idp.login('ada').to(sp)).toBeLoggedInAs('ada');
});

it('turns everybody else away and makes no account', async () => {
  expect(await idp.login('grace').to(sp)).toBeRefusedBySp();
  expect(app.accounts.size).toBe(1);
});

it('loses sight of a person whose address changes', async () => {
  idp.users.ada.rename({ email: 'ada.king@acme.example' });
  expect(await idp.login('ada').to(sp)).toBeRefusedBySp();
});
