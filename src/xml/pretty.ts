/** Floor 1: XML for people to read. Never for the wire: added white space breaks signatures. */
import { checkDepth } from './depth.js';
import type { XmlDocument, XmlElement, XmlNode } from './node.js';
import { writeXml } from './write.js';

const INDENT = '  ';

function isBlank(node: XmlNode): boolean {
  return node.kind === 'text' && !/[^\t\n\r ]/.test(node.text);
}

/** Whether an element holds only markup: white space may go anywhere. */
function isStructure({ children }: XmlElement): boolean {
  return (
    children.some(({ kind }) => kind === 'element') &&
    children.every((child) => isBlank(child) || (child.kind !== 'text' && child.kind !== 'cdata'))
  );
}

function printNode(node: XmlNode, margin: string): string {
  checkDepth(margin.length / INDENT.length + 1);
  if (node.kind !== 'element' || !isStructure(node)) return margin + writeXml(node);
  const start = writeXml({ ...node, children: [] }).replace(/\/>$/, '>');
  const inside = printAll(node.children, margin + INDENT);
  return `${margin}${start}\n${inside}\n${margin}</${node.name}>`;
}

function printAll(nodes: readonly XmlNode[], margin: string): string {
  return nodes
    .filter((node) => !isBlank(node))
    .map((node) => printNode(node, margin))
    .join('\n');
}

/**
 * Prints a document for people: a line for every element, indented; elements with text stay as they are.
 *
 * @param document - a document or a single element
 * @throws UserError as `writeXml`
 * @example
 * prettyXml(parseXml('<a><b>text</b><c/></a>')); // '<a>\n  <b>text</b>\n  <c/>\n</a>\n'
 */
export function prettyXml(document: XmlDocument | XmlElement): string {
  if ('kind' in document) return `${printNode(document, '')}\n`;
  const head = document.declaration === undefined ? '' : `${document.declaration}\n`;
  return `${head}${printAll(document.children, '')}\n`;
}
