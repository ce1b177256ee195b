/** Floor 5: the identity in a JSON answer. */
import { atPointer } from './json-pointer.js';
import { type Found, foundText, type JsonPlace, type PlaceReader } from './place.js';

function parsed(body: string): { readonly value?: unknown; readonly why?: string } {
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    return { why: 'no JSON' };
  }
}

/** A JSON pointer; `null` and `false` are how apps say "nobody". */
export const readJsonPlace: PlaceReader<JsonPlace> = ({ json }, { body, contentType }): Found => {
  if (body.trim() === '') return {};
  const { value, why } = parsed(body);
  if (why !== undefined) return { why: `the answer (${contentType || 'no type'}) is ${why}` };
  const found = atPointer(value, json);
  if (found === undefined || found === null || found === false) return {};
  if (typeof found === 'string') return foundText(found);
  if (typeof found === 'number') return { text: String(found) };
  return { why: `the value at "${json}" is no text` };
};
