/** Floor 3: changes a ciphertext so that another text comes out: in CBC and in the counter of GCM no key is needed. */
import { UserError } from '../../base/errors.js';
import { CONTENT_ALGORITHMS, type ContentAlgorithm } from '../../keys/encryption-algorithms.js';
import { localNameOf } from '../../xml/names.js';
import { text, type XmlElement } from '../../xml/node.js';

/** What is to come out as what. */
interface Rewriting {
  readonly find: string;
  readonly with: string;
  readonly content: ContentAlgorithm;
}

function impossible(message: string): UserError {
  return new UserError('mutation-impossible', message, {
    fix: 'rewrite.find and rewrite.with are equally long, and what is found is encrypted.',
  });
}

/** The ciphertext, changed. IV first; a bit of CBC's block before is a bit of the text, a bit of GCM's is the text's own. */
function changed(octets: Buffer, plain: string, rewriting: Rewriting): Buffer {
  const { ivSize, tagSize } = CONTENT_ALGORITHMS[rewriting.content];
  const find = Buffer.from(rewriting.find);
  const replacement = Buffer.from(rewriting.with);
  const at = Buffer.from(plain).indexOf(find);
  if (at < 0) throw impossible(`${rewriting.find} is not in what is encrypted.`);
  if (find.length !== replacement.length) throw impossible('rewrite changes the length.');
  const start = tagSize === 0 ? at : at + ivSize;
  const result = Buffer.from(octets);
  find.forEach((octet, index) => {
    const place = start + index;
    result.writeUInt8(result.readUInt8(place) ^ octet ^ (replacement[index] ?? 0), place);
  });
  return result;
}

/** The first element of that name, searched in document order, replaced. */
function replaceIn(
  parent: XmlElement,
  path: readonly string[],
  edit: (element: XmlElement) => XmlElement,
): XmlElement {
  const [local, ...rest] = path;
  if (local === undefined) return edit(parent);
  const index = parent.children.findIndex(
    (child) => child.kind === 'element' && localNameOf(child.name) === local,
  );
  const child = parent.children[index];
  if (child?.kind !== 'element') return parent;
  return { ...parent, children: parent.children.with(index, replaceIn(child, rest, edit)) };
}

/**
 * An encrypted element whose data decrypt to another text.
 *
 * @param whole - EncryptedAssertion and the like
 * @param plain - what was encrypted
 * @throws UserError `mutation-impossible` when the text is not in it, or the lengths differ
 */
export function rewritten(whole: XmlElement, plain: string, rewriting: Rewriting): XmlElement {
  return replaceIn(whole, ['EncryptedData', 'CipherData', 'CipherValue'], (value) => {
    const [base64] = value.children;
    const octets = Buffer.from(base64?.kind === 'text' ? base64.text : '', 'base64');
    return { ...value, children: [text(changed(octets, plain, rewriting).toString('base64'))] };
  });
}
