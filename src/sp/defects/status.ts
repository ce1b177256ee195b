/** Floor 5: SPs that find success where there is none. */
import { STATUS_CODES } from '../../saml/names.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { status } from '../checks/structure.js';
import type { Defect } from './defect.js';

function statusThat(isGood: (codes: readonly string[]) => boolean): Check {
  return {
    ...status,
    test: (evidence) =>
      isGood(known(evidence, 'response').status) ? passed() : failed('the login failed'),
  };
}

export const STATUS: readonly Defect[] = [
  {
    id: 'status-ends-with-success',
    title: 'Asks only whether the status contains "success".',
    seenIn: ['endsWith checks'],
    rows: { status: statusThat((codes) => /success/i.test(codes[0] ?? '')) },
  },
  {
    id: 'status-any-code',
    title: 'Looks for Success among all status codes.',
    seenIn: ['descendant searches'],
    rows: { schema: null, status: statusThat((codes) => codes.includes(STATUS_CODES.success)) },
  },
  {
    id: 'status-optional',
    title: 'Takes a message without status for a successful one.',
    seenIn: ['hand-written consumers'],
    rows: {
      schema: null,
      status: statusThat((codes) => (codes[0] ?? '') === '' || codes[0] === STATUS_CODES.success),
    },
  },
];
