/** Floor 9: the people of a mock IdP that was told of none. */
import type { PersonSeed } from './person-seed.js';

/** The handles of the people who are always there. */
export type CastHandle = 'ada' | 'grace' | 'alan' | 'katherine';

/** The people who are always there. */
export const CAST: Readonly<Record<CastHandle, PersonSeed>> = {
  ada: { firstName: 'Ada', lastName: 'Lovelace', groups: ['Engineering', 'Admins'] },
  grace: { firstName: 'Grace', lastName: 'Hopper', groups: ['Engineering'] },
  alan: { firstName: 'Alan', lastName: 'Turing', groups: ['Research'] },
  katherine: { firstName: 'Katherine', lastName: 'Johnson', groups: ['Research'] },
};
