/** Floor 3: `relay-state`: another RelayState (saml-bindings 3.5.3), or one where there is none. */
import { UserError } from '../../base/errors.js';
import type { Operation } from '../operation.js';
import { shown } from '../text/shown.js';
import { fieldsOf, withFields } from './fields.js';

const NAME = 'RelayState';
/** In characters. */
const LONGEST = 50_000_000;

function repeated(text: string, times: number): string {
  if (text.length * times <= LONGEST) return text.repeat(times);
  throw new UserError(
    'value-invalid',
    `The RelayState would be longer than ${LONGEST} characters.`,
    {
      fix: 'Repeat it less often.',
    },
  );
}

export const relayState: Operation<'relay-state', 'request'> = {
  stage: 'request',
  describe: ({ to, times = 1 }) =>
    `sends ${shown(to)}${times === 1 ? '' : ` ${times} times`} as the RelayState`,
  apply(draft, { to, times = 1 }) {
    const value = repeated(to, times);
    if (!fieldsOf(draft).some(([name]) => name === NAME)) {
      return { ...draft, fields: [...draft.fields, [NAME, value]] };
    }
    return withFields(draft, NAME, () => [[NAME, value]]);
  },
};
