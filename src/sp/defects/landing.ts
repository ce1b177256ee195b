/** Floor 5: SPs that follow a RelayState wherever it leads. */
import { passed } from '../checks/check.js';
import { landing } from '../checks/policy.js';
import type { Defect } from './defect.js';

export const LANDING: readonly Defect[] = [
  {
    id: 'relay-state-open-redirect',
    title: 'Sends the browser wherever RelayState says.',
    seenIn: ['directus 2026', 'OpenAM <16.1.4', 'mod_auth_mellon <0.18.0'],
    rows: {
      'relay-state': null,
      landing: {
        ...landing,
        test: ({ form }) => passed({ landing: form['RelayState']?.[0] ?? '/' }),
      },
    },
  },
];
