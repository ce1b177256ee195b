/** Floor 3: `edit-base64`: octets of a signature, a certificate or a cipher text change, as far as base64 goes. */
import { UserError } from '../../base/errors.js';
import type { SignatureOperations } from '../../scenario/mutation/signature-operations.js';
import type { XmlElement } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { editAll, ofElement } from '../edit.js';
import type { Operation } from '../operation.js';
import { nodesAt } from '../path.js';

type Settings = SignatureOperations['edit-base64'];

function octetsOf(element: XmlElement): Buffer {
  const parts = element.children.map((child) => (child.kind === 'text' ? child.text : ''));
  return Buffer.from(parts.join(''), 'base64');
}

/** The index of an octet; negative ones count from the end. */
function indexIn(octets: Buffer, index: number): number {
  const at = index < 0 ? octets.length + index : index;
  if (at >= 0 && at < octets.length) return at;
  throw new UserError('mutation-impossible', `There is no octet ${index} of ${octets.length}.`, {
    fix: 'Count from 0, or from the end with a minus sign.',
  });
}

function changed(
  element: XmlElement,
  { flip = [], xor, truncate = 0, append = '' }: Settings,
): Buffer {
  const octets = octetsOf(element);
  for (const index of flip) {
    const at = indexIn(octets, index);
    octets.writeUInt8(octets.readUInt8(at) ^ 1, at);
  }
  Buffer.from(xor?.with ?? '', 'hex').forEach((octet, offset) => {
    const at = indexIn(octets, (xor?.at ?? 0) + offset);
    octets.writeUInt8(octets.readUInt8(at) ^ octet, at);
  });
  const kept = octets.subarray(0, Math.max(0, octets.length - truncate));
  return Buffer.concat([kept, Buffer.from(append, 'hex')]);
}

function words({ flip = [], xor, truncate = 0, append = '' }: Settings): string {
  return [
    ...flip.map((index) => `flips a bit of octet ${index}`),
    ...(xor === undefined ? [] : [`changes octets from ${xor.at} on by ${xor.with}`]),
    ...(truncate === 0 ? [] : [`cuts ${truncate} octets off`]),
    ...(append === '' ? [] : [`adds the octets ${append}`]),
  ].join(' and ');
}

export const editBase64: Operation<'edit-base64', 'tree'> = {
  stage: 'tree',
  describe: (settings) => `${words(settings)} in ${settings.at}`,
  apply(draft, settings) {
    const places = nodesAt(draft.document, settings.at);
    const edit = ofElement((element) => ({
      ...element,
      children: [text(changed(element, settings).toString('base64'))],
    }));
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};
