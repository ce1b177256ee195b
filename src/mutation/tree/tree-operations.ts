/** Floor 3: the tree's part of the table of operations. */
import type { TreeOperations } from '../../scenario/mutation/tree-operations.js';
import type { Operation } from '../operation.js';
import { copy } from './copy.js';
import { impersonate } from './impersonate.js';
import { indent } from './indent.js';
import { insert } from './insert.js';
import { keepText } from './keep-text.js';
import { keep } from './keep.js';
import { move } from './move.js';
import { prefixes } from './prefixes.js';
import { remove } from './remove.js';
import { rename } from './rename.js';
import { respell } from './respell.js';
import { set } from './set.js';
import { shift } from './shift.js';
import { split } from './split.js';
import { wrap } from './wrap.js';

export const TREE_OPERATIONS: {
  readonly [Name in keyof TreeOperations]: Operation<Name, 'tree'>;
} = {
  set,
  respell,
  remove,
  insert,
  copy,
  move,
  wrap,
  keep,
  'keep-text': keepText,
  rename,
  prefixes,
  indent,
  split,
  shift,
  impersonate,
};
