/** Floor 9: what the placeholders of an attack stand for where no run plays it. */
import type { Application } from '../idp/tenant.js';

/** Names of attributes, as the application sends them: `{attribute.email}`. */
function attributeNames({ attributes }: Application): Readonly<Record<string, string>> {
  const fields: readonly (readonly [string, RegExp])[] = [
    ['email', /e-?mail/i],
    ['firstName', /first|given/i],
    ['lastName', /last|sur/i],
    ['roles', /role/i],
    ['groups', /group/i],
  ];
  return Object.fromEntries(
    fields.map(([field, pattern]) => [
      `attribute.${field}`,
      attributes.find(({ name }) => pattern.test(name))?.name ?? field,
    ]),
  );
}

/** The values, by placeholder. */
export function forgeryValues(application: Application): Readonly<Record<string, string>> {
  return {
    ...attributeNames(application),
    canary: 'http://127.0.0.1:9/canary',
    'other.issuer': 'https://other.example/idp',
    'other.domain': 'other.example',
  };
}
