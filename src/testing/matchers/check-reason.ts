/** Floor 9: a reason that nobody can give is a mistake in the test, whatever the app did. */
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';

/** @throws UserError `value-invalid` for a reason that is not in the list */
export function checkReason(reason: string | undefined, reasons: Readonly<object>): void {
  const known = Object.keys(reasons);
  if (reason === undefined || known.includes(reason)) return;
  throw new UserError('value-invalid', `There is no reason "${reason}".`, {
    fix: didYouMean(reason, known),
  });
}
