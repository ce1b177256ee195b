/** Floor 5: SPs that read more, or less, than the text of an element. */
import type { XmlNode } from '../../xml/node.js';
import { textOf, type ResolvedElement } from '../../xml/query.js';
import { NAMESPACES } from '../../saml/names.js';
import { noInstructions } from '../checks/signature-form.js';
import { breakingDown } from './broken.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { laxVerified } from './lax-signature.js';
import { readsVerified } from './dates.js';
import { readsMessage } from './text-nodes.js';

function dataOf(node: XmlNode | undefined): string | undefined {
  return node?.kind === 'instruction' ? node.data : undefined;
}

/** The text of the last element in the last element, as far down as there are any. */
function innermost(view: ResolvedElement): string {
  const last = view.children.at(-1);
  return last === undefined ? textOf(view) : innermost(last);
}

export const INSTRUCTIONS: readonly Defect[] = [
  {
    id: 'instruction-as-text',
    title: 'Reads an element from its first node, be it an instruction.',
    seenIn: ['firstChild.nodeValue'],
    rows: {
      ...readsMessage({ text: (view) => dataOf(view.element.children[0]) ?? textOf(view) }),
      'no-instructions': null,
      verified: laxVerified({}),
    },
  },
  {
    id: 'instruction-breaks-down',
    title: 'Breaks down at an instruction.',
    seenIn: ['InvalidCastException: XProcessingInstruction to XElement'],
    rows: { 'no-instructions': breakingDown(noInstructions) },
  },
  {
    id: 'innermost-text',
    title: 'Reads the text of the innermost element.',
    seenIn: ['python3-saml with nested NameID values'],
    rows: { schema: null, ...readsVerified({ text: innermost }) },
  },
  {
    id: 'last-of-doubled',
    title: 'Takes the last NameID of the last Subject, and asks no schema.',
    seenIn: ['readers that overwrite'],
    rows: {
      schema: null,
      'schema-order': null,
      ...readsVerified({
        nameId: (assertion) => everywhere(assertion, NAMESPACES.assertion, 'NameID').at(-1),
      }),
    },
  },
];
