/** Floor 5: what somebody typed about a person, as a change of the directory. */
import { UserError } from '../../../base/errors.js';
import { didYouMean } from '../../../base/suggest.js';
import type { NewUser } from '../../../directory/change.js';
import type { User, UserProfile, UserState } from '../../../directory/user.js';
import type { Deed } from '../../state/deed.js';
import type { TenantState } from '../../state/tenant-state.js';
import { isVerb } from './verbs.js';

/** The fields of a form; each may come several times. */
type Form = URLSearchParams;

const NAMES = ['firstName', 'lastName', 'displayName', 'email', 'userName'] as const;

function typed(form: Form, name: string): string {
  return form.get(name)?.trim() ?? '';
}

/** What stands between commas. */
function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A line a value: `department: Legal`; a name may come several times. */
function readAttributes(text: string): UserProfile['attributes'] {
  const values = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/).filter((each) => each.trim() !== '')) {
    const colon = line.indexOf(': ');
    const name = line.slice(0, colon).trim();
    if (colon < 1 || name === '') {
      throw new UserError('value-invalid', `"${line}" is no attribute.`, {
        fix: 'Write a line for each value: department: Legal',
      });
    }
    values.set(name, [...(values.get(name) ?? []), line.slice(colon + 2).trim()]);
  }
  return Object.fromEntries(values);
}

/** The lines that `readAttributes` reads. */
export function attributeLines(attributes: UserProfile['attributes']): string {
  return Object.entries(attributes)
    .flatMap(([name, values]) => values.map((value) => `${name}: ${value}`))
    .join('\n');
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Attributes that are new or different; those that are no longer there are removed. */
function changedAttributes(
  before: UserProfile['attributes'],
  now: UserProfile['attributes'],
): UserProfile['attributes'] {
  const changed = Object.entries(now).filter(([name, values]) => !same(before[name], values));
  const removed = Object.keys(before)
    .filter((name) => !Object.hasOwn(now, name))
    .map((name): [string, readonly string[]] => [name, []]);
  return Object.fromEntries([...changed, ...removed]);
}

/** Only what is different: a story says what was changed, not what was on the page. */
function updateOf(form: Form, user: User): Partial<UserProfile> {
  const named = NAMES.filter((name) => form.has(name) && typed(form, name) !== user[name]);
  const names = Object.fromEntries(named.map((name) => [name, typed(form, name)]));
  const roles = listed(typed(form, 'roles'));
  const attributes = form.has('attributes')
    ? changedAttributes(user.attributes, readAttributes(form.get('attributes') ?? ''))
    : {};
  if (names['userName'] === '') {
    throw new UserError('value-invalid', 'The login name cannot be empty.');
  }
  return {
    ...names,
    ...(form.has('roles') && !same(roles, user.roles) ? { roles } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

function groupsOf(form: Form): readonly string[] {
  const groups = listed(typed(form, 'groups'));
  if (groups.length > 0) return groups;
  throw new UserError('value-invalid', 'No group is named.', {
    fix: 'Write the name of one, or of several with commas between them.',
  });
}

function applicationOf(form: Form, { apps }: TenantState): string {
  const name = form.get('application') ?? '';
  if (apps.has(name)) return name;
  throw new UserError('value-invalid', `The tenant has no application "${name}".`, {
    fix: didYouMean(name, [...apps.keys()]),
  });
}

/**
 * What the form of a person asks for.
 *
 * @returns `undefined` when nothing would change
 * @throws UserError `value-invalid`
 */
export function deedOf(form: Form, user: User, tenant: TenantState): Deed | undefined {
  const { handle } = user;
  const verb = form.get('do') ?? '';
  if (isVerb(verb)) return { verb, handle };
  switch (verb) {
    case 'update': {
      const set = updateOf(form, user);
      return Object.keys(set).length === 0 ? undefined : { verb, handle, set };
    }
    case 'join':
      return { verb, handle, groups: groupsOf(form) };
    case 'leave':
      return { verb, handle, groups: [form.get('group') ?? ''] };
    case 'assign':
    case 'unassign':
      return { verb, handle, application: applicationOf(form, tenant) };
    default:
      throw new UserError('value-invalid', `"${verb}" is nothing that can be done to a person.`);
  }
}

/** What steps of a story may name somebody by. */
const HANDLE = /^[A-Za-z][\w.-]*$/;

/** A handle out of what is known, that nobody has. */
function freeHandle(form: Form, taken: ReadonlySet<string>): string {
  const [local = ''] = typed(form, 'email').split('@');
  const plain = (text: string): string =>
    text
      .normalize('NFD')
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .toLowerCase();
  const name = [typed(form, 'firstName'), local].map(plain).find((each) => HANDLE.test(each));
  const base = name ?? 'user';
  let count = 1;
  while (taken.has(count === 1 ? base : `${base}${count}`)) count++;
  return count === 1 ? base : `${base}${count}`;
}

function handleOf(form: Form, taken: ReadonlySet<string>): string {
  const given = typed(form, 'handle');
  if (given === '') return freeHandle(form, taken);
  if (HANDLE.test(given)) return given;
  throw new UserError('value-invalid', `"${given}" cannot be a handle.`, {
    fix: 'A letter, then letters, digits, dots, dashes: scenario files name people by it.',
  });
}

/**
 * The new person that a form describes.
 *
 * @param taken - handles that somebody has or had
 * @throws UserError `value-invalid`
 */
export function hireOf(form: Form, tenant: TenantState, taken: ReadonlySet<string>): Deed {
  const said = NAMES.flatMap((name) => {
    const value = typed(form, name);
    return value === '' ? [] : [[name, value] as const];
  });
  const roles = listed(typed(form, 'roles'));
  const groups = listed(typed(form, 'groups'));
  const state = typed(form, 'state');
  const user: NewUser = {
    handle: handleOf(form, taken),
    email: '',
    ...Object.fromEntries(said),
    ...(roles.length === 0 ? {} : { roles }),
    ...(groups.length === 0 ? {} : { groups }),
    assignments: form.getAll('application').filter((name) => tenant.apps.has(name)),
    // The directory refuses a state that its lifecycle does not have.
    ...(state === '' || state === tenant.vendor.lifecycle.initial
      ? {}
      : { state: state as UserState }),
  };
  return { verb: 'hire', user };
}
