/** Floor 3: `shift`: instants earlier or later. */
import { parseDuration } from '../../base/duration.js';
import { UserError } from '../../base/errors.js';
import { editAll, ofText } from '../edit.js';
import type { Operation } from '../operation.js';
import { placesAt } from '../path.js';

/** As exact as it was: a vendor that writes whole seconds goes on to do so. */
function shifted(instant: string, by: number): string {
  const after = new Date(Date.parse(instant) + by);
  if (Number.isNaN(after.valueOf())) {
    throw new UserError('mutation-impossible', `"${instant}" is no instant to shift.`, {
      fix: 'Use set to write another value.',
    });
  }
  const written = after.toISOString();
  return instant.includes('.') || !written.endsWith('.000Z')
    ? written
    : written.replace('.000', '');
}

export const shift: Operation<'shift', 'tree'> = {
  stage: 'tree',
  describe: ({ at, by }) => `moves ${at} by ${by}`,
  apply(draft, { at, by }) {
    const places = placesAt(draft.document, at);
    const milliseconds = parseDuration(by) ?? 0;
    const edit = ofText(places[0]?.attribute, (instant) => shifted(instant, milliseconds));
    return { ...draft, document: editAll(draft.document, places, edit) };
  },
};
