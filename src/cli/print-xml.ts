/** Floor 9: XML for people: one element a line, indented, long base64 shortened. */
import type { XmlDocument, XmlElement, XmlNode } from '../xml/node.js';
import { writeXml } from '../xml/write.js';

const INDENT = '  ';

/** Base64 longer than this says nothing to a person. */
const LONGEST = 76;

function isBlank(node: XmlNode): boolean {
  return node.kind === 'text' && node.text.trim() === '';
}

/** The start tag as it is written on the wire. */
function startTag(element: XmlElement): string {
  return writeXml({ ...element, children: [] }).replace(/\s*\/>$|><\/[^>]*>$/, '>');
}

function shortened(text: string): string {
  const compact = text.replace(/\s+/g, '');
  if (compact.length <= LONGEST || !/^[\w+/]+={0,2}$/.test(compact)) return text;
  return `${compact.slice(0, LONGEST)}… (${compact.length} characters)`;
}

function inline(node: XmlNode): string {
  return node.kind === 'text' ? shortened(writeXml(node)) : writeXml(node);
}

function printElement(element: XmlElement, indent: string): readonly string[] {
  const children = element.children.filter((child) => !isBlank(child));
  if (children.length === 0) return [indent + writeXml({ ...element, children: [] })];
  const [open, close] = [startTag(element), `</${element.name}>`];
  if (!children.some(({ kind }) => kind === 'element')) {
    return [`${indent}${open}${element.children.map(inline).join('')}${close}`];
  }
  const inner = children.flatMap((child) => printNode(child, indent + INDENT));
  return [indent + open, ...inner, indent + close];
}

function printNode(node: XmlNode, indent: string): readonly string[] {
  return node.kind === 'element' ? printElement(node, indent) : [indent + inline(node).trim()];
}

/** The document as lines. It is for reading only: white space and long values are not the message's. */
export function printXml(document: XmlDocument): string {
  const nodes = document.children.filter((child) => !isBlank(child));
  return nodes.flatMap((node) => printNode(node, '')).join('\n');
}
