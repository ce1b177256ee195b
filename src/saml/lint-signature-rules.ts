/** Floor 2: rules about the form of signatures. Whether they verify needs a key and is asked elsewhere. */
import { attributeOf, childrenNamed, isNamed } from '../xml/query.js';
import type { ResolvedElement } from '../xml/query.js';
import type { LintRule, LintSubject } from './lint-rule.js';
import { when } from './lint-rule.js';
import { NAMESPACES } from './names.js';

const { signature: DSIG } = NAMESPACES;

/** saml-core 5.4.4: enveloped signature and exclusive C14N, with or without comments. */
const TRANSFORMS: readonly string[] = [
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
];

interface Signed {
  readonly parent: ResolvedElement;
  readonly references: readonly ResolvedElement[];
  readonly transforms: readonly string[];
}

function descendants(element: ResolvedElement, local: string): readonly ResolvedElement[] {
  return element.children.flatMap((child) => [
    ...(isNamed(child, DSIG, local) ? [child] : []),
    ...descendants(child, local),
  ]);
}

function signatures({ elements }: LintSubject): readonly Signed[] {
  return elements.flatMap((parent) =>
    childrenNamed(parent, DSIG, 'Signature').map((signature) => {
      const references = childrenNamed(signature, DSIG, 'SignedInfo').flatMap((info) =>
        childrenNamed(info, DSIG, 'Reference'),
      );
      const transforms = references.flatMap((each) => descendants(each, 'Transform'));
      return {
        parent,
        references,
        transforms: transforms.map((each) => attributeOf(each, 'Algorithm') ?? ''),
      };
    }),
  );
}

function isSha1({ element, namespace, local }: ResolvedElement): boolean {
  if (namespace !== DSIG || (local !== 'SignatureMethod' && local !== 'DigestMethod')) return false;
  const algorithm = element.attributes.find(({ name }) => name === 'Algorithm')?.value ?? '';
  return /[#-]sha1$/.test(algorithm);
}

/** The rules, in the order findings are listed. */
export const SIGNATURE_RULES: readonly LintRule[] = [
  {
    rule: 'unsigned',
    severity: 'error',
    clause: 'saml-profiles 4.1.4.5',
    check: ({ facts: { assertions, signed } }) =>
      when(
        assertions.length > 0 && !signed && assertions.some((each) => !each.signed),
        'neither the Response nor the Assertion is signed: anybody can have written it',
      ),
  },
  {
    rule: 'reference-count',
    severity: 'error',
    clause: 'saml-core 5.4.2',
    check: (subject) =>
      signatures(subject).flatMap(({ parent, references }) =>
        when(
          references.length !== 1,
          `the Signature of ${parent.local} has ${references.length} References, not one`,
        ),
      ),
  },
  {
    rule: 'reference-elsewhere',
    severity: 'error',
    clause: 'saml-core 5.4.2',
    check: (subject) =>
      signatures(subject).flatMap(({ parent, references: [reference] }) => {
        if (reference === undefined) return [];
        const uri = attributeOf(reference, 'URI');
        const own = `#${attributeOf(parent, 'ID') ?? ''}`;
        return when(
          uri !== own,
          `the Signature in ${parent.local} covers "${uri ?? ''}", not "${own}": signature wrapping`,
        );
      }),
  },
  {
    rule: 'transform-unexpected',
    severity: 'error',
    clause: 'saml-core 5.4.4',
    check: (subject) =>
      signatures(subject).flatMap(({ parent, transforms }) =>
        transforms
          .filter((algorithm) => !TRANSFORMS.includes(algorithm))
          .map((algorithm) => `the Signature of ${parent.local} uses the transform ${algorithm}`),
      ),
  },
  {
    rule: 'sha1',
    severity: 'warning',
    clause: 'xmldsig-core1 6.1',
    check: ({ elements }) =>
      elements.filter(isSha1).map(({ local }) => `${local} is SHA-1: collisions can be bought`),
  },
];
