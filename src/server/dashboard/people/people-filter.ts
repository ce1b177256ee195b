/** Floor 5: whom of a tenant somebody wants to see. */
import type { User } from '../../../directory/user.js';

/** What the query asks for. */
export interface PeopleFilter {
  /** A part of the name, address, handle or of a group's name. */
  readonly q: string;
  /** A state, or empty. */
  readonly state: string;
}

/** Of a query or a hidden field. */
export function peopleFilter(query: string): PeopleFilter {
  const fields = new URLSearchParams(query);
  return { q: fields.get('q')?.trim() ?? '', state: fields.get('state') ?? '' };
}

/** As a query; empty when everybody is wanted. */
export function filterQuery({ q, state }: PeopleFilter): string {
  const fields = new URLSearchParams();
  if (q !== '') fields.set('q', q);
  if (state !== '') fields.set('state', state);
  return fields.toString();
}

function textsOf({ handle, displayName, email, userName, groups }: User): readonly string[] {
  return [handle, displayName, email, userName, ...groups];
}

/** Case and accents do not matter. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Whether the person is wanted. */
export function isWanted({ q, state }: PeopleFilter, user: User): boolean {
  if (state !== '' && user.state !== state) return false;
  const asked = plain(q);
  return textsOf(user).some((text) => plain(text).includes(asked));
}
