/** Floor 1: text to tree. Strict, without DTDs, within limits; every refusal says where. */
import { UserError } from '../base/errors.js';
import { DEEPEST } from './depth.js';
import { FORBIDDEN, codePointName } from './escape.js';
import type { XmlDocument } from './node.js';
import { TreeBuilder, positionOf } from './tree-builder.js';

/** What to tolerate. */
export interface ParseOptions {
  /** Whether a DOCTYPE may stand there; no by default. It is kept as a raw node and never acted upon. */
  readonly allowDtd?: boolean;
  /** The largest text, in bytes of UTF-8; 1 MiB by default. */
  readonly maxBytes?: number;
  /** The deepest nesting, the root being 1; 128 by default, 1000 at most. */
  readonly maxDepth?: number;
  /** The most attributes and namespace declarations an element may have; 256 by default. */
  readonly maxAttributes?: number;
  /** Named in error positions. */
  readonly file?: string;
}

const MEBIBYTE = 1_048_576;
const USUAL_DEPTH = 128;
const USUAL_ATTRIBUTES = 256;

function checkSize(text: string, maxBytes: number): void {
  // A UTF-16 unit is one to three bytes of UTF-8: most texts need no counting.
  if (text.length * 3 <= maxBytes) return;
  if (text.length <= maxBytes && Buffer.byteLength(text) <= maxBytes) return;
  throw new UserError('xml-too-large', `the XML is larger than ${maxBytes} bytes`);
}

/**
 * Reads a document (XML 1.0 fifth edition, Namespaces in XML 1.0) into a tree that `writeXml` prints back: attribute
 * order, CDATA, comments, instructions, the XML declaration and white space around the root are kept. A byte order
 * mark is dropped, and so is the difference between `<a></a>` and `<a/>`.
 *
 * Entities other than the five of XML are malformed even with `allowDtd`: nothing of a DTD is acted upon.
 *
 * @param text - the decoded document; what its declaration says about encoding is not acted upon
 * @throws UserError with the position: `xml-malformed` (namespaces included), `xml-dtd-refused`, `xml-too-large`
 *   (bytes or attributes), `xml-too-deep`
 * @example
 * parseXml('<a b="1">text</a>').children;
 */
export function parseXml(text: string, options: ParseOptions = {}): XmlDocument {
  checkSize(text, options.maxBytes ?? MEBIBYTE);
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden !== null) {
    const problem = `not well-formed XML: ${codePointName(forbidden[0])} is not a character of XML 1.0`;
    throw new UserError('xml-malformed', problem, {
      at: positionOf(text, forbidden.index, options.file),
    });
  }
  return new TreeBuilder(text, {
    allowDtd: options.allowDtd ?? false,
    maxDepth: Math.min(options.maxDepth ?? USUAL_DEPTH, DEEPEST),
    maxAttributes: options.maxAttributes ?? USUAL_ATTRIBUTES,
    file: options.file,
  }).build();
}
