/** Floor 5: SPs that take things for granted, and break down where they are otherwise. */
import { isIP } from 'node:net';
import { parseXml } from '../../xml/parse.js';
import { attributeOf, rootOf } from '../../xml/query.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { descendants } from '../checks/descendants.js';
import { field, wellFormed } from '../checks/message.js';
import { authnContext, authnStatement } from '../checks/session-limits.js';
import { assertion, order, schema } from '../checks/structure.js';
import { breakingDown } from './broken.js';
import type { Defect } from './defect.js';
import { laxVerified, RIGHT } from './lax-signature.js';

const CLASSES = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';
const STRENGTHS: Readonly<Record<string, number>> = {
  [`${CLASSES}unspecified`]: 0,
  [`${CLASSES}Password`]: 1,
  [`${CLASSES}PasswordProtectedTransport`]: 2,
};

function strengthOf(context: string | undefined): number {
  const strength = STRENGTHS[context ?? ''];
  if (strength !== undefined) return strength;
  throw new TypeError(`no strength of ${context ?? 'undefined'}`);
}

/** An address as a number; nobody asks whether it is one. */
const ADDRESSES_READ: Check = {
  ...authnStatement,
  test(evidence, facts) {
    for (const view of descendants(known(evidence, 'root'))) {
      const address = attributeOf(view, 'Address');
      if (address !== undefined && isIP(address) === 0) {
        throw new RangeError(`${address} does not appear to be an IPv4 or IPv6 address`);
      }
    }
    return authnStatement.test(evidence, facts);
  },
};

/** What a person sees is what the parser says, with all that led there. */
const LOUD: Check = {
  ...wellFormed,
  test(evidence) {
    try {
      return passed({ root: rootOf(parseXml(known(evidence, 'xml'), { allowDtd: true })) });
    } catch (error) {
      return failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  },
};

export const BREAKDOWNS: readonly Defect[] = [
  {
    id: 'message-taken-for-granted',
    title: 'Reads SAMLResponse without asking whether the form has one.',
    seenIn: ['hand-written handlers'],
    rows: { field: breakingDown(field) },
  },
  {
    id: 'assertion-taken-for-granted',
    title: 'Reads the first Assertion without asking whether there is one.',
    seenIn: ['OneUptime issue 2981'],
    rows: { 'one-assertion': null, assertion: breakingDown(assertion) },
  },
  {
    id: 'single-or-breakdown',
    title: 'Breaks down where an element stands twice that may stand once.',
    seenIn: ['LINQ: Single()'],
    rows: { schema: breakingDown(schema, (problem) => problem.includes('more than one')) },
  },
  {
    id: 'order-breaks-down',
    title: 'Breaks down where an element stands that is not expected there.',
    seenIn: ['XmlReader.ReadStartElement'],
    rows: { 'schema-order': breakingDown(order) },
  },
  {
    id: 'context-by-table',
    title: 'Ranks the AuthnContext classes that it knows, and breaks down at any other.',
    seenIn: ['hand-written tables'],
    rows: {
      'authn-context': {
        ...authnContext,
        test(evidence) {
          const asked = evidence.answered?.authnContext;
          if (asked === undefined) return passed();
          const weak = known(evidence, 'assertion').authnStatements.find(
            ({ context }) => strengthOf(context) < strengthOf(asked),
          );
          return weak === undefined ? passed() : failed('the AuthnContext is too weak');
        },
      },
    },
  },
  {
    id: 'address-breaks-down',
    title: 'Makes a number of every Address, and breaks down where it is no address.',
    seenIn: ['ipaddress.ip_address without except'],
    rows: { 'authn-statement': ADDRESSES_READ },
  },
  {
    id: 'id-as-selector',
    title:
      'Looks the signed element up by a CSS selector, and breaks down at an ID that is no name.',
    seenIn: ['querySelector with # and the ID'],
    rows: {
      schema: null,
      'reference-uri': null,
      verified: laxVerified({
        target(uri, signed) {
          if (/^#[A-Za-z_][\w-]*$/.test(uri ?? '')) return RIGHT.target(uri, signed);
          throw new SyntaxError(`${uri ?? ''} is not a valid selector`);
        },
      }),
    },
  },
  {
    id: 'error-page-leaks',
    title: 'Shows people the stack of the exception.',
    seenIn: ['frameworks in development mode'],
    rows: { 'well-formed': LOUD },
  },
];
