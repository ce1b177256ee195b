/** Floor 1: the wire writer. Prints the tree exactly as it is ordered; a reader gets the same tree back. */
import { UserError } from '../base/errors.js';
import { checkDepth } from './depth.js';
import { checkCharacters, escapeWireText, escapeWireValue } from './escape.js';
import { checkName } from './names.js';
import type { XmlDocument, XmlElement, XmlInstruction, XmlNode } from './node.js';

function refuse(problem: string): never {
  throw new UserError('xml-not-writable', problem, {
    fix: 'Change the content, or use a raw node to send it anyway.',
  });
}

/** Markup without escapes: what cannot be said in it cannot be said at all. */
function writeLiteral(text: string, place: string, end: string): string {
  checkCharacters(text, place);
  if (text.includes(end)) refuse(`${place} cannot hold "${end}"`);
  // A reader turns CR into LF (XML 1.0 section 2.11), and no reference is possible here.
  if (text.includes('\r')) refuse(`${place} cannot hold a carriage return`);
  return text;
}

function writeComment(text: string): string {
  if (text.endsWith('-')) refuse('a comment cannot end with "-"');
  return `<!--${writeLiteral(text, 'a comment', '--')}-->`;
}

function writeInstruction({ target, data }: XmlInstruction): string {
  checkName(target, 'a processing instruction');
  if (target.toLowerCase() === 'xml') refuse('"xml" is not a name for a processing instruction');
  if (data === '') return `<?${target}?>`;
  if (/^[\t\n ]/.test(data)) {
    refuse('the data of a processing instruction cannot start with white space');
  }
  return `<?${target} ${writeLiteral(data, 'a processing instruction', '?>')}?>`;
}

function writeElement(node: XmlElement, depth: number): string {
  checkDepth(depth);
  const { name, attributes, children } = node;
  checkName(name, 'an element');
  let out = `<${name}`;
  for (const attribute of attributes) {
    checkName(attribute.name, 'an attribute');
    out += ` ${attribute.name}="${escapeWireValue(attribute.value)}"`;
  }
  if (children.length === 0) return `${out}/>`;
  out += '>';
  for (const child of children) out += writeNode(child, depth + 1);
  return `${out}</${name}>`;
}

function writeNode(node: XmlNode, depth: number): string {
  switch (node.kind) {
    case 'element':
      return writeElement(node, depth);
    case 'text':
      return escapeWireText(node.text);
    case 'cdata':
      return `<![CDATA[${writeLiteral(node.text, 'a CDATA section', ']]>')}]]>`;
    case 'comment':
      return writeComment(node.text);
    case 'instruction':
      return writeInstruction(node);
    case 'raw':
      return node.text;
  }
}

/**
 * Prints a tree as it goes over the wire: attributes and declarations in the tree's order, `<a/>` for an element
 * without children (an empty text child makes it `<a></a>`), raw nodes as they are, nothing added between nodes.
 * Whether prefixes are declared and attributes unique is not its business: forged messages need that freedom.
 *
 * @param node - an element, any other node, or a whole document
 * @throws UserError `xml-not-writable` when XML 1.0 cannot carry a character or a name, or a comment, CDATA section
 *   or instruction holds its own end; `xml-too-deep` beyond 1000 levels
 * @example
 * writeXml(element('a', [['b', 'x "y"']], ['1 < 2'])); // '<a b="x &quot;y&quot;">1 &lt; 2</a>'
 */
export function writeXml(node: XmlNode | XmlDocument): string {
  if ('kind' in node) return writeNode(node, 1);
  let out = node.declaration ?? '';
  for (const child of node.children) out += writeNode(child, 1);
  return out;
}
