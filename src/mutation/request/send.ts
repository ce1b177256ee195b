/** Floor 3: `send`: by another method, in another body, to another address. */
import { UserError } from '../../base/errors.js';
import type { RequestOperations } from '../../scenario/mutation/request-operations.js';
import type { Operation } from '../operation.js';

type Settings = RequestOperations['send'];

/** No header can hold anything else, and Node would not send it. */
const PRINTABLE = /^[\t\x20-\x7e]*$/;

function address(to: string | undefined, acsUrl: string): string {
  if (to === undefined) return acsUrl;
  if (URL.canParse(to, acsUrl)) return new URL(to, acsUrl).href;
  throw new UserError('value-invalid', `send: "${to}" is no address.`, {
    fix: 'Write a whole URL, or a path that begins with /.',
  });
}

function checkContentType({ contentType = '' }: Settings): void {
  if (PRINTABLE.test(contentType)) return;
  throw new UserError('value-invalid', 'send: contentType holds what no header can hold.', {
    fix: 'Write it in printable ASCII, in one line.',
  });
}

function words({ by, body, contentType, charset, to }: Settings): readonly string[] {
  return [
    ...(by === undefined ? [] : [`by ${by.toUpperCase()}`]),
    ...(body === undefined ? [] : [`as ${body}`]),
    ...(charset === undefined ? [] : [`in ${charset}`]),
    ...(contentType === undefined ? [] : [`as ${contentType}`]),
    ...(to === undefined ? [] : [`to ${to}`]),
  ];
}

export const send: Operation<'send', 'request'> = {
  stage: 'request',
  describe: (settings) => `sends it ${words(settings).join(' ')}`.trim(),
  apply(draft, settings) {
    checkContentType(settings);
    const { by, body = draft.body, contentType, charset, to } = settings;
    return {
      ...draft,
      method: by === undefined ? draft.method : by === 'get' ? 'GET' : 'POST',
      url: address(to, draft.url),
      body,
      ...(contentType === undefined ? {} : { contentType }),
      ...(charset === undefined ? {} : { charset }),
    };
  },
};
