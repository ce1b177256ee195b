/** Floor 5: finds people by the first letters of their names, initials, groups or states. */
import type { User } from '../../../directory/user.js';
import { stateWord } from '../state-chips.js';

/** What somebody is found by: words in lower case, without accents. */
export interface Findable {
  /** The name, its initials, the addresses. */
  readonly name: string;
  /** Groups and state: whoever is found by these only comes after the others. */
  readonly more: string;
}

const LETTERS: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l' };

/** Lower case, without accents; the page's script does the same. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øæœßł]/g, (letter) => LETTERS[letter] ?? letter);
}

function wordsOf(text: string): readonly string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The first character, whole. */
function firstOf(word: string): readonly number[] {
  const point = word.codePointAt(0);
  return point === undefined ? [] : [point];
}

/** The first letters of a name's words: two at most, as people write them. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [first, last].map((word) => String.fromCodePoint(...firstOf(word))).join('');
}

/** What a person is found by. */
export function findableOf(user: User): Findable {
  const { displayName, handle, email, userName, groups, state, guestOf } = user;
  const initials = wordsOf(displayName).map((word) => word[0] ?? '');
  const [local = ''] = email.split('@');
  const names = [...wordsOf(displayName), initials.join(''), ...wordsOf(local)];
  const addresses = [email, userName, handle].map((each) => plain(each).replaceAll(/\s/g, ''));
  const more = [...groups.flatMap(wordsOf), ...wordsOf(stateWord(state))];
  return {
    name: [...new Set([...names, ...addresses])].join(' '),
    more: [...new Set([...more, ...(guestOf === undefined ? [] : ['guest'])])].join(' '),
  };
}

function fits(tokens: readonly string[], words: string): boolean {
  const all = words.split(' ');
  return tokens.every((token) => all.some((word) => word.startsWith(token)));
}

/**
 * Those whom a query finds, by name first; all of them, in their order, for an empty query.
 *
 * @param query - the beginnings of words, in any order: `by`, `ab`, `eng lock`
 * @example
 * findPeople(users, 'ab').map(({ displayName }) => displayName); // ['Ada Byron']
 */
export function findPeople(users: readonly User[], query: string): readonly User[] {
  const tokens = plain(query).split(/\s+/).filter(Boolean);
  if (tokens.length === 0) return users;
  const found = users.map((user) => ({ user, by: findableOf(user) }));
  const named = found.filter(({ by }) => fits(tokens, by.name));
  const others = found.filter(
    ({ by }) => !fits(tokens, by.name) && fits(tokens, `${by.name} ${by.more}`),
  );
  return [...named, ...others].map(({ user }) => user);
}
