/** Floor 5: SPs that look for things in other places than they should, or do not miss them. */
import { NAMESPACES } from '../../saml/names.js';
import type { ResolvedElement } from '../../xml/query.js';
import { known, passed, type Check, type Evidence } from '../checks/check.js';
import { field } from '../checks/message.js';
import { EXACT, readResponse } from '../checks/read-response.js';
import { signedContentBy } from '../checks/signatures.js';
import { read } from '../checks/structure.js';
import { readsVerified } from './dates.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';

/** Of several, the last one counts. */
function lastOf(local: string): (view: ResolvedElement) => ResolvedElement {
  return (view) => {
    const doubled = view.children.filter((child) => child.local === local).slice(0, -1);
    const children = view.children.filter((child) => !doubled.includes(child));
    return { ...view, children: children.map(lastOf(local)) };
  };
}

/** What the message says, read from another tree. */
function readAs(
  change: (root: ResolvedElement) => ResolvedElement,
): Readonly<Record<string, Check>> {
  return {
    read: {
      ...read,
      test: (evidence: Evidence) =>
        passed({ response: readResponse(change(known(evidence, 'root')), EXACT) }),
    },
    'signed-content': signedContentBy(undefined),
  };
}

export const PLACES: readonly Defect[] = [
  {
    id: 'version-assumed',
    title: 'Neither asks for the Version nor misses it.',
    seenIn: ['@node-saml/node-saml 5.1.0', 'samlify 2.13.1'],
    rows: { schema: null, version: null },
  },
  {
    id: 'any-field',
    title: 'Takes the message from the field of whichever protocol there is.',
    seenIn: ['SPs of several protocols at one address'],
    rows: {
      field: {
        ...field,
        test(evidence, facts) {
          const { form } = evidence;
          const values = form['SAMLResponse'] ?? form['wresult'] ?? [];
          return field.test({ ...evidence, form: { ...form, SAMLResponse: values } }, facts);
        },
      },
    },
  },
  {
    id: 'last-conditions',
    title: 'Reads the last of several Conditions.',
    seenIn: ['readers that overwrite'],
    rows: { schema: null, ...readAs(lastOf('Conditions')) },
  },
  {
    id: 'first-name-id-anywhere',
    title: 'Takes the first NameID below the Assertion, wherever it stands.',
    seenIn: ['XPath //NameID'],
    rows: {
      'schema-order': null,
      ...readsVerified({ nameId: (view) => everywhere(view, NAMESPACES.assertion, 'NameID')[0] }),
    },
  },
];
