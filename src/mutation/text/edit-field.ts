/** Floor 3: `edit-field`: the value of the field, by hand. */
import { UserError } from '../../base/errors.js';
import type { TextOperations } from '../../scenario/mutation/text-operations.js';
import type { Operation } from '../operation.js';
import { shown } from './shown.js';

type Insertion = TextOperations['edit-field']['insert'];

function inserted(value: string, insertion: Insertion): string {
  if (insertion === undefined) return value;
  const { at, text } = insertion;
  if (at > value.length) {
    const message = `The field has ${value.length} characters; nothing can go behind ${at}.`;
    throw new UserError('mutation-impossible', message, { fix: 'Choose a smaller number.' });
  }
  return value.slice(0, at) + text + value.slice(at);
}

export const editField: Operation<'edit-field', 'field'> = {
  stage: 'field',
  describe({ start = '', end = '', insert }) {
    const parts = [
      ...(start === '' ? [] : [`${shown(start)} before the value`]),
      ...(insert === undefined ? [] : [`${shown(insert.text)} behind ${insert.at} characters`]),
      ...(end === '' ? [] : [`${shown(end)} behind the value`]),
    ];
    return parts.length === 0 ? 'leaves the field as it is' : `puts ${parts.join(' and ')}`;
  },
  apply: (draft, { start = '', end = '', insert }) => start + inserted(draft, insert) + end,
};
