/** Floor 1: how deep a tree may be. Writers and readers are recursive; this keeps them off the end of the stack. */
import { UserError } from '../base/errors.js';

/** The deepest nesting that anything in Standin writes, reads or signs; the root is at depth 1. */
export const DEEPEST = 1000;

/**
 * Refuses a tree that is too deep.
 *
 * @param depth - how many elements enclose the node, itself included
 * @throws UserError `xml-too-deep`
 */
export function checkDepth(depth: number): void {
  if (depth <= DEEPEST) return;
  throw new UserError('xml-too-deep', `elements are nested more than ${DEEPEST} deep`);
}
