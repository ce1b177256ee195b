/** Floor 3: `repeat-text`: a text many times, for size and depth. */
import { UserError } from '../../base/errors.js';
import type { Operation } from '../operation.js';
import { missing } from './missing.js';
import { shown } from './shown.js';

/** In characters: four times what anybody should ever take. */
const LONGEST = 200_000_000;
const COUNTER = '$n';

function bulk(text: string, times: number, numberAt: (index: number) => number): string {
  if (text.length * times > LONGEST) {
    throw new UserError(
      'value-invalid',
      `repeat-text would write more than ${LONGEST} characters.`,
      {
        fix: 'Repeat it less often.',
      },
    );
  }
  if (!text.includes(COUNTER)) return text.repeat(times);
  const pieces = Array.from({ length: times }, (_, index) =>
    text.replaceAll(COUNTER, String(numberAt(index))),
  );
  return pieces.join('');
}

export const repeatText: Operation<'repeat-text', 'text'> = {
  stage: 'text',
  describe: ({ after, text, times }) =>
    `writes ${shown(text)} ${times} times behind ${shown(after)}`,
  apply(draft, { after, text, times, close = '' }) {
    const at = draft.indexOf(after);
    if (at < 0) throw missing(after);
    const end = at + after.length;
    const opened = bulk(text, times, (index) => index + 1);
    const closed = bulk(close, times, (index) => times - index);
    return draft.slice(0, end) + opened + closed + draft.slice(end);
  },
};
