/** Floor 1: turns the events of `saxes` into the tree, within limits. One builder a document. */
import { SaxesParser } from 'saxes';
import { UserError, type ErrorCode, type SourcePosition } from '../base/errors.js';
import { declaredPrefix, isName, localNameOf } from './names.js';
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from './node.js';

/** What a reader tolerates. */
export interface ParseLimits {
  readonly allowDtd: boolean;
  readonly maxDepth: number;
  readonly maxAttributes: number;
  readonly file: string | undefined;
}

interface OpenElement extends XmlElement {
  readonly attributes: XmlAttribute[];
  readonly children: XmlNode[];
}

/** XML 1.0 section 3.3.1, white space; `saxes` does not report it before the first markup. */
const LEADING_SPACE = /^\ufeff?([\t\n\r ]+)/;

/** Feeds one text to a parser of its own and collects the tree. */
export class TreeBuilder {
  readonly #source: string;
  readonly #limits: ParseLimits;
  // Always XML 1.0: a declaration of 1.1 would allow control characters (XML 1.0 section 2.8 lets us read on).
  readonly #parser = new SaxesParser({
    xmlns: true,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  });
  readonly #roots: XmlNode[] = [];
  readonly #open: OpenElement[] = [];
  #attributes: XmlAttribute[] = [];
  #declaration: string | undefined;
  /** Where the last piece of markup or text ended. */
  #end = 0;

  constructor(source: string, limits: ParseLimits) {
    this.#source = source;
    this.#limits = limits;
    this.#listen();
    this.#listenToElements();
  }

  /** Reads the whole text. */
  build(): XmlDocument {
    const space = LEADING_SPACE.exec(this.#source)?.[1];
    if (space !== undefined) {
      this.#roots.push({ kind: 'text', text: space.replace(/\r\n?/g, '\n') });
    }
    this.#parser.write(this.#source).close();
    const children = this.#roots;
    return this.#declaration === undefined
      ? { children }
      : { declaration: this.#declaration, children };
  }

  #listen(): void {
    const parser = this.#parser;
    parser.on('error', ({ message }) => {
      const problem = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
      this.#refuseMarkup(problem);
    });
    parser.on('xmldecl', () => {
      this.#declaration = this.#source.slice(this.#source.indexOf('<'), parser.position);
      this.#end = parser.position;
    });
    parser.on('doctype', () => {
      this.#addDoctype();
    });
    parser.on('text', (text) => {
      this.#add({ kind: 'text', text });
    });
    parser.on('cdata', (text) => {
      this.#add({ kind: 'cdata', text });
    });
    parser.on('comment', (text) => {
      this.#add({ kind: 'comment', text });
    });
    parser.on('processinginstruction', ({ target, body }) => {
      this.#addInstruction(target, body);
    });
  }

  #listenToElements(): void {
    const { maxDepth, maxAttributes } = this.#limits;
    this.#parser.on('opentagstart', () => {
      this.#attributes = [];
      if (this.#open.length >= maxDepth) {
        this.#refuse('xml-too-deep', `elements are nested more than ${maxDepth} deep`);
      }
    });
    this.#parser.on('attribute', ({ name, value }) => {
      this.#checkLocalName(name);
      // saxes trims before it compares, so that " urn:a" would pass for "urn:a".
      if (declaredPrefix(name) !== undefined && value !== value.trim()) {
        this.#refuseMarkup(`white space around the namespace name of ${name}`);
      }
      this.#attributes.push({ name, value });
      if (this.#attributes.length > maxAttributes) {
        this.#refuse('xml-too-large', `an element has more than ${maxAttributes} attributes`);
      }
    });
    this.#parser.on('opentag', ({ name }) => {
      this.#checkLocalName(name);
      const opened: OpenElement = {
        kind: 'element',
        name,
        attributes: this.#attributes,
        children: [],
      };
      this.#add(opened);
      this.#open.push(opened);
    });
    this.#parser.on('closetag', () => {
      this.#open.pop();
      this.#end = this.#parser.position;
    });
  }

  #add(node: XmlNode): void {
    (this.#open.at(-1)?.children ?? this.#roots).push(node);
    this.#end = this.#parser.position;
  }

  #addInstruction(target: string, data: string): void {
    // saxes takes <?a?b?> for data "?b"; XML 1.0 production 16 wants white space between.
    const start = this.#source.indexOf(`<?${target}`, this.#end - 1);
    if (data.startsWith('?') && this.#source.charAt(start + 2 + target.length) === '?') {
      this.#refuseMarkup('white space required after the target');
    }
    this.#add({ kind: 'instruction', target, data });
  }

  #addDoctype(): void {
    const start = this.#source.indexOf('<!DOCTYPE', Math.max(0, this.#end - 1));
    if (!this.#limits.allowDtd) {
      throw new UserError('xml-dtd-refused', 'a DOCTYPE is not allowed here', {
        at: positionOf(this.#source, start, this.#limits.file),
        fix: 'Take the DOCTYPE out: SAML messages have none, and entities are a way to attack readers.',
      });
    }
    this.#add({ kind: 'raw', text: this.#source.slice(start, this.#parser.position) });
  }

  /** Namespaces in XML 1.0 production 11: saxes lets local names start with a digit or a dash. */
  #checkLocalName(name: string): void {
    if (!isName(localNameOf(name))) this.#refuseMarkup(`malformed name: ${name}`);
  }

  #refuseMarkup(problem: string): never {
    this.#refuse('xml-malformed', `not well-formed XML: ${problem}`);
  }

  #refuse(code: ErrorCode, message: string): never {
    const { file } = this.#limits;
    const { line } = this.#parser;
    const column = Math.max(1, this.#parser.column);
    throw new UserError(code, message, {
      at: { ...(file === undefined ? {} : { file }), line, column },
    });
  }
}

/** Line and column, from 1, of an index in a text; CR, LF and CRLF end lines (XML 1.0 section 2.11). */
export function positionOf(source: string, index: number, file?: string): SourcePosition {
  const lines = source.slice(0, index).split(/\r\n?|\n/);
  const column = Array.from(lines.at(-1) ?? '').length + 1;
  return { ...(file === undefined ? {} : { file }), line: lines.length, column };
}
