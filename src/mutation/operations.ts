/** Floor 3: the table of operations, one file each. */
import type { OperationName } from '../scenario/mutation.js';
import type { AnyOperation } from './operation.js';
import { REQUEST_OPERATIONS } from './request/request-operations.js';
import { SIGNATURE_OPERATIONS } from './signature/signature-operations.js';
import { TEXT_OPERATIONS } from './text/text-operations.js';
import { TREE_OPERATIONS } from './tree/tree-operations.js';

/** Every operation by name. */
export const OPERATIONS: { readonly [Name in OperationName]: AnyOperation<Name> } = {
  ...TREE_OPERATIONS,
  ...SIGNATURE_OPERATIONS,
  ...TEXT_OPERATIONS,
  ...REQUEST_OPERATIONS,
};
