/** Floor 9: makes sure that a matcher was given a login. */
import { UserError } from '../../base/errors.js';
import type { Login } from '../login-result.js';

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function isLogin(value: object): value is Login {
  return 'observation' in value && 'browser' in value && 'hops' in value;
}

function isPromise(value: object): boolean {
  return 'then' in value && typeof value.then === 'function';
}

/** `a string`, `an Array`; `undefined` is nothing but itself. */
function named(what: string): string {
  if (what === 'undefined') return what;
  return `${/^[aeio]/i.test(what) ? 'an' : 'a'} ${what}`;
}

/** What it is instead, and what to write. */
function explain(value: unknown): readonly [what: string, fix: string] {
  const right = "expect(await idp.login('ada').to(app))";
  if (!isObject(value)) return [value === null ? 'null' : named(typeof value), `Write ${right}.`];
  if ('to' in value && typeof value.to === 'function') {
    return ['a login that was not sent', `End it with .to(app) and await it: ${right}.`];
  }
  if (isPromise(value)) return ['a Promise', `The "await" is missing: ${right}.`];
  const kind: unknown = value.constructor;
  const what = typeof kind === 'function' && kind.name !== '' ? kind.name : 'object';
  return [named(what), `Write ${right}.`];
}

/** @throws UserError `value-invalid` for anything but a finished login */
export function findLogin(received: unknown): Login {
  if (isObject(received) && isLogin(received)) return received;
  const [what, fix] = explain(received);
  throw new UserError('value-invalid', `This is ${what}, not a login.`, { fix });
}
