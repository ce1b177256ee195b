/** Floor 3: `remove-field`: fields that are not sent. */
import type { Operation } from '../operation.js';
import { withFields } from './fields.js';

export const removeField: Operation<'remove-field', 'request'> = {
  stage: 'request',
  describe: ({ name }) => `takes the field ${name} out`,
  apply: (draft, { name }) => withFields(draft, name, () => []),
};
