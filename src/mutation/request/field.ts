/** Floor 3: `field`: one more field in the form or the URL. */
import type { Operation, RequestField } from '../operation.js';
import { shown } from '../text/shown.js';
import { fieldOf } from './fields.js';

const WORDS = { before: 'before the others', after: 'behind the others', query: 'to the URL' };

export const field: Operation<'field', 'request'> = {
  stage: 'request',
  describe({ name, to = '', copy, where = 'after' }) {
    const value = copy === undefined ? shown(to) : `the value of ${copy}`;
    return `adds the field ${name} with ${value} ${WORDS[where]}`;
  },
  apply(draft, { name, to = '', copy, where = 'after', verbatim }) {
    const value = copy === undefined ? to : fieldOf(draft, copy)[1];
    const added: RequestField = verbatim === undefined ? [name, value] : [name, value, verbatim];
    if (where === 'query') return { ...draft, query: [...draft.query, added] };
    const { fields } = draft;
    return { ...draft, fields: where === 'before' ? [added, ...fields] : [...fields, added] };
  },
};
