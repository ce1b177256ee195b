/** Floor 9: the message that was sent, for people: indented, without the long values that nobody reads. */
import { printable } from '../../report/printable.js';
import type { XmlElement, XmlNode } from '../../xml/node.js';
import { parseXml } from '../../xml/parse.js';
import { prettyXml } from '../../xml/pretty.js';
import type { Login } from '../login-result.js';

const MOST_LINES = 60;
const LONGEST_LINE = 200;

/** Attributes that every message of a vendor has alike. */
const ALIKE = /^(?:xmlns(?::.*)?|xsi:.*|NameFormat)$/;

/** An attribute with one value. */
const SINGLE =
  /(<[\w:]*Attribute [^>]*>)\n\s*(<[\w:]*AttributeValue[^>]*>[^\n]*)\n\s*(<\/[\w:]*Attribute>)/g;

function localName({ name: tag }: XmlElement): string {
  return tag.slice(tag.indexOf(':') + 1);
}

/** Signatures and declarations take most of a message and say nothing to a reader. */
function shortened(node: XmlNode): XmlNode {
  if (node.kind !== 'element') return node;
  const attributes = node.attributes.filter((attribute) => !ALIKE.test(attribute.name));
  const signature = localName(node) === 'Signature';
  const children: readonly XmlNode[] = signature
    ? [{ kind: 'text', text: '…' }]
    : node.children.map(shortened);
  return { ...node, attributes, children };
}

function firstLines(text: string): string[] {
  const lines = text.trimEnd().split('\n');
  const kept = lines
    .slice(0, MOST_LINES)
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line));
  const rest = lines.length - kept.length;
  return rest > 0 ? [...kept, `… ${rest} more lines`] : kept;
}

/** Nothing when nothing was sent. */
export function assertionLines({ assertion }: Login): string[] {
  if (assertion === undefined) return [];
  const { children } = parseXml(assertion.xml);
  const text = prettyXml({ children: children.map(shortened) }).replace(SINGLE, '$1$2$3');
  const heading = `Sent to ${assertion.acsUrl}, shortened:`;
  return [heading, ...firstLines(text).map((line) => `  ${line}`)].map(printable);
}
