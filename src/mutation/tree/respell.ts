/** Floor 3: `respell`: the same text in other letters. */
import { UserError } from '../../base/errors.js';
import type { TreeOperations } from '../../scenario/mutation/tree-operations.js';
import type { XmlElement } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { editAll, ofElement } from '../edit.js';
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

function respelled(value: string, { at, as, find, with: other = '' }: Settings): string {
  const written = as === undefined ? value.replaceAll(find ?? '', other) : LETTERS[as](value);
  if (written !== value) return written;
  throw new UserError('mutation-impossible', `respell changes nothing of "${value}" at ${at}.`, {
    fix: 'Look for a text that stands there.',
  });
}

function edited(
  element: XmlElement,
  attribute: string | undefined,
  settings: Settings,
): XmlElement {
  const spell = (value: string): string => respelled(value, settings);
  const { attributes, children } = element;
  if (attribute !== undefined) {
    const changed = attributes.map((each) =>
      each.name === attribute ? { ...each, value: spell(each.value) } : each,
    );
    return { ...element, attributes: changed };
  }
  return {
    ...element,
    children: children.map((child) => (child.kind === 'text' ? text(spell(child.text)) : child)),
  };
}

export const respell: Operation<'respell', 'tree'> = {
  stage: 'tree',
  describe: ({ at, as, find = '', with: other = '' }) =>
    as === undefined
      ? `writes ${JSON.stringify(other)} for ${JSON.stringify(find)} in ${at}`
      : `writes ${at} in ${as} letters`,
  apply(draft, settings) {
    const places = placesAt(draft.document, settings.at);
    const edit = ofElement((element) => edited(element, places[0]?.attribute, settings));
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};
