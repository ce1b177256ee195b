/** Floor 9: `toHaveAttribute`. */
import { plainValue } from '../../report/plain-value.js';
import type { Check } from '../../run/judge/check.js';
import { compared, notVerified } from '../../run/judge/check.js';
import type { Login } from '../login-result.js';
import type { Demand } from './demand.js';
import { judged } from './judged.js';

const ANY = 'any value';

function present(attribute: string, { assertion }: Login): Check {
  const attributes = assertion?.attributes ?? [];
  const found = attributes.find((candidate) => candidate.name === attribute);
  const values = { expected: ANY, observed: found?.values ?? null };
  return compared(['assertion', 'attributes', attribute], found !== undefined, values);
}

/** The assertion carries the attribute; where nothing was sent, nobody can say. */
export function toHaveAttribute(attribute: string, value?: string | readonly string[]): Demand {
  const asked = value === undefined ? '' : ` with ${plainValue(value)}`;
  return {
    sentence: `send the attribute ${attribute}${asked}`,
    checks(login) {
      const path = ['assertion', 'attributes', attribute];
      if (login.assertion === undefined) {
        return [notVerified(path, value ?? ANY, 'no message was sent')];
      }
      if (value === undefined) return [present(attribute, login)];
      return judged({ assertion: { attributes: { [attribute]: value } } }, login);
    },
  };
}
