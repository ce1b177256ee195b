/** Floor 5: SPs that decode what nobody writes, or break down at it. */
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { rootOf } from '../../xml/query.js';
import { failed, known, passed, type Check, type Evidence } from '../checks/check.js';
import { decode, field, noDtd, wellFormed } from '../checks/message.js';
import { EXACT, readResponse } from '../checks/read-response.js';
import { signedContent } from '../checks/signatures.js';
import { oneAssertion, readBy } from '../checks/structure.js';
import { breakingDown } from './broken.js';
import { decodedAsDeclared } from './declared-encodings.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { SIGNATURE_ANYWHERE } from './wrapping.js';

function bytesOf(evidence: Evidence): Buffer {
  return Buffer.from(known(evidence, 'encoded'), 'base64');
}

/** A row that makes a text of the bytes in its own way. */
function decoding(read: (bytes: Buffer) => string): Check {
  return { ...decode, test: (evidence) => passed({ xml: read(bytesOf(evidence)) }) };
}

const AS_DECLARED: Check = decoding(decodedAsDeclared);

/** Looks for a DOCTYPE in the bytes as they came. */
const dtdInBytes: Check = {
  ...noDtd,
  test: (evidence) =>
    bytesOf(evidence).includes('<!DOCTYPE') ? failed('the message has a DOCTYPE') : passed(),
};

/** Counts Assertions in the bytes as they came. */
const countedInBytes: Check = {
  ...oneAssertion,
  test(evidence) {
    const { length: count } =
      bytesOf(evidence)
        .toString('latin1')
        .match(/<(?:\w+:)?Assertion[ >]/g) ?? [];
    return count > 1 ? failed(`the message has ${count} assertions`) : passed();
  },
};

/** Java's decoder for base64 without line ends. */
const pure: Check = {
  ...decode,
  test(evidence, facts) {
    if (/^[A-Za-z0-9+/]*={0,2}$/.test(known(evidence, 'encoded'))) {
      return decode.test(evidence, facts);
    }
    throw new TypeError('illegal base64 character');
  },
};

/** References to what is no character, left out. */
const withoutNonsense: Check = {
  ...wellFormed,
  test(evidence, facts) {
    const xml = known(evidence, 'xml').replace(/&#x(?:D[89A-F]..|FFF[EF]);/gi, '');
    const result = wellFormed.test({ ...evidence, xml }, facts);
    return 'failed' in result ? result : passed({ ...result.passed, xml });
  },
};

/** The message that is verified, and the one that is read. */
interface Two {
  readonly verified: string | undefined;
  readonly read: string | undefined;
}

/** Rows of an SP whose verifier and whose reader take different messages of one form. */
function twoMessages(
  both: (form: Evidence['form']) => Two,
): Readonly<Record<string, Check | null>> {
  return {
    'one-message': null,
    field: {
      ...field,
      test(evidence, facts) {
        const { verified } = both(evidence.form);
        return verified === undefined ? field.test(evidence, facts) : passed({ encoded: verified });
      },
    },
    'signed-content': {
      ...signedContent,
      test(evidence, facts) {
        const result = signedContent.test(evidence, facts);
        const { read } = both(evidence.form);
        if ('failed' in result || read === undefined) return result;
        const xml = Buffer.from(read, 'base64').toString('utf8');
        const response = readResponse(rootOf(parseXml(xml)));
        const [assertion = known(evidence, 'assertion')] = response.assertions;
        return passed({ response, assertion });
      },
    },
  };
}

function valuesIn(form: Evidence['form']): readonly string[] {
  return form['SAMLResponse'] ?? [];
}

/** The values of every field whose name is alike, in order. */
function valuesAlike(form: Evidence['form']): readonly string[] {
  return Object.entries(form).flatMap(([name, values]) =>
    name.toLowerCase().replace(/\[\]$/, '') === 'samlresponse' ? values : [],
  );
}

function documentsIn(form: Evidence['form']): readonly string[] {
  const texts = (valuesIn(form)[0] ?? '').split(/=+/).filter((text) => text !== '');
  return texts.map((text) => text.padEnd(Math.ceil(text.length / 4) * 4, '='));
}

/** What is read as Latin-1 when the declaration says so; what is verified is UTF-8. */
const readAsDeclared: Check = {
  ...signedContent,
  test(evidence, facts) {
    const result = signedContent.test(evidence, facts);
    if ('failed' in result) return result;
    const [assertion] = readResponse(
      rootOf(parseXml(decodedAsDeclared(bytesOf(evidence)))),
    ).assertions;
    return assertion === undefined ? result : passed({ ...result.passed, assertion });
  },
};

export const ENCODINGS: readonly Defect[] = [
  {
    id: 'utf8-breaks-down',
    title: 'Breaks down at bytes that are no UTF-8.',
    seenIn: ['bytes.decode("utf-8") without except'],
    rows: { decode: breakingDown(decode, (problem) => problem.includes('UTF-8')) },
  },
  {
    id: 'base64-breaks-down',
    title: 'Breaks down at what is no base64.',
    seenIn: ['atob without catch', 'base64.b64decode with validate'],
    rows: { decode: breakingDown(decode, (problem) => problem.includes('base64')) },
  },
  {
    id: 'base64-in-one-line',
    title: 'Decodes base64 with a decoder that throws at white space, and nobody catches it.',
    seenIn: ['java.util.Base64.getDecoder()'],
    rows: { decode: pure },
  },
  {
    id: 'lenient-utf8',
    title: 'Reads what is no UTF-8 as replacement characters: different names become one.',
    seenIn: ['toString("utf8")', 'decode("utf-8", "replace")'],
    rows: {
      decode: decoding((bytes) => new TextDecoder('utf-8').decode(bytes)),
    },
  },
  {
    id: 'doctype-sought-in-bytes',
    title: 'Looks for a DOCTYPE in the bytes, and lets the parser decode them as they say.',
    seenIn: ['@stytch/samlshield 0.4.0', 'filters in front of the parser'],
    rows: { decode: AS_DECLARED, 'no-dtd': dtdInBytes },
  },
  {
    id: 'counts-in-bytes',
    title: 'Counts Assertions in the bytes, and reads the first one that the parser finds.',
    seenIn: ['filters in front of the parser'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      decode: AS_DECLARED,
      'one-assertion': countedInBytes,
      read: readBy({
        ...EXACT,
        assertions: (root) => everywhere(root, NAMESPACES.assertion, 'Assertion'),
      }),
    },
  },
  {
    id: 'reads-as-declared',
    title: 'Verifies the message as UTF-8, and reads it as its declaration says.',
    seenIn: ['two parsers, one of which decodes by itself'],
    rows: { 'signed-content': readAsDeclared },
  },
  {
    id: 'bad-references-dropped',
    title: 'Leaves out references to what is no character.',
    seenIn: ['libxml2 with XML_PARSE_RECOVER'],
    rows: { 'well-formed': withoutNonsense },
  },
  {
    id: 'verifies-first-reads-last',
    title: 'Verifies the first of several messages in a form, and reads the last.',
    seenIn: ['a filter and an app with two form parsers'],
    rows: twoMessages((form) => ({ verified: valuesIn(form)[0], read: valuesIn(form).at(-1) })),
  },
  {
    id: 'verifies-last-reads-first',
    title: 'Verifies the last of several messages in a form, and reads the first.',
    seenIn: ['a filter and an app with two form parsers'],
    rows: twoMessages((form) => ({ verified: valuesIn(form).at(-1), read: valuesIn(form)[0] })),
  },
  {
    id: 'field-names-alike',
    title:
      'Takes names of fields for one that differ in case or brackets; verifies one, reads another.',
    seenIn: ['PHP and Rails with brackets', 'case-insensitive parameters of .NET'],
    rows: twoMessages((form) => ({
      verified: valuesAlike(form)[0],
      read: valuesAlike(form).at(-1),
    })),
  },
  {
    id: 'base64-documents',
    title: 'Reads what stands behind the padding of the base64 as the message.',
    seenIn: ['decoders that go on behind padding'],
    rows: twoMessages((form) => ({
      verified: documentsIn(form)[0],
      read: documentsIn(form).at(-1),
    })),
  },
];
