/** Floor 3: `replace-bytes`: bytes that no text could give. */
import { UserError } from '../../base/errors.js';
import type { TextOperations } from '../../scenario/mutation/text-operations.js';
import type { Operation } from '../operation.js';
import { missing } from './missing.js';
import { shown } from './shown.js';

type Settings = TextOperations['replace-bytes'];

function bytesOf(hexadecimal: string): Buffer {
  return Buffer.from(hexadecimal.replace(/\s+/g, ''), 'hex');
}

function sought({ find = '', text }: Settings): Buffer {
  return text === undefined ? bytesOf(find) : Buffer.from(text, 'utf8');
}

/** The pieces around every place, or around the first. */
function cut(bytes: Buffer, find: Buffer, all: boolean): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(find); at >= 0; at = all ? bytes.indexOf(find, from) : -1) {
    pieces.push(bytes.subarray(from, at));
    from = at + find.length;
  }
  return [...pieces, bytes.subarray(from)];
}

function absent(settings: Settings): UserError {
  const { find = '', text } = settings;
  if (text !== undefined) return missing(text);
  return new UserError('mutation-impossible', `The message does not hold the bytes ${find}.`, {
    fix: 'They are looked for in the message as it is encoded, before base64.',
  });
}

export const replaceBytes: Operation<'replace-bytes', 'bytes'> = {
  stage: 'bytes',
  describe: ({ find = '', text, with: replacement, all = false }) =>
    `replaces ${all ? 'every' : 'the first'} ${text === undefined ? find : shown(text)} by the bytes ${replacement}`,
  apply(draft, settings) {
    const find = sought(settings);
    if (find.length === 0) throw new UserError('value-invalid', 'replace-bytes looks for nothing.');
    const pieces = cut(Buffer.from(draft), find, settings.all ?? false);
    if (pieces.length === 1) throw absent(settings);
    const replacement = bytesOf(settings.with);
    return Buffer.concat(
      pieces.flatMap((piece, index) => (index === 0 ? [piece] : [replacement, piece])),
    );
  },
};
