/** Floor 8: a message as an indented tree in which every signed element is framed. */
import type { SignatureReport } from '../../keys/verify.js';
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from '../../xml/node.js';
import { escapeWireText, escapeWireValue } from '../../xml/escape.js';
import { writeXml } from '../../xml/write.js';
import type { Markup } from './markup.js';
import { h } from './markup.js';
import { shorten } from './shorten.js';

const INDENT = '  ';
/** Start tags longer than this have a line for each attribute. */
const WIDTH = 92;
const LONGEST_TEXT = 600;
const LONGEST_BASE64 = 48;
const DEEPEST = 64;

/** The signatures by the path of the element that they cover. */
type Covered = ReadonlyMap<string, readonly SignatureReport[]>;

/** Where the walk is. */
interface Place {
  readonly path: string;
  readonly margin: string;
  readonly covered: Covered;
  /** Paths of Signatures that hold: nobody has to read them. */
  readonly verified: ReadonlySet<string>;
}

function isBlank(node: XmlNode): boolean {
  return node.kind === 'text' && !/[^\t\n\r ]/.test(node.text);
}

function shortText(text: string): string {
  const compact = text.replace(/\s+/g, '');
  const base64 = compact.length > LONGEST_BASE64 && /^[\w+/]+={0,2}$/.test(compact);
  return base64 ? shorten(compact, LONGEST_BASE64) : shorten(text, LONGEST_TEXT);
}

function attributeText({ name, value }: XmlAttribute): string {
  return `${name}="${escapeWireValue(shortText(value))}"`;
}

function startTag({ name, attributes }: XmlElement, margin: string, end: string): Markup {
  const texts = attributes.map(attributeText);
  const line = [`<${name}`, ...texts].join(' ');
  const long = texts.length > 1 && margin.length + line.length > WIDTH;
  const tag = long ? `<${name}\n${texts.map((text) => `${margin}    ${text}`).join('\n')}` : line;
  return h`${margin}<i>${tag}${end}</i>`;
}

/** Namesakes are counted as paths in signature reports count them. */
function pathOf({ children }: XmlElement, child: XmlElement, path: string): string {
  const namesakes = children.filter((each) => each.kind === 'element' && each.name === child.name);
  const position = namesakes.length > 1 ? `[${namesakes.indexOf(child) + 1}]` : '';
  return `${path}/${child.name}${position}`;
}

function inline(node: XmlNode): Markup {
  if (node.kind === 'text' || node.kind === 'cdata')
    return h`<b>${escapeWireText(shortText(node.text))}</b>`;
  return h`<i>${shorten(writeXml(node), LONGEST_TEXT)}</i>`;
}

function leaf(element: XmlElement, margin: string): Markup {
  if (element.children.length === 0) return startTag(element, margin, '/>');
  const inside = element.children.map(inline);
  return h`${startTag(element, margin, '>')}${inside}<i>${`</${element.name}>`}</i>`;
}

function branch(element: XmlElement, place: Place): Markup {
  const { path, margin } = place;
  const children = element.children.filter((child) => !isBlank(child));
  const inner = children.map((child) => {
    if (child.kind !== 'element') return h`${margin}${INDENT}${inline(child)}\n`;
    const at = pathOf(element, child, path);
    return block(child, { ...place, path: at, margin: margin + INDENT });
  });
  const close = h`${margin}<i>${`</${element.name}>`}</i>\n`;
  return h`${startTag(element, margin, '>')}\n${inner}${close}`;
}

function frame(inside: Markup, signatures: readonly SignatureReport[]): Markup {
  const verified = signatures.some((signature) => signature.verified);
  const words = signatures.map(
    ({ verified: holds, algorithm }) =>
      `${holds ? '✓ signed' : '✗ signature does not hold'}, ${algorithm}`,
  );
  return verified
    ? h`<span class="signed holds"><em>${words.join('; ')}</em>${inside}</span>`
    : h`<span class="signed broken"><em>${words.join('; ')}</em>${inside}</span>`;
}

/** In one line what would be thirty; what it covers and how is listed beside the message. */
function shortSignature(element: XmlElement, margin: string): Markup {
  return h`${startTag(element, margin, '>')} … it holds, see above … <i>${`</${element.name}>`}</i>\n`;
}

function linesOf(element: XmlElement, place: Place): Markup {
  const { margin, path, verified } = place;
  if (verified.has(path)) return shortSignature(element, margin);
  if (margin.length / INDENT.length > DEEPEST) return h`${margin}…\n`;
  const structure = element.children.some(({ kind }) => kind === 'element');
  return structure ? branch(element, place) : h`${leaf(element, margin)}\n`;
}

/** An element on lines of its own; every line ends with a line break. */
function block(element: XmlElement, place: Place): Markup {
  const lines = linesOf(element, place);
  const signatures = place.covered.get(place.path) ?? [];
  return signatures.length === 0 ? lines : frame(lines, signatures);
}

/**
 * The document with a frame around every element that a signature covers.
 *
 * @param signatures - as `verifySignatures` reports them
 */
export function signedXml(
  { children }: XmlDocument,
  signatures: readonly SignatureReport[],
): Markup {
  const covered = new Map<string, readonly SignatureReport[]>();
  for (const signature of signatures) {
    const path = signature.covers?.path;
    if (path !== undefined) covered.set(path, [...(covered.get(path) ?? []), signature]);
  }
  const verified = new Set(signatures.filter((each) => each.verified).map(({ path }) => path));
  const nodes = children.filter((child) => !isBlank(child));
  const parts = nodes.map((node) =>
    node.kind === 'element'
      ? block(node, { path: `/${node.name}`, margin: '', covered, verified })
      : h`${inline(node)}\n`,
  );
  return h`<pre class="xml" tabindex="0" role="group" aria-label="The message">${parts}</pre>\n`;
}
