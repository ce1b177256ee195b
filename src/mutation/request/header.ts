/** Floor 3: `header`: headers that no browser would send so. */
import { UserError } from '../../base/errors.js';
import type { Operation } from '../operation.js';

/** How a request is cut is not for an attack on SAML, and cookies are the browser's own. */
const RESERVED: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'cookie',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** RFC 9110 5.5, without the bytes above ASCII. */
const VALUE = /^[\t\x20-\x7e]*$/;

function check(name: string, value: string): void {
  if (RESERVED.has(name)) {
    throw new UserError('value-invalid', `header: ${name} cannot be set.`, {
      fix: 'The browser and its connection set it; choose any other header.',
    });
  }
  if (!VALUE.test(value)) {
    throw new UserError('value-invalid', `header: ${name} holds what no header can hold.`, {
      fix: 'Write it in printable ASCII, in one line.',
    });
  }
}

export const header: Operation<'header', 'request'> = {
  stage: 'request',
  describe: ({ name, to }) => `sends the header ${name}: ${to}`,
  apply(draft, { name, to }) {
    const lower = name.toLowerCase();
    check(lower, to);
    return { ...draft, headers: { ...draft.headers, [lower]: to } };
  },
};
