/** Floor 3: `base64`: other ways to write the value of the field than RFC 4648 section 4. */
import type { TextOperations } from '../../scenario/mutation/text-operations.js';
import type { Operation } from '../operation.js';

type Way = TextOperations['base64']['as'];

const unpadded = (value: string): string => value.replace(/=+$/, '');

/** Line ends behind the message, until there are two characters of padding. */
function padded(value: string): string {
  const bytes = Buffer.from(value, 'base64');
  const missing = (4 - (bytes.length % 3)) % 3;
  return Buffer.concat([bytes, Buffer.alloc(missing, '\n')]).toString('base64');
}

const WAYS: Readonly<Record<Way, (value: string) => string>> = {
  // RFC 4648 section 5.
  url: (value) => unpadded(value).replaceAll('+', '-').replaceAll('/', '_'),
  // RFC 2045 6.8.
  lines: (value) => value.replace(/.{76}(?=.)/g, '$&\r\n'),
  double: (value) => Buffer.from(value).toString('base64'),
  unpadded,
  padded,
  percent: encodeURIComponent,
};

const WORDS: Readonly<Record<Way, string>> = {
  url: 'uses the base64 alphabet for URLs, without padding',
  lines: 'writes the base64 in lines of 76 characters',
  double: 'encodes it with base64 twice',
  unpadded: 'leaves the padding of the base64 away',
  padded: 'makes the base64 end with ==',
  percent: 'percent-encodes the base64 once more',
};

export const base64: Operation<'base64', 'field'> = {
  stage: 'field',
  describe: ({ as }) => WORDS[as],
  apply: (draft, { as }) => WAYS[as](draft),
};
