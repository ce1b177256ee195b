/** Floor 5: SPs that verify one document and read another, of the same text. */
import { StandinError } from '../../base/errors.js';
import { parseXml } from '../../xml/parse.js';
import { rootOf, type ResolvedElement } from '../../xml/query.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { wellFormed } from '../checks/message.js';
import { signedContentBy } from '../checks/signatures.js';
import type { Defect } from './defect.js';
import { withoutDoctype } from './doctype.js';

interface Readings {
  /** The document that is read. */
  readonly read: (xml: string) => string;
  /** The document that is verified. */
  readonly verified: (xml: string) => string;
}

/** The first element of a text, whatever stands around it. */
function firstRoot(xml: string): ResolvedElement {
  const [frame] = parseXml(`<frame>${xml}</frame>`).children;
  const roots = frame?.kind === 'element' ? frame.children : [];
  return rootOf({ children: roots.filter(({ kind }) => kind === 'element').slice(0, 1) });
}

function withoutDeclaration(xml: string): string {
  return xml.replace(/^\ufeff?<\?xml[^>]*\?>/, '');
}

/** The rows of an SP with two parsers. The signature is that of the document that is verified. */
function twoReadings({ read, verified }: Readings): Readonly<Record<string, Check | null>> {
  return {
    'no-dtd': null,
    'signature-present': null,
    'well-formed': {
      ...wellFormed,
      test(evidence) {
        const text = withoutDeclaration(known(evidence, 'xml'));
        try {
          return passed({ xml: verified(text), root: firstRoot(read(text)) });
        } catch (error) {
          if (error instanceof StandinError) return failed(error.message);
          throw error;
        }
      },
    },
    'signed-content': signedContentBy(undefined),
  };
}

/** Written again, with every literal in double quotes. */
function requoted(xml: string): string {
  const body = withoutDoctype(xml);
  const doctype = xml.slice(0, xml.length - body.length);
  return doctype.replaceAll(/'([^']*)'/g, '"$1"') + body;
}

/** A directive as Go's encoding/xml reads it: where it ends, and what is left of it without its comments. */
function directiveAt(xml: string, start: number): { readonly data: string; readonly end: number } {
  let data = xml.charAt(start + 2);
  let quote = '';
  let depth = 0;
  for (let at = start + 3; at < xml.length; at++) {
    const here = xml.charAt(at);
    if (quote === '' && here === '>' && depth === 0) return { data, end: at + 1 };
    if (quote === '' && xml.startsWith('<!--', at)) {
      const end = xml.indexOf('-->', at + 4);
      at = end < 0 ? xml.length : end + 2;
      continue;
    }
    data += here;
    if (quote !== '') quote = here === quote ? '' : quote;
    else if (here === '"' || here === "'") quote = here;
    else if (here === '<') depth += 1;
    else if (here === '>') depth -= 1;
  }
  return { data, end: xml.length };
}

/** Directives are no part of the document. @param again - once they have been written and read again */
function withoutDirective(xml: string, again: boolean): string {
  const start = /<!(?!--|\[CDATA\[)/.exec(xml)?.index;
  if (start === undefined) return xml;
  const { data, end } = directiveAt(xml, start);
  const rest = xml.slice(0, start) + (again ? `<!${data}>` : '') + xml.slice(end);
  return again ? withoutDirective(rest, false) : rest;
}

export const TWO_READINGS: readonly Defect[] = [
  {
    id: 'doctype-ends-early',
    title:
      'Verifies with a parser for which a DOCTYPE ends at the first ">", and reads with another.',
    seenIn: ['ruby-saml <1.18.0', 'CVE-2025-25291'],
    rows: twoReadings({
      read: withoutDoctype,
      verified: (xml) => xml.replace(/<!DOCTYPE[^>]*>/, ''),
    }),
  },
  {
    id: 'literals-requoted',
    title: 'Verifies the message as its library writes it, with other quotes around literals.',
    seenIn: ['REXML <3.2.5', 'CVE-2021-28965'],
    rows: twoReadings({
      read: withoutDoctype,
      verified: (xml) => withoutDoctype(requoted(xml)),
    }),
  },
  {
    id: 'directives-round-tripped',
    title: 'Verifies the message as its library writes it, without the comments in directives.',
    seenIn: ['crewjam/saml <0.4.3', 'gosaml2 <0.6.0', 'CVE-2020-29510'],
    rows: twoReadings({
      read: (xml) => withoutDirective(xml, false),
      verified: (xml) => withoutDirective(xml, true),
    }),
  },
];
