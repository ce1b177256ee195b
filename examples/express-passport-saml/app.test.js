import { mockIdp } from 'standin';
import { playScenarios, resetEach } from 'standin/vitest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Accounts } from './accounts.js';
import { createApp } from './app.js';

const idp = await mockIdp();
const accounts = new Accounts();
const app = createApp({
  entryPoint: idp.ssoUrl,
  issuer: 'http://app.example/saml/metadata',
  idpCert: idp.certificate,
  callbackUrl: 'http://app.example/saml/acs',
  accounts,
});
const sp = {
  app,
  session: { url: '/me', email: '/email', nameId: '/nameId', accountId: '/id' },
  accounts: () => accounts.all(),
  reset: () => accounts.clear(),
  deprovision: ({ email }) => accounts.deactivate(email),
};

resetEach(idp);

describe('single sign-on', () => {
  it('creates the account at the first login', async () => {
    const login = await idp.login('ada').to(sp);
    expect(login).toBeLoggedInAs('ada');
    expect(login).toCreateAccount({ firstName: 'Ada', roles: ['user'], status: 'active' });
  });

  it('follows the directory at the next login', async () => {
    await idp.login('ada').to(sp);
    idp.users.ada.update({ lastName: 'King', roles: ['admin'] });
    const login = await idp.login('ada').to(sp);
    expect(login).toUpdateAccount({ lastName: 'King', roles: ['admin'] });
    expect(login).toHaveDrift([]);
  });

  it('lets nobody in who was deactivated, not even with a message from before', async () => {
    await idp.login('ada').to(sp);
    const held = await idp.login('ada').hold(sp);
    idp.users.ada.deactivate();
    expect(await idp.visit('ada').at(sp)).not.toBeLoggedInAs('ada');
    expect(await held.deliverTo(sp)).toBeRefusedBySp();
    expect(await idp.login('ada').to(sp)).toBeRefusedByIdp('user-deactivated');
  });
});

describe('the lifecycle stories', () => {
  // Express, passport-saml and the sessions ask for the time with `Date`.
  beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }));
  afterAll(() => vi.useRealTimers());

  playScenarios('standin:lifecycle', {
    target: {
      ...sp,
      setClock: (now) => vi.setSystemTime(now),
      profile: {
        profile: 'jit-update-pushed',
        jit: { groups: 'every-login' },
        consumption: {
          idpInitiated: false,
          signed: 'both', // unless passport-saml is told otherwise
          algorithms: ['rsa-sha1', 'rsa-sha256', 'rsa-sha512'], // passport-saml cannot refuse SHA-1
        },
      },
    },
  });
});
