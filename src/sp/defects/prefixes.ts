/** Floor 5: SPs that go by prefixes and local names where namespaces are meant. */
import { NAMESPACES } from '../../saml/names.js';
import { isNamed, type ResolvedElement } from '../../xml/query.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { descendants } from '../checks/descendants.js';
import { EXACT, readResponse } from '../checks/read-response.js';
import { signedContentBy } from '../checks/signatures.js';
import { oneAssertion, read } from '../checks/structure.js';
import type { Defect } from './defect.js';
import { SIGNATURE_ANYWHERE } from './wrapping.js';

const { assertion: SAML, protocol: SAMLP, signature: DS } = NAMESPACES;
const OF_PROTOCOL = /^(?:Response|Extensions|Status\w*)$/;

/** Every element in the namespace where its local name belongs. */
function stripped(view: ResolvedElement): ResolvedElement {
  const belongs = OF_PROTOCOL.test(view.local) ? SAMLP : SAML;
  const namespace = view.namespace === DS ? DS : belongs;
  return { ...view, namespace, children: view.children.map(stripped) };
}

/** How the Assertion is written that holds a signature: that is how this SP knows Assertions. */
function signedName(root: ResolvedElement): string | undefined {
  return [...descendants(root)].find(
    (view) =>
      isNamed(view, SAML, 'Assertion') &&
      view.children.some((child) => isNamed(child, DS, 'Signature')),
  )?.element.name;
}

export const PREFIXES: readonly Defect[] = [
  {
    id: 'prefixes-stripped',
    title: 'Verifies by namespace, and reads with the prefixes stripped.',
    seenIn: ['xml2js with stripPrefix', 'saml2-js'],
    rows: {
      'one-assertion': null,
      read: {
        ...read,
        test: (evidence) =>
          passed({ response: readResponse(stripped(known(evidence, 'root')), EXACT) }),
      },
      'signed-content': signedContentBy(undefined),
    },
  },
  {
    id: 'goes-by-prefix',
    title: 'Counts Assertions by the prefix that its IdP writes, and reads them by namespace.',
    seenIn: ['hand-written consumers'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      'one-assertion': {
        ...oneAssertion,
        test(evidence, facts) {
          const root = known(evidence, 'root');
          const name = signedName(root);
          if (name === undefined) return oneAssertion.test(evidence, facts);
          const count = [...descendants(root)].filter(({ element }) => element.name === name);
          return count.length === 1 ? passed() : failed(`there are ${count.length} assertions`);
        },
      } satisfies Check,
    },
  },
];
