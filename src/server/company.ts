/** Floor 5: the company that comes with Standin: people to log in as, one at least in every state. */
import type { Change, NewUser } from '../directory/change.js';
import type { UserState } from '../directory/user.js';
import { VENDORS } from '../idp/vendors.js';
import type { VendorName } from '../scenario/scenario.js';

type Person = readonly [
  name: string,
  groups: readonly string[],
  more?: Partial<NewUser> & { readonly assigned?: false },
];

const DOMAIN = 'acme.example';
const EVERYONE = 'All Staff';

const PEOPLE: readonly Person[] = [
  ['Ada Byron', ['Engineering', 'Admins'], { roles: ['Admin'] }],
  ['Grace Hopper', ['Engineering'], { roles: ['Employee'] }],
  ['Alan Turing', ['Engineering', 'Research'], { roles: ['Employee'] }],
  ['Katherine Johnson', ['Research'], { roles: ['Employee'] }],
  ['Edsger Dijkstra', ['Engineering'], { roles: ['Employee'] }],
  ['Barbara Liskov', ['Engineering', 'Leads'], { roles: ['User_manager'] }],
  ['Donald Knuth', ['Research'], { roles: ['Employee'] }],
  ['Frances Allen', ['Research', 'Leads'], { roles: ['User_manager'] }],
  ['Ken Thompson', ['Operations'], { roles: ['Tech_support'] }],
  ['Radia Perlman', ['Operations', 'Leads'], { roles: ['Tech_support'] }],
  ['Margaret Hamilton', ['Engineering', 'Leads'], { roles: ['Admin'] }],
  ['Nelida Ortega', ['Legal', 'Notaries'], { roles: ['Notary'] }],
  ['Thurgood Price', ['Legal', 'Notaries'], { roles: ['Notary', 'Employee'] }],
  ['Ruth Ginzberg', ['Legal'], { roles: ['Sender'] }],
  ['Søren Åkesson', ['Sales'], { roles: ['Sender'] }],
  ['Zoë Nuñez', ['Sales'], { roles: ['Sender'] }],
  ['Miriam O’Neill', ['Finance'], { roles: ['Employee'] }],
  ['Wei Li', ['Finance'], { roles: ['Employee'], attributes: { mfa: ['required'] } }],
  ['Paula Pending', ['Sales'], { state: 'staged' }],
  ['Priya Provisioned', ['Sales'], { state: 'provisioned' }],
  ['Sam Suspended', ['Finance'], { state: 'suspended' }],
  ['Lou Locked', ['Operations'], { state: 'locked-out' }],
  ['Erin Expired', ['Operations'], { state: 'password-expired' }],
  ['Dana Deactivated', ['Sales'], { state: 'deprovisioned' }],
  ['Uma Unassigned', ['Finance'], { assigned: false }],
  ['Gus Guest', ['Partners'], { guestOf: 'globex' }],
];

/** What a state is called where the vendor has another word for it; states that nothing is like are active. */
const OTHER_WORDS: Readonly<Partial<Record<UserState, readonly UserState[]>>> = {
  deprovisioned: ['disabled', 'suspended'],
  suspended: ['disabled'],
};

function stateAt(vendor: VendorName, wanted: UserState): UserState {
  const { states, initial } = VENDORS[vendor].lifecycle;
  const words = [wanted, ...(OTHER_WORDS[wanted] ?? [])];
  return words.find((word) => states.includes(word)) ?? initial;
}

/** Letters that addresses are written with. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll('ø', 'o')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}

function newUser(
  vendor: VendorName,
  [name, groups, more = {}]: Person,
  applications: readonly string[],
): NewUser {
  const [firstName = name, lastName = name] = name.split(' ');
  const { assigned = true, state = 'active', ...rest } = more;
  const guest = rest.guestOf !== undefined;
  return {
    handle: plain(firstName),
    firstName,
    lastName,
    displayName: name,
    email: `${plain(firstName)}.${plain(lastName)}@${guest ? 'globex.example' : DOMAIN}`,
    groups: guest ? groups : [EVERYONE, ...groups],
    assignments: assigned ? applications : [],
    state: stateAt(vendor, state),
    ...rest,
  };
}

/**
 * The company's directory before anything happens.
 *
 * @param at - milliseconds since the epoch
 * @param applications - what people are assigned to
 */
export function companyChanges(
  vendor: VendorName,
  at: number,
  applications: readonly string[],
): readonly Change[] {
  return PEOPLE.map((person) => ({
    at,
    verb: 'hire',
    user: newUser(vendor, person, applications),
  }));
}
