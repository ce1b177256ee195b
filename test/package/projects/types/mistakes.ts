// Every numbered line is a mistake that the compiler must find.
import type { Login, MockIdp } from 'standin';
import { playScenarios } from 'standin/vitest';
import { expect } from 'vitest';

export function matchers(login: Login, idp: MockIdp<'ada'>): void {
  idp.users.bob.deactivate(); // 1: nobody of that name
  expect(login).toBeRefusedByIdp('user-deactivatd'); // 2: no reason of an IdP
  expect(login).toBeLoggedInAs(); // 3: a handle is missing
  expect(login).toBeSignedBy(idp, 'envelope'); // 4: nothing that is signed
}

playScenarios('a.yaml', { idp: 'otka' }); // 5: no such IdP
