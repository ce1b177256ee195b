/** Floor 9: the people of a mock IdP that was told of none. */
import type { UserSeed } from '../scenario/scenario.js';
import { addressOf } from './person-seed.js';

/** The handles of the people who are always there. */
export type CastHandle = 'ada' | 'grace' | 'alan' | 'katherine';

const PEOPLE: Readonly<Record<CastHandle, Omit<UserSeed, 'email'>>> = {
  ada: { firstName: 'Ada', lastName: 'Lovelace', groups: ['Engineering', 'Admins'] },
  grace: { firstName: 'Grace', lastName: 'Hopper', groups: ['Engineering'] },
  alan: { firstName: 'Alan', lastName: 'Turing', groups: ['Research'] },
  katherine: { firstName: 'Katherine', lastName: 'Johnson', groups: ['Research'] },
};

/**
 * The people who are always there. They are known to be right: the schemas, whose first use costs most of what a mock
 * IdP costs, are not asked.
 *
 * @param tenant - the tenant's name, for the addresses
 */
export function castOf(tenant: string): Readonly<Record<string, UserSeed>> {
  return Object.fromEntries(
    Object.entries(PEOPLE).map(([handle, seed]) => [
      handle,
      { email: addressOf(handle, tenant), ...seed },
    ]),
  );
}
