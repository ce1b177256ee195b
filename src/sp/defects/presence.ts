/** Floor 5: SPs that do without a signature. */
import { childrenNamed, type ResolvedElement } from '../../xml/query.js';
import { NAMESPACES } from '../../saml/names.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { signaturePresent } from '../checks/signatures.js';
import type { Defect } from './defect.js';

/** A Signature in its place, whatever the profile demands. @param is - how one is known */
function presentBy(is: (view: ResolvedElement) => boolean): Check {
  return {
    ...signaturePresent,
    test(evidence) {
      const root = known(evidence, 'root');
      const [assertion] = childrenNamed(root, NAMESPACES.assertion, 'Assertion');
      const children = [root, assertion].flatMap((view) => view?.children ?? []);
      return children.some(is) ? passed() : failed('nothing is signed');
    },
  };
}

/** What holds a signature to its one form. */
const FORM = {
  'signature-algorithm': null,
  'signature-comments': null,
  'signature-children': null,
  'signature-parts': null,
  'one-reference': null,
  'reference-uri': null,
  transforms: null,
  canonicalisation: null,
} as const;

export const PRESENCE: readonly Defect[] = [
  {
    id: 'signature-optional',
    title: 'Verifies a signature where there is one, and accepts a message without.',
    seenIn: ['passport-saml-encrypted 0.1.13', 'CVE-2026-89042', 'CVE-2026-28323'],
    rows: { 'signature-present': null },
  },
  {
    id: 'signature-unverified',
    title: 'Asks whether there is a signature, and never whether it verifies.',
    seenIn: ['OneUptime CVE-2026-34840'],
    rows: { ...FORM, 'signature-verifies': null, 'signed-content': null },
  },
  {
    id: 'signature-by-name',
    title: 'Asks for a Signature by its local name, and verifies those of the right namespace.',
    seenIn: ['hand-written SPs'],
    rows: { 'signature-present': presentBy(({ local }) => local === 'Signature') },
  },
  {
    id: 'either-signature',
    title: 'Is content with a signed Response, though its metadata demands signed assertions.',
    seenIn: ['policy'],
    rows: {
      'signature-present': presentBy(
        ({ local, namespace }) => local === 'Signature' && namespace === NAMESPACES.signature,
      ),
    },
  },
];
