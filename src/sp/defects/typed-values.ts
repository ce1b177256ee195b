/** Floor 5: SPs that act upon the types of values, and look their prefixes up in the message. */
import { declaredPrefix } from '../../xml/names.js';
import { text } from '../../xml/node.js';
import { textOf, type ResolvedElement } from '../../xml/query.js';
import { known, passed } from '../checks/check.js';
import { EXACT, readResponse } from '../checks/read-response.js';
import { signedContentBy } from '../checks/signatures.js';
import { read } from '../checks/structure.js';
import type { Defect } from './defect.js';

type Namespaces = ReadonlyMap<string, string>;

function isQName({ element }: ResolvedElement): boolean {
  return element.attributes.some(
    ({ name, value }) => name.endsWith(':type') && value.endsWith(':QName'),
  );
}

/** The tree with values of the type QName as what their prefix stands for: the end of the namespace name. */
function qualified(view: ResolvedElement, around: Namespaces): ResolvedElement {
  const own = view.element.attributes.flatMap(({ name, value }): [string, string][] => {
    const prefix = declaredPrefix(name);
    return prefix === undefined ? [] : [[prefix, value]];
  });
  const namespaces = new Map([...around, ...own]);
  if (isQName(view)) {
    const uri = namespaces.get(textOf(view).trim().split(':')[0] ?? '') ?? '';
    return { ...view, element: { ...view.element, children: [text(uri.split(':').at(-1) ?? '')] } };
  }
  return { ...view, children: view.children.map((child) => qualified(child, namespaces)) };
}

export const TYPED_VALUES: readonly Defect[] = [
  {
    id: 'qualified-values',
    title: 'Takes a value of the type QName for the namespace that its prefix is bound to.',
    seenIn: ['data binding by schema types'],
    rows: {
      read: {
        ...read,
        test: (evidence) =>
          passed({ response: readResponse(qualified(known(evidence, 'root'), new Map()), EXACT) }),
      },
      'signed-content': signedContentBy(undefined),
    },
  },
];
