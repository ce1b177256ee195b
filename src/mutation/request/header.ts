/** Floor 3: `header`: headers that no browser would send so. */
import { UserError } from '../../base/errors.js';
import type { Operation } from '../operation.js';

/** How long a message is and how it is cut is not for an attack on SAML: a server would read another request. */
const FRAMING: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
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
  if (FRAMING.has(name)) {
    throw new UserError('value-invalid', `header: ${name} cannot be set.`, {
      fix: 'It says how the request is cut; set any other header.',
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
