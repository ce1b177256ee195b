/** A directory of so many people, as a company has them: groups, an application, some drift. */
import { seededRandom } from '../../dist/base/random.js';
import { openDirectory } from '../../dist/directory/directory.js';
import { LIFECYCLES } from '../../dist/directory/lifecycles.js';

/** When the last person was hired, in milliseconds since the epoch. */
export const LOADED = Date.parse('2026-03-02T09:00:00Z');

/** The handle of a person. */
export const handleOf = (index) => `person-${index}`;

/**
 * Hires people, everyone into three groups.
 *
 * @param size - how many
 * @param application - the application everyone is assigned to
 */
export function loadRoster(size, application) {
  const directory = openDirectory({ lifecycle: LIFECYCLES.okta, random: seededRandom('roster') });
  for (let index = 0; index < size; index++) {
    const handle = handleOf(index);
    const groups = ['Everyone', `Team ${index % 50}`, `Site ${index % 7}`];
    const email = `first${index}.last@acme.example`;
    const user = { handle, email, groups, assignments: [application] };
    directory.record({ at: LOADED, verb: 'hire', user });
  }
  return directory;
}
