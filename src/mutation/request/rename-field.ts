/** Floor 3: `rename-field`: the same value under another name, or under another spelling of its name. */
import type { Operation, RequestField } from '../operation.js';
import { withFields } from './fields.js';

function renamed([, value, verbatim]: RequestField, to: string, spelled: boolean): RequestField {
  const valueIsSpelled = verbatim === 'value' || verbatim === 'both';
  if (spelled) return [to, value, valueIsSpelled ? 'both' : 'name'];
  return valueIsSpelled ? [to, value, 'value'] : [to, value];
}

export const renameField: Operation<'rename-field', 'request'> = {
  stage: 'request',
  describe: ({ name, to }) => `sends the field ${name} as ${to}`,
  apply: (draft, { name, to, verbatim = false }) =>
    withFields(draft, name, (field) => [renamed(field, to, verbatim)]),
};
