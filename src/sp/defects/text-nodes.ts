/** Floor 5: SPs that take one piece of an element's text for all of it. */
import type { XmlNode } from '../../xml/node.js';
import type { ResolvedElement } from '../../xml/query.js';
import type { Check } from '../checks/check.js';
import { EXACT, type Reading } from '../checks/read-response.js';
import { signedContentBy } from '../checks/signatures.js';
import { readBy } from '../checks/structure.js';
import type { Defect } from './defect.js';

/** The rows of an SP that checks signatures well, and then reads the message as it came in its own way. */
export function readsMessage(reading: Partial<Reading>): Readonly<Record<string, Check>> {
  return {
    read: readBy({ ...EXACT, ...reading }),
    'signed-content': signedContentBy(undefined),
  };
}

function textOf(node: XmlNode | undefined): string {
  return node?.kind === 'text' || node?.kind === 'cdata' ? node.text : '';
}

function pieces({ element }: ResolvedElement): readonly XmlNode[] {
  return element.children.filter(({ kind }) => kind === 'text' || kind === 'cdata');
}

/** An element up to the first comment, instruction or CDATA section in it. */
export const FIRST_TEXT: Pick<Reading, 'text'> = { text: (view) => textOf(pieces(view)[0]) };

/** SPs that read text in four ways of their own. */
export const TEXT_NODES: readonly Defect[] = [
  {
    id: 'first-text-node',
    title: 'Reads an element up to the first comment, instruction or CDATA section in it.',
    seenIn: ['CVE-2017-11427', 'CVE-2017-11428', 'CVE-2018-0489', 'CVE-2018-7340', 'samlify 2.9.1'],
    rows: readsMessage(FIRST_TEXT),
  },
  {
    id: 'last-text-node',
    title: 'Reads an element from the last comment, instruction or CDATA section in it.',
    seenIn: ['samlify 2.9.1'],
    rows: readsMessage({ text: (view) => textOf(pieces(view).at(-1)) }),
  },
  {
    id: 'cdata-dropped',
    title: 'Leaves CDATA sections out of the text of an element.',
    seenIn: ['samlify 2.9.1'],
    rows: readsMessage({
      text: (view) =>
        pieces(view)
          .map((node) => (node.kind === 'cdata' ? '' : textOf(node)))
          .join(''),
    }),
  },
  {
    id: 'instruction-dropped',
    title:
      'Verifies instructions as the text that xml-crypto makes of them, and reads the message without them.',
    seenIn: ['@node-saml/node-saml 5.0.1', 'passport-saml 3.2.1', '@boxyhq/saml20 1.7.0'],
    rows: { ...readsMessage({}), 'no-instructions': null },
  },
];
