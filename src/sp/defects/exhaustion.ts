/** Floor 5: SPs that take messages for short, shallow and well-meant; what is too much for them breaks them down. */
import { pbkdf2Sync } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { rootOf, textOf } from '../../xml/query.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { StandinError } from '../../base/errors.js';
import { decrypt } from '../checks/decrypt-assertion.js';
import { descendants } from '../checks/descendants.js';
import { decode, wellFormed } from '../checks/message.js';
import { audience } from '../checks/parties.js';
import { authnStatement } from '../checks/session-limits.js';
import { oneReference, signatureParts } from '../checks/signature-form.js';
import { oneAssertion, schema } from '../checks/structure.js';
import { confirmationMethod, nameIdPresent, recipient } from '../checks/subject.js';
import { breakingDown } from './broken.js';
import type { Defect } from './defect.js';
import { entitiesOf, expanded, withoutDoctype } from './doctype.js';
import { everywhere } from './everywhere.js';
import { laxVerified, RIGHT } from './lax-signature.js';

/** What a small container has left. */
const MEMORY = 4 * 1024 * 1024;

/** How long a text is once its entities are expanded, and those in them. */
function expandedSize(xml: string): number {
  const entities = new Map(entitiesOf(xml).map(({ name, value }) => [name, value]));
  const sizes = new Map<string, number>();
  const sizeOf = (text: string, around: readonly string[]): number => {
    let size = text.length;
    for (const [reference, name = ''] of text.matchAll(/&([\w.-]+);/g)) {
      const value = entities.get(name);
      if (value === undefined || around.includes(name)) continue;
      const known = sizes.get(name) ?? sizeOf(value, [...around, name]);
      sizes.set(name, known);
      size += known - reference.length;
    }
    return size;
  };
  return sizeOf(withoutDoctype(xml), []);
}

/** Expands entities as far as they go. */
const expandingAll: Check = {
  ...wellFormed,
  test(evidence, facts) {
    const xml = known(evidence, 'xml');
    // What would be true of the memory of a small machine, without using that of a large one.
    if (expandedSize(xml) > MEMORY) throw new RangeError('Invalid string length');
    return wellFormed.test({ ...evidence, xml: withoutDoctype(expanded(xml)) }, facts);
  },
};

/** Inflates what is not XML. */
const inflating: Check = {
  ...decode,
  test(evidence, facts) {
    const bytes = Buffer.from(known(evidence, 'encoded'), 'base64');
    if (bytes.includes('<')) {
      const plain = decode.test(evidence, facts);
      if ('passed' in plain) return plain;
    }
    return passed({ xml: inflateRawSync(bytes, { maxOutputLength: MEMORY }).toString('utf8') });
  },
};

const TAG = /<(\/?)[A-Za-z][^>]*?(\/?)>/g;

/** How many elements there are: each calls for those inside it. */
function countByRecursion(xml: string): number {
  const tags = xml.matchAll(TAG);
  const inside = (): number => {
    let count = 0;
    for (let next = tags.next(); next.done !== true; next = tags.next()) {
      const [, closes, empty] = next.value;
      if (closes === '/') return count;
      count += empty === '/' ? 1 : 1 + inside();
    }
    return count;
  };
  return inside();
}

const recursive: Check = {
  ...wellFormed,
  test(evidence, facts) {
    countByRecursion(known(evidence, 'xml'));
    return wellFormed.test(evidence, facts);
  },
};

/** As many attributes as somebody likes. */
const withAnyAttributes: Check = {
  ...wellFormed,
  test(evidence) {
    const limits = { allowDtd: true, maxDepth: 100, maxAttributes: Number.MAX_SAFE_INTEGER };
    try {
      return passed({ root: rootOf(parseXml(known(evidence, 'xml'), limits)) });
    } catch (error) {
      if (error instanceof StandinError) return failed(error.message);
      throw error;
    }
  },
};

/** The longest key that the author has ever seen, in bytes. */
const KEY_BUFFER = 2048;

/** Derives a key from a password as often as the message says. */
const deriving: Check = {
  ...decrypt,
  test(evidence, facts) {
    for (const view of descendants(known(evidence, 'root'))) {
      if (view.local === 'IterationCount') {
        pbkdf2Sync('', 'salt', Number(textOf(view)), 32, 'sha256');
      }
    }
    return decrypt.test(evidence, facts);
  },
};

export const EXHAUSTION: readonly Defect[] = [
  {
    id: 'entities-exhaust',
    title: 'Expands entities as far as they go, until there is no memory left.',
    seenIn: ['CVE-2003-1564', 'parsers of the nineties'],
    rows: { 'no-dtd': null, 'well-formed': expandingAll },
  },
  {
    id: 'inflates-without-limit',
    title: 'Inflates what comes by either binding, whatever becomes of it.',
    seenIn: ['ruby-saml <1.18.0', 'crewjam/saml <0.4.13', 'CVE-2023-28119'],
    rows: { decode: inflating },
    habits: ['reads-query'],
  },
  {
    id: 'recursive-reader',
    title: 'Reads elements by recursion, as deep as they are nested.',
    seenIn: ['recursive descent', 'CVE-2026-50653'],
    rows: { 'well-formed': recursive },
  },
  {
    id: 'any-number-of-attributes',
    title: 'Reads elements with as many attributes as somebody likes.',
    seenIn: ['parsers without a limit'],
    rows: { 'well-formed': withAnyAttributes },
  },
  {
    id: 'key-in-fixed-buffer',
    title: 'Copies the key of KeyInfo into a buffer without asking how long it is.',
    seenIn: ['buffers of a fixed size in C'],
    rows: {
      verified: laxVerified({
        keys(signed, idp) {
          for (const view of everywhere(signed.signature, NAMESPACES.signature, 'Modulus')) {
            Buffer.alloc(KEY_BUFFER).set(Buffer.from(textOf(view), 'base64'));
          }
          return RIGHT.keys(signed, idp);
        },
      }),
    },
  },
  {
    id: 'derives-keys',
    title: 'Derives a key as often as the message says.',
    seenIn: ['PBKDF2 without a limit'],
    rows: { decrypt: deriving },
  },
  {
    id: 'null-pointer',
    title: 'Reads what must be there without asking whether it is.',
    seenIn: ['CVE-2020-7711', 'CVE-2015-0851'],
    rows: {
      schema: breakingDown(schema, (problem) => problem.includes('has no')),
      'one-assertion': breakingDown(oneAssertion),
      'signature-parts': breakingDown(signatureParts),
      'one-reference': breakingDown(oneReference),
      audience: breakingDown(audience),
      'confirmation-method': breakingDown(confirmationMethod),
      recipient: breakingDown(recipient),
      'authn-statement': breakingDown(authnStatement),
      'name-id': breakingDown(nameIdPresent),
    },
  },
];
