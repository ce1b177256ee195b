/** Floor 5: SPs that canonicalise in a way of their own. */
import { StandinError } from '../../base/errors.js';
import { textOf, type ResolvedElement } from '../../xml/query.js';
import { known } from '../checks/check.js';
import { wellFormed } from '../checks/message.js';
import type { Defect } from './defect.js';
import {
  algorithmOf,
  canonical,
  covered,
  laxVerified,
  RIGHT,
  transformsOf,
  type Dereferenced,
} from './lax-signature.js';
import { FIRST_TEXT, readsMessage } from './text-nodes.js';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

/** What canonicalisation gives, or nothing. */
function orNothing(canonicalise: () => string): string {
  try {
    return canonicalise();
  } catch (error) {
    if (error instanceof StandinError) return '';
    throw error;
  }
}

/** SignedInfo by the usual method, unless it asks for the other one. */
function assumed(info: ResolvedElement, root: ResolvedElement): string {
  const method = algorithmOf(info, 'CanonicalizationMethod');
  return canonical(root, info.element, method === INCLUSIVE ? INCLUSIVE : EXCLUSIVE);
}

/** Enveloped and canonicalised, whatever the transforms say. */
function asUsual(one: Dereferenced): string {
  const { root, target, signature, reference } = one;
  return transformsOf(reference).length > 0
    ? covered(one, target.element, signature.element)
    : canonical(root, target.element, EXCLUSIVE, signature.element);
}

export const CANONICAL_FORMS: readonly Defect[] = [
  {
    id: 'void-signed-info',
    title: 'Takes what has no canonical form for nothing, SignedInfo included.',
    seenIn: ['ruby-saml <1.18.0', 'CVE-2025-66568'],
    rows: {
      verified: laxVerified({
        digested: (one) => orNothing(() => RIGHT.digested(one)),
        octets: (info, signed) => orNothing(() => RIGHT.octets(info, signed)),
      }),
      'signed-content': null,
    },
  },
  {
    id: 'canonicalisation-assumed',
    title: 'Assumes the usual canonicalisation where SignedInfo names none that it knows.',
    seenIn: ['hand-written verifiers'],
    rows: {
      'signature-parts': null,
      canonicalisation: null,
      verified: laxVerified({ octets: (info, { root }) => assumed(info, root) }),
    },
  },
  {
    id: 'transforms-assumed',
    title: 'Assumes an enveloped signature, whatever its transforms say.',
    seenIn: ['hand-written verifiers'],
    rows: {
      'signature-parts': null,
      transforms: null,
      verified: laxVerified({ digested: asUsual }),
    },
  },
  {
    id: 'with-comments-allowed',
    title: 'Allows the methods with comments, and reads text up to the first comment.',
    seenIn: ['python-saml <2.4.0', 'CVE-2017-11427'],
    rows: {
      ...readsMessage(FIRST_TEXT),
      transforms: null,
      canonicalisation: null,
    },
  },
  {
    id: 'white-space-stripped',
    title: 'Strips white space from text before it verifies.',
    seenIn: ['parsers that are told to trim'],
    rows: {
      'well-formed': {
        ...wellFormed,
        test(evidence, facts) {
          const xml = known(evidence, 'xml').replaceAll(
            />\s*([^<\s](?:[^<]*[^<\s])?)\s*</g,
            '>$1<',
          );
          const result = wellFormed.test({ ...evidence, xml }, facts);
          return 'failed' in result ? result : { passed: { ...result.passed, xml } };
        },
      },
    },
  },
  {
    id: 'first-line-only',
    title: 'Reads text up to the end of its first line.',
    seenIn: ['regular expressions with ^ and $'],
    rows: readsMessage({ text: (view) => textOf(view).split(/[\r\n]/)[0] ?? '' }),
  },
];
