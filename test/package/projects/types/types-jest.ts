// The global `expect` of @types/jest.
import type { Login } from 'standin';
import { playScenarios } from 'standin/jest';

export async function matchers(login: Login, promised: Promise<Login>): Promise<void> {
  expect(login).toBeLoggedInAs('ada');
  expect(login).not.toCreateAccount({ firstName: 'Ada' });
  await expect(promised).resolves.toBeSignedBy('MIIC', 'both');
}

playScenarios('a.yaml', { target: 'http://localhost:3000' });
