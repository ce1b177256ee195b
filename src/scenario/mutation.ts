/** Floor 1: how a message is forged, as a file writes it: a list of operations, in order. */
import type { RequestOperations } from './mutation/request-operations.js';
import type { SignatureOperations } from './mutation/signature-operations.js';
import type { TextOperations } from './mutation/text-operations.js';
import type { TreeOperations } from './mutation/tree-operations.js';

/** What every operation is told, by the operation's name. */
export interface OperationSettings
  extends TreeOperations, SignatureOperations, TextOperations, RequestOperations {}

/** The name of an operation: `set`, `copy`, `sign`, … */
export type OperationName = keyof OperationSettings;

/** One operation: `{ set: { at: //NameID, to: … } }` in a file. */
export type Mutation = {
  readonly [Name in OperationName]: {
    readonly operation: Name;
    readonly settings: OperationSettings[Name];
  };
}[OperationName];
