/** Floor 3: the part of the table of operations that is about text, bytes and their encoding. */
import type { TextOperations } from '../../scenario/mutation/text-operations.js';
import type { AnyOperation } from '../operation.js';
import { addText } from './add-text.js';
import { base64 } from './base64.js';
import { declaration } from './declaration.js';
import { deflate } from './deflate.js';
import { editField } from './edit-field.js';
import { encodeText } from './encode-text.js';
import { repeatText } from './repeat-text.js';
import { replaceBytes } from './replace-bytes.js';
import { replaceText } from './replace-text.js';

export const TEXT_OPERATIONS: { readonly [Name in keyof TextOperations]: AnyOperation<Name> } = {
  'replace-text': replaceText,
  'add-text': addText,
  'repeat-text': repeatText,
  declaration,
  'encode-text': encodeText,
  'replace-bytes': replaceBytes,
  deflate,
  base64,
  'edit-field': editField,
};
