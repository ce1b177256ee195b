const { mockIdp } = require('standin');
const { playScenarios, resetEach } = require('standin/jest');
const { targetOf } = require('./target.js');

let idp;
beforeAll(async () => {
  idp = await mockIdp();
});
resetEach(() => idp);
const target = targetOf(require('./okta.json'), { follows: false });

test('the account follows', async () => {
  await idp.login('ada').to(target);
  idp.users.ada.rename({ lastName: 'King' });
  const login = await idp.login('ada').to(target);
  expect(login).toUpdateAccount({ lastName: 'King' });
});

test('a forgotten await', () => {
  expect(idp.login('ada').to(target)).toBeLoggedInAs('ada');
});

playScenarios('stories/first.yaml', { target, seed: '7' });
