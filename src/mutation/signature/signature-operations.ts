/** Floor 3: the part of the table of operations that is about signatures and encryption. */
import type { SignatureOperations } from '../../scenario/mutation/signature-operations.js';
import type { Operation } from '../operation.js';
import { digest } from './digest.js';
import { editBase64 } from './edit-base64.js';
import { encrypt } from './encrypt.js';
import { keyInfo } from './key-info.js';
import { resign } from './resign.js';
import { sign } from './sign.js';

export const SIGNATURE_OPERATIONS: {
  readonly [Name in keyof SignatureOperations]: Operation<Name, 'tree'>;
} = {
  sign,
  digest,
  resign,
  'key-info': keyInfo,
  encrypt,
  'edit-base64': editBase64,
};
