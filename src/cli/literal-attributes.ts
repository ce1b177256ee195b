/** Floor 9: `--attr NAME=VALUE`: attributes with literal values, on top of what the application sends. */
import { UserError } from '../base/errors.js';
import type { Application, AttributeStatement } from '../idp/tenant.js';

function readPair(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new UserError('option-invalid', `--attr: "${text}" is not NAME=VALUE.`, {
    fix: 'For example --attr roles=Admin; several values: give it several times.',
  });
}

/**
 * The application with literal attributes; one of the same name replaces the application's own.
 *
 * @param texts - `NAME=VALUE`; equal names add up to one attribute with several values
 * @throws UserError `option-invalid`
 */
export function withAttributes(application: Application, texts: readonly string[]): Application {
  const given = new Map<string, string[]>();
  for (const [name, value] of texts.map(readPair)) {
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  const own = application.attributes.filter(({ name }) => !given.has(name));
  const nameFormat = application.attributes[0]?.nameFormat;
  const literal = [...given].map(([name, values]): AttributeStatement => ({
    name,
    values,
    ...(nameFormat === undefined ? {} : { nameFormat }),
  }));
  return { ...application, attributes: [...own, ...literal] };
}
