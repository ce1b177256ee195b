/** Floor 3: what an operation says when it finds nothing to change. */
import { UserError } from '../../base/errors.js';
import { shown } from './shown.js';

/** The written message does not hold the text. */
export function missing(text: string): UserError {
  return new UserError('mutation-impossible', `The message does not hold ${shown(text)}.`, {
    fix: 'standin mint prints the message as it is; it must stand there to the letter.',
  });
}
