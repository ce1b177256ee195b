/** Floor 1: what a person's record says at first, and after an update. */
import { UserError } from '../base/errors.js';
import type { NewUser } from './change.js';
import type { UserProfile } from './user.js';

const EMAIL = /^([^\s@]+)@([^\s@]+)$/;
const NOTHING: readonly string[] = [];
const NO_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {};

/** Local part and domain; refuses what no mail system could deliver to. */
function splitEmail(email: string, handle: string): readonly [local: string, domain: string] {
  const [, local, domain] = EMAIL.exec(email) ?? [];
  if (local === undefined || domain === undefined) {
    throw new UserError('value-invalid', `"${email}" is not an e-mail address (user ${handle}).`, {
      fix: 'Write it as name@domain.',
    });
  }
  return [local, domain];
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** First and last name out of `ada.byron+test@acme.example`; a missing last name is the domain's. */
function namesOf(local: string, domain: string): readonly [first: string, last: string] {
  const [person = local] = local.split('+');
  const [first = local, ...rest] = person.split(/[._-]+/).filter((word) => word !== '');
  const last = rest.length > 0 ? rest : domain.split('.', 1);
  return [capitalised(first), last.map(capitalised).join(' ')];
}

/**
 * The profile of a new user, derived from the e-mail where it says nothing.
 *
 * @throws UserError `value-invalid` when the e-mail is not one
 * @example
 * profileOf({ handle: 'ada', email: 'ada.byron@acme.example' }).displayName; // 'Ada Byron'
 */
export function profileOf(user: NewUser): UserProfile {
  const [first, last] = namesOf(...splitEmail(user.email, user.handle));
  const firstName = user.firstName ?? first;
  const lastName = user.lastName ?? last;
  return {
    userName: user.userName ?? user.email,
    email: user.email,
    firstName,
    lastName,
    displayName: user.displayName ?? `${firstName} ${lastName}`.trim(),
    roles: user.roles ?? NOTHING,
    attributes: user.attributes ?? NO_ATTRIBUTES,
  };
}

/** Attributes merged by name; an empty list removes one. */
function merged(
  before: UserProfile['attributes'],
  set: UserProfile['attributes'],
): UserProfile['attributes'] {
  const kept = Object.entries({ ...before, ...set }).filter(([, values]) => values.length > 0);
  return Object.fromEntries(kept);
}

/**
 * A record with exactly the fields of `set` changed.
 *
 * @throws UserError `value-invalid` when the new e-mail is not one
 */
export function withProfile<Record extends UserProfile & { readonly handle: string }>(
  record: Record,
  set: Partial<UserProfile>,
): Record {
  if (set.email !== undefined) splitEmail(set.email, record.handle);
  const { attributes, ...fields } = set;
  if (attributes === undefined) return { ...record, ...fields };
  return { ...record, ...fields, attributes: merged(record.attributes, attributes) };
}
