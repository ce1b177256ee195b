import type { Login } from 'standin';
import { playScenarios, resetEach } from 'standin/vitest';
import { expect } from 'vitest';

export async function matchers(login: Login, promised: Promise<Login>): Promise<void> {
  expect(login).toBeLoggedInAs('ada');
  expect(login).not.toCreateAccount({ firstName: 'Ada', roles: ['admin'] });
  expect(login).toBeRefusedByIdp({ reason: 'user-deactivated', code: 'AADSTS50057' });
  expect(login).toHaveAttribute('groups', ['Engines']);
  expect.soft(login).toHaveDrift([]);
  await expect(promised).resolves.toBeSignedBy('MIIC', 'both');
}

playScenarios(['a.yaml', 'standin:lifecycle'], { target: 'http://localhost:3000', idp: 'okta' });
playScenarios('a.yaml', { target: { app: (_, response) => response.end(), session: '/me' } });
resetEach({ reset: () => Promise.resolve(), close: () => Promise.resolve() });
