/** Floor 2: XML that somebody sent, as a tree with resolved names. Its errors speak of the message. */
import { UserError } from '../base/errors.js';
import type { XmlDocument } from '../xml/node.js';
import { parseXml } from '../xml/parse.js';
import type { ParseOptions } from '../xml/parse.js';
import { rootOf } from '../xml/query.js';
import type { ResolvedElement } from '../xml/query.js';

/** A message as a document, and its root with resolved names. */
export interface ParsedMessage {
  readonly document: XmlDocument;
  readonly root: ResolvedElement;
}

/**
 * Parses a message.
 *
 * @param xml - the decoded text, possibly hostile
 * @param options - as `parseXml`; DTDs are refused unless allowed: no SAML message needs one
 * @throws UserError `message-malformed`, `message-too-large`, both with the position of the mistake
 */
export function parseMessage(xml: string, options: ParseOptions = {}): ParsedMessage {
  try {
    const document = parseXml(xml, options);
    return { document, root: rootOf(document) };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    const large = cause.code === 'xml-too-large' || cause.code === 'xml-too-deep';
    throw new UserError(large ? 'message-too-large' : 'message-malformed', cause.message, {
      ...(cause.at === undefined ? {} : { at: cause.at }),
      ...(cause.fix === undefined ? {} : { fix: cause.fix }),
      cause,
    });
  }
}
