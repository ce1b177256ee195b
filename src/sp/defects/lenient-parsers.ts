/** Floor 5: SPs whose parser takes what is no XML. */
import { DOMParser } from '@xmldom/xmldom';
import { StandinError } from '../../base/errors.js';
import { NAMESPACES } from '../../saml/names.js';
import type { XmlAttribute, XmlElement, XmlNode } from '../../xml/node.js';
import { parseXml } from '../../xml/parse.js';
import { rootOf, type ResolvedElement } from '../../xml/query.js';
import { writeXml } from '../../xml/write.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { wellFormed } from '../checks/message.js';
import { EXACT } from '../checks/read-response.js';
import { readBy } from '../checks/structure.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { byAnyId, namedId } from './id-lookups.js';
import { FIRST_TEXT, readsMessage } from './text-nodes.js';
import { SIGNATURE_ANYWHERE } from './wrapping.js';

/** A parser that has one text to verify and another one to read. */
function parsing(verified: (xml: string) => string, read: (xml: string) => string): Check {
  return {
    ...wellFormed,
    test(evidence) {
      const xml = known(evidence, 'xml');
      try {
        return passed({ xml: verified(xml), root: rootOf(parseXml(read(xml))) });
      } catch (error) {
        if (error instanceof StandinError) return failed(error.message);
        throw error;
      }
    },
  };
}

/** A control character as such, or as a reference to one. */
const CONTROL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|&#(?:0*(?:[0-8]|1[1-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));|&#(?:0*13|x0*d);/gi;

const TAG = /<[\w:.-]+(?:\s+[\w:.-]+="[^"]*")+\s*\/?>/g;
const ATTRIBUTE = /\s+([\w:.-]+)="([^"]*)"/g;

interface Written {
  readonly name: string;
  readonly whole: string;
}

/** The attribute's name with the namespace instead of the prefix, as far as the tag itself declares it. */
function expandedName(name: string, tag: string): string {
  const [prefix, local] = name.split(':');
  if (local === undefined || prefix === 'xmlns') return name;
  const [, uri = prefix] = new RegExp(`\\sxmlns:${prefix ?? ''}="([^"]*)"`).exec(tag) ?? [];
  return `${uri ?? ''} ${local}`;
}

/** Of an attribute that stands twice, one is left. */
function withoutRepeated(xml: string, kept: 'first' | 'last'): string {
  return xml.replaceAll(TAG, (tag) => {
    const all: Written[] = [...tag.matchAll(ATTRIBUTE)].map(([whole, name = '']) => ({
      whole,
      name: expandedName(name, tag),
    }));
    const repeated = all.filter(({ name }, index) => {
      const others = kept === 'first' ? all.slice(0, index) : all.slice(index + 1);
      return others.some((other) => other.name === name);
    });
    return repeated.reduce((text, { whole }) => {
      const at = kept === 'first' ? text.lastIndexOf(whole) : text.indexOf(whole);
      return text.slice(0, at) + text.slice(at + whole.length);
    }, tag);
  });
}

const RESERVED = new Set(['xmlns:xml', 'xmlns:xmlns']);

function attributesOf(element: Element): readonly XmlAttribute[] {
  const all = Array.from(element.attributes).map(({ name, value }) => ({ name, value }));
  return all.filter(({ name }) => !RESERVED.has(name));
}

/** What xmldom makes of a text, as our tree. */
function repaired(element: Element): XmlElement {
  const children = Array.from(element.childNodes).flatMap((node): XmlNode[] => {
    if (node.nodeType === 1) return [repaired(node as Element)];
    return node.nodeType === 3 || node.nodeType === 4
      ? [{ kind: 'text', text: node.nodeValue ?? '' }]
      : [];
  });
  return { kind: 'element', name: element.nodeName, attributes: attributesOf(element), children };
}

const silent = (): void => undefined;

function repairedText(xml: string): string {
  const parser = new DOMParser({
    errorHandler: { warning: silent, error: silent, fatalError: silent },
  });
  return writeXml(repaired(parser.parseFromString(xml, 'text/xml').documentElement));
}

function assertionsAt(view: ResolvedElement | undefined): readonly ResolvedElement[] {
  return view === undefined ? [] : everywhere(view, NAMESPACES.assertion, 'Assertion');
}

export const LENIENT_PARSERS: readonly Defect[] = [
  {
    id: 'attributes-repeated',
    title: 'Verifies the first of an attribute that stands twice, and reads the last.',
    seenIn: ['@xmldom/xmldom <0.7.7', 'pairs of lenient parsers'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      'well-formed': parsing(
        (xml) => withoutRepeated(xml, 'first'),
        (xml) => withoutRepeated(xml, 'last'),
      ),
      read: readBy({ ...EXACT, assertions: (root) => assertionsAt(byAnyId(root, namedId(root))) }),
    },
  },
  {
    id: 'repairs-markup',
    title: 'Takes what a lenient parser makes of markup that is not well-formed.',
    seenIn: ['@xmldom/xmldom with warnings ignored', 'CVE-2022-39353'],
    rows: { 'well-formed': parsing(repairedText, repairedText) },
  },
  {
    id: 'control-ends-text',
    title: 'Verifies without control characters, and reads text up to the first one.',
    seenIn: ['readers in C behind lenient parsers'],
    rows: {
      ...readsMessage(FIRST_TEXT),
      'well-formed': parsing(
        (xml) => xml.replaceAll(CONTROL, ''),
        (xml) => xml.replaceAll(CONTROL, '<!---->'),
      ),
    },
  },
];
