import { mockIdp } from 'standin';
import { resetEach } from 'standin/vitest';
import { expect, it } from 'vitest';
import { createApp } from './app.js';

const idp = await mockIdp({ idp: 'okta' });
const app = createApp({
  entryPoint: idp.ssoUrl,
  issuer: 'http://app.example/saml/metadata',
  idpCert: idp.certificate,
  callbackUrl: 'http://app.example/saml/acs',
});
const sp = {
  app,
  session: '/api/session',
  accounts: () => app.users.values(),
  reset: () => app.users.clear(),
};

resetEach(idp);

it('creates the account at the first login', async () => {
  const login = await idp.login('grace').to(sp);
  expect(login).toBeLoggedInAs('grace');
  expect(login).toCreateAccount({ name: 'Grace Hopper' });
});

it('takes the new name at the next login', async () => {
  await idp.login('grace').to(sp);
  idp.users.grace.rename({ lastName: 'Murray' });
  expect(await idp.login('grace').to(sp)).toUpdateAccount({ name: 'Grace Murray' });
});

it('refuses a message whose time is over', async () => {
  const login = await idp.login('grace').with({ notOnOrAfter: '-5m' }).to(sp);
  expect(login).toBeRefusedBySp();
  expect(app.users.size).toBe(0);
});

it('does not take what it did not ask for', async () => {
  expect(await idp.login('grace').startedByIdp().to(sp)).toBeRefusedBySp();
});
