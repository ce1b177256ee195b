/** Floor 5: SPs that read more than one kind of message, or one more than once. */
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { isNamed, rootOf, type ResolvedElement } from '../../xml/query.js';
import { known, passed, type Check } from '../checks/check.js';
import { decryptBy } from '../checks/decrypt-assertion.js';
import { decode, field, wellFormed } from '../checks/message.js';
import { EXACT } from '../checks/read-response.js';
import { signedContentBy } from '../checks/signatures.js';
import { readBy } from '../checks/structure.js';
import { TRUSTED } from './decryption.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { SIGNATURE_ANYWHERE } from './wrapping.js';

const BASE64 = /^[A-Za-z0-9+/\s]+=*\s*$/;

/** A row that decodes in its own way. */
function decoding(read: (encoded: string) => string): Check {
  return { ...decode, test: (evidence) => passed({ xml: read(known(evidence, 'encoded')) }) };
}

function plainly(encoded: string): string {
  return Buffer.from(encoded, 'base64').toString('utf8');
}

/** As often as it looks like base64. */
function again(encoded: string): string {
  const text = plainly(encoded);
  return BASE64.test(text) ? plainly(text) : text;
}

const PROTOCOL_NAMES: ReadonlySet<string> = new Set([
  'Response',
  'Status',
  'StatusCode',
  'Extensions',
]);

/** The tree by local names: whatever is called like an element of SAML is one. */
function byLocalName(view: ResolvedElement): ResolvedElement {
  const ours = PROTOCOL_NAMES.has(view.local) ? NAMESPACES.protocol : NAMESPACES.assertion;
  const namespace = view.namespace === NAMESPACES.signature ? view.namespace : ours;
  return { ...view, namespace, children: view.children.map(byLocalName) };
}

const localNames: Check = {
  ...wellFormed,
  test(evidence, facts) {
    const result = wellFormed.test(evidence, facts);
    if ('failed' in result || result.passed.root === undefined) return result;
    return passed({ root: byLocalName(result.passed.root) });
  },
};

/** Entities of the internal subset, by name. */
function entitiesIn(xml: string): readonly (readonly [name: string, value: string])[] {
  const declared = xml.matchAll(/<!ENTITY\s+([\w.-]+)\s+(?:"([^"<&]*)"|'([^'<&]*)')\s*>/g);
  return [...declared].map(([, name = '', one, other]) => [name, one ?? other ?? '']);
}

/** The message without its DOCTYPE, with the entities expanded or left out. */
function withEntities(xml: string, write: (value: string) => string): string {
  const body = xml.replace(/<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/, '');
  return entitiesIn(xml).reduce(
    (text, [name, value]) => text.replaceAll(`&${name};`, write(value)),
    body,
  );
}

/** What is verified has its entities expanded, what is read has `kept` of them. */
function expanding(kept: (value: string) => string): Check {
  return {
    ...wellFormed,
    test(evidence, facts) {
      const raw = known(evidence, 'xml');
      const xml = withEntities(raw, (value) => value);
      const result = wellFormed.test({ ...evidence, xml }, facts);
      if ('failed' in result) return result;
      return passed({ xml, root: rootOf(parseXml(withEntities(raw, kept))) });
    },
  };
}

const ownAssertion = {
  ...EXACT,
  assertions: (root: ResolvedElement): readonly ResolvedElement[] =>
    isNamed(root, NAMESPACES.assertion, 'Assertion') ? [root] : EXACT.assertions(root),
};

export const MESSAGES: readonly Defect[] = [
  {
    id: 'double-decode',
    title: 'Decodes base64 as often as it looks like base64.',
    seenIn: ['hand-written consumers'],
    rows: { decode: decoding(again) },
  },
  {
    id: 'last-field-wins',
    title: 'Takes the last of several fields of one name.',
    seenIn: ['form parsers'],
    rows: {
      'one-message': null,
      field: {
        ...field,
        test(evidence, facts) {
          const last = evidence.form['SAMLResponse']?.at(-1);
          return last === undefined ? field.test(evidence, facts) : passed({ encoded: last });
        },
      },
    },
  },
  {
    id: 'bare-assertion-root',
    title: 'Takes an Assertion that stands alone for a Response.',
    seenIn: ['@boxyhq/saml20 1.15.2'],
    rows: {
      schema: null,
      status: null,
      destination: null,
      read: readBy(ownAssertion),
      'signed-content': signedContentBy(ownAssertion),
    },
  },
  {
    id: 'any-root',
    title: 'Takes any root for a Response, such as a LogoutResponse.',
    seenIn: ['@boxyhq/saml20 1.15.2', 'passport-saml-encrypted 0.1.13'],
    rows: { schema: null },
  },
  {
    id: 'local-name-only',
    title: 'Finds elements by their local names, whatever namespace they are in.',
    seenIn: ["//*[local-name()='Assertion']"],
    rows: {
      ...SIGNATURE_ANYWHERE,
      schema: null,
      'well-formed': localNames,
      read: readBy({
        ...EXACT,
        assertions: (root) => everywhere(root, NAMESPACES.assertion, 'Assertion'),
      }),
    },
  },
  {
    id: 'expands-entities',
    title: 'Expands the entities that the message declares.',
    seenIn: ['libxml2 with entities', 'pysaml2 <=4.4.0'],
    rows: { 'no-dtd': null, 'well-formed': expanding((value) => value) },
  },
  {
    id: 'entities-dropped',
    title: 'Verifies entities expanded, and reads names without them.',
    seenIn: ['XMLTooling-C <1.6.4', 'CVE-2018-0486'],
    rows: {
      'no-dtd': null,
      'well-formed': expanding(() => ''),
      'signed-content': signedContentBy(undefined),
    },
  },
  {
    id: 'encrypted-means-trusted',
    title: 'Takes what is encrypted to it for signed.',
    seenIn: ['keycloak 2026', 'GitHub Enterprise Server <3.9.15'],
    rows: { 'signature-present': TRUSTED },
  },
  {
    id: 'accepts-cbc-unsigned',
    title: 'Decrypts CBC for everybody: whoever asks often enough can read and write ciphertexts.',
    seenIn: ['simplesamlphp <1.8.2', 'most users of CBC'],
    rows: { decrypt: decryptBy({ mayUseCbc: () => true }) },
  },
];
