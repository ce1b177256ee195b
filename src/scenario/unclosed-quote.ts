/** Floor 1: where a quote begins that never ends; the YAML library only says where the text ends. */
import { type Document, visit } from 'yaml';

/**
 * The start of the quoted text that reaches the place where a character was missing.
 *
 * @param document - as far as it could be read
 * @param end - offset of the error
 */
export function unclosedQuote(document: Document, end: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar(_, node) {
      const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
      if (quoted && node.range !== undefined && node.range !== null && node.range[1] >= end) {
        start = node.range[0];
      }
    },
  });
  return start;
}
