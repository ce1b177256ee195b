/** Floor 5: placeholders in the body of a request, safe for its content type. */
import { UserError } from '../../base/errors.js';
import { fill, placeholdersIn, type Values } from './placeholders.js';

/** A body before it is filled. */
export interface BodyTemplate {
  /** The content type. */
  readonly type: string;
  readonly text: string;
}

const XML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeXml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => XML_ESCAPES[character] ?? character);
}

function same(value: string): string {
  return value;
}

/** Fills the strings of a JSON value: whatever is filled in stays inside its string. */
function fillJson(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return fill(value, values, same);
  if (Array.isArray(value)) return value.map((member) => fillJson(member, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, fillJson(member, values)]),
  );
}

function parseTemplate(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new UserError('value-invalid', `The body ${text.slice(0, 80)} is no JSON.`, {
      fix: 'Write a placeholder of a JSON body inside quotation marks: {"email": "{email}"}.',
      cause,
    });
  }
}

/**
 * Fills a body in. Values are escaped as its type wants it: as parts of JSON strings, form-encoded, or as XML text;
 * a body that is one placeholder and nothing else is the value itself.
 *
 * @throws UserError `value-invalid` when a JSON body is none
 * @example
 * fillBody({ type: 'application/json', text: '{"user":"{email}"}' }, { email: 'a"b@acme.example' });
 * // '{"user":"a\\"b@acme.example"}'
 */
export function fillBody({ type, text }: BodyTemplate, values: Values): string {
  if (placeholdersIn(text).size === 0) return text;
  const media = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (media === 'application/x-www-form-urlencoded') return fill(text, values, encodeURIComponent);
  if (/[/+]json$/.test(media)) return JSON.stringify(fillJson(parseTemplate(text), values));
  if (/^\{\w+\}$/.test(text.trim())) return fill(text.trim(), values, same);
  return fill(text, values, /[/+](?:xml|html)$/.test(media) ? escapeXml : same);
}
