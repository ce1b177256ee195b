/** Floor 9: `standin attack --explainAttack`. */
import { UserError } from '../../base/errors.js';
import type { Options } from '../command.js';
import type { Io } from '../io.js';

export function explainAttack(_options: Options, _io: Io): Promise<number> {
  throw new UserError('not-supported', 'soon');
}
