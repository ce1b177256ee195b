/** Floor 3: the part of the table of operations that is about the HTTP request. */
import type { RequestOperations } from '../../scenario/mutation/request-operations.js';
import type { Operation } from '../operation.js';
import { field } from './field.js';
import { header } from './header.js';
import { relayState } from './relay-state.js';
import { removeField } from './remove-field.js';
import { renameField } from './rename-field.js';
import { send } from './send.js';
import { signQuery } from './sign-query.js';

export const REQUEST_OPERATIONS: {
  readonly [Name in keyof RequestOperations]: Operation<Name, 'request'>;
} = {
  field,
  'remove-field': removeField,
  'rename-field': renameField,
  'relay-state': relayState,
  send,
  header,
  'sign-query': signQuery,
};
