/** Floor 3: `split`: a part of a text becomes something that readers overlook. */
import { UserError } from '../../base/errors.js';
import type { XmlDocument, XmlNode } from '../../xml/node.js';
import { element, text } from '../../xml/node.js';
import { editAt, nodeAt } from '../edit.js';
import type { Operation } from '../operation.js';
import { nodesAt, type Place } from '../path.js';

type Kind = 'comment' | 'comment-before' | 'cdata' | 'instruction' | 'element';

const PIECES: Readonly<Record<Kind, (part: string) => readonly XmlNode[]>> = {
  comment: (part) => [text(part), { kind: 'comment', text: '' }],
  'comment-before': (part) => [{ kind: 'comment', text: '' }, text(part)],
  cdata: (part) => [{ kind: 'cdata', text: part }],
  // A canonicaliser that renders the data as text gives the same bytes as before.
  instruction: (part) => [{ kind: 'instruction', target: 'x', data: part }],
  element: (part) => [element('x', [], [part])],
};

const WORDS: Readonly<Record<Kind, (part: string) => string>> = {
  comment: (part) => `puts a comment behind ${part}`,
  'comment-before': (part) => `puts a comment before ${part}`,
  cdata: (part) => `makes a CDATA section of ${part}`,
  instruction: (part) => `makes a processing instruction of ${part}`,
  element: (part) => `makes an element of ${part}`,
};

function pieces(whole: string, part: string, kind: Kind): readonly XmlNode[] {
  const at = whole.indexOf(part);
  const around = [whole.slice(0, at), whole.slice(at + part.length)].map((each) =>
    each === '' ? [] : [text(each)],
  );
  return [...(around[0] ?? []), ...PIECES[kind](part), ...(around[1] ?? [])];
}

/** The text itself, or what stands right in the element. */
function textsAt(document: XmlDocument, place: Place): readonly Place[] {
  const node = nodeAt(document, place);
  if (node.kind !== 'element') return [place];
  return node.children.map((_, index) => ({ steps: [...place.steps, index] }));
}

export const split: Operation<'split', 'tree'> = {
  stage: 'tree',
  describe: ({ at, part, as }) => `${WORDS[as](JSON.stringify(part))} in ${at}`,
  apply(draft, { at, part, as }) {
    const { document } = draft;
    for (const place of nodesAt(document, at).flatMap((each) => textsAt(document, each))) {
      const node = nodeAt(document, place);
      if (node.kind !== 'text' || !node.text.includes(part)) continue;
      return { ...draft, document: editAt(document, place, () => pieces(node.text, part, as)) };
    }
    throw new UserError('mutation-impossible', `No text at ${at} holds ${JSON.stringify(part)}.`, {
      fix: 'standin mint prints the message as it is.',
    });
  },
};
