/** Floor 5: the body of a request, read no further than it may be long, and the form in it. */
import type { IncomingMessage } from 'node:http';
import type { FormFields } from '../../saml/read-request.js';

/** The longest body that is read, in bytes: room for the longest AuthnRequest. */
const LONGEST = 1024 * 1024;

/** The fields by name; a field that comes twice is a list. */
export function formFields(body: string): FormFields {
  const fields = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

/** The body as text; `undefined` when it is too long. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
