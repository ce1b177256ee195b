const { mockIdp } = require('standin');
const { playScenarios, resetEach } = require('standin/jest');
const { targetOf } = require('./target.js');

// What the app is told of its identity provider is known before there is one.
const OKTA = require('./okta.json');

const target = targetOf(OKTA, { follows: true });

describe('matchers', () => {
  let idp;
  beforeAll(async () => {
    idp = await mockIdp();
  });
  resetEach(() => idp);

  test('a first login', async () => {
    const login = await idp.login('ada').to(target);
    expect(login).toBeLoggedInAs('ada');
    expect(login).toCreateAccount();
    expect(login).toBeSignedBy(idp);
    expect(login).not.toBeRefusedBySp();
  });

  test('a person who has left', async () => {
    await idp.login('ada').to(target);
    idp.users.ada.deactivate();
    const login = await idp.login('ada').to(target);
    expect(login).toBeRefusedByIdp('user-deactivated');
    expect(login).toLeaveAccountUnchanged();
  });

  test('a promise resolves to a login', async () => {
    await expect(idp.login('ada').to(target)).resolves.toBeLoggedInAs('ada');
  });
});

playScenarios('stories/*.yaml', { target });

// With a profile, stories that it does not promise are left out before anything runs.
playScenarios('standin:lifecycle', {
  target: { ...target, profile: 'proof-updating' },
  grep: 'role-drift|first-login',
});
