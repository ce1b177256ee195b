/** Floor 3: `encode-text`: other bytes than UTF-8. */
import { UserError } from '../../base/errors.js';
import type { Operation } from '../operation.js';
import { encodeAs } from './encodings.js';

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UserError('mutation-impossible', 'encode-text finds bytes that are not UTF-8.', {
      fix: 'Put encode-text before other operations on bytes.',
    });
  }
}

export const encodeText: Operation<'encode-text', 'bytes'> = {
  stage: 'bytes',
  describe: ({ as, mark = false }) => `encodes it as ${as}${mark ? ' with a byte order mark' : ''}`,
  apply: (draft, { as, ...options }) => encodeAs(textOf(draft), as, options),
};
