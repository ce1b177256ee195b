import { mockIdp } from 'standin';
import { playScenarios, resetEach } from 'standin/vitest';
import { expect, test } from 'vitest';
import { targetOf } from './target.js';

const idp = await mockIdp();
resetEach(idp);
const target = targetOf(idp, { follows: false });

test('the account follows', async () => {
  await idp.login('ada').to(target);
  idp.users.ada.rename({ lastName: 'King' });
  const login = await idp.login('ada').to(target);
  expect(login).toUpdateAccount({ lastName: 'King' });
});

test('a forgotten await', () => {
  expect(idp.login('ada').to(target)).toBeLoggedInAs('ada');
});

test('a forgotten app', () => {
  expect(idp.login('ada')).not.toBeLoggedInAs('ada');
});

playScenarios('stories/first.yaml', { target, seed: '7' });
