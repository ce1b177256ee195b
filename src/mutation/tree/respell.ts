/** Floor 3: `respell`: the same text in other letters. */
import { UserError } from '../../base/errors.js';
import type { TreeOperations } from '../../scenario/mutation/tree-operations.js';
import { editAll, ofText } from '../edit.js';
import type { Operation } from '../operation.js';
import { placesAt } from '../path.js';

type Settings = TreeOperations['respell'];

/** From `!` to `~` there is a wide form of every character, in the same order (Unicode block FF00). */
const WIDE = 0xff01 - 0x21;

const LETTERS: Readonly<Record<NonNullable<Settings['as']>, (value: string) => string>> = {
  upper: (value) => value.toUpperCase(),
  lower: (value) => value.toLowerCase(),
  wide: (value) =>
    value.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + WIDE)),
};

function respelled(value: string, { as, find, with: other = '' }: Settings): string {
  return as === undefined ? value.replaceAll(find ?? '', other) : LETTERS[as](value);
}

export const respell: Operation<'respell', 'tree'> = {
  stage: 'tree',
  describe: ({ at, as, find = '', with: other = '' }) =>
    as === undefined
      ? `writes ${JSON.stringify(other)} for ${JSON.stringify(find)} in ${at}`
      : `writes ${at} in ${as} letters`,
  apply(draft, settings) {
    const { at } = settings;
    const places = placesAt(draft.document, at);
    const seen: { readonly before: string; readonly after: string }[] = [];
    const edit = ofText(places[0]?.attribute, (before) => {
      const after = respelled(before, settings);
      seen.unshift({ before, after });
      return after;
    });
    const document = editAll(draft.document, places, edit);
    if (seen.some(({ before, after }) => before !== after)) return { ...draft, document };
    const shown = JSON.stringify(seen[0]?.before ?? '');
    throw new UserError('mutation-impossible', `respell changes nothing of ${shown} at ${at}.`, {
      fix: 'Look for a text that stands there.',
    });
  },
};
