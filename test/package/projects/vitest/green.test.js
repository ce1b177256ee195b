import { mockIdp } from 'standin';
import { playScenarios, resetEach } from 'standin/vitest';
import { describe, expect, test } from 'vitest';
import { targetOf } from './target.js';

const idp = await mockIdp();
resetEach(idp);
const target = targetOf(idp, { follows: true });

describe('matchers', () => {
  test('a first login', async () => {
    const login = await idp.login('ada').to(target);
    expect(login).toBeLoggedInAs('ada');
    expect(login).toCreateAccount();
    expect(login).toBeSignedBy(idp);
    expect(login).toHaveAttribute('email', login.account.email);
    expect(login).not.toBeRefusedBySp();
  });

  test('a person who has left', async () => {
    await idp.login('ada').to(target);
    idp.users.ada.deactivate();
    const login = await idp.login('ada').to(target);
    expect(login).toBeRefusedByIdp('user-deactivated');
    expect(login).toLeaveAccountUnchanged();
  });

  test('a message that has expired', async () => {
    const login = await idp.login('ada').with({ notOnOrAfter: '-10m' }).to(target);
    expect(login).toBeRefusedBySp();
    expect(login).not.toCreateAccount();
  });

  test('a promise resolves to a login', async () => {
    await expect(idp.login('ada').to(target)).resolves.toBeLoggedInAs('ada');
  });
});

playScenarios('stories/*.yaml', { target });
