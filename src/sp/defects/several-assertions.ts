/** Floor 5: SPs that take a Response with several Assertions, all of them signed. */
import { NAMESPACES } from '../../saml/names.js';
import { childrenNamed } from '../../xml/query.js';
import { known, passed, type Check } from '../checks/check.js';
import { EXACT, readAssertion, readResponse } from '../checks/read-response.js';
import { signedContentBy } from '../checks/signatures.js';
import { read } from '../checks/structure.js';
import type { Defect } from './defect.js';

/** Assertions may be many, and signed. */
const SEVERAL = {
  'one-assertion': null,
  'signature-places': null,
  'signed-content': signedContentBy(undefined),
} as const;

/** The first Assertion, with what `also` takes from the last. */
function readingLast(also: 'attributes' | 'person'): Check {
  return {
    ...read,
    test(evidence) {
      const root = known(evidence, 'root');
      const response = readResponse(root, EXACT);
      const [first] = response.assertions;
      const last = childrenNamed(root, NAMESPACES.assertion, 'Assertion').at(-1);
      if (first === undefined || last === undefined) return passed({ response });
      const { attributes, nameId } = readAssertion(last);
      const person = also === 'person' && nameId !== undefined ? { nameId } : {};
      const mixed = { ...first, ...person, attributes };
      return passed({ response: { ...response, assertions: [mixed] } });
    },
  };
}

export const SEVERAL_ASSERTIONS: readonly Defect[] = [
  {
    id: 'several-assertions',
    title: 'Takes several Assertions: the name from the first, attributes from the last.',
    seenIn: ['crewjam/saml <0.4.9', 'ruby-saml with several signed Assertions'],
    rows: { ...SEVERAL, read: readingLast('attributes') },
  },
  {
    id: 'person-of-last-assertion',
    title: 'Judges the first of several Assertions, and takes the person from the last.',
    seenIn: ['hand-written loops'],
    rows: { ...SEVERAL, read: readingLast('person') },
  },
];
