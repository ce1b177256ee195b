/**
 * Test tool: holds a log against the published JSON schema of SARIF 2.1.0 (OASIS), as `@microsoft/jest-sarif` ships it.
 * That package's own matchers are not used: they need an Ajv of their own and say less.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const PLACE = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

/** What RFC 3986 allows; whether the parts of an address make sense is not asked. */
const REFERENCE = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-Fa-f]{2})*$/u;
const ADDRESS = /^[A-Za-z][\w+\-.]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-Fa-f]{2})*$/u;

/** It is of draft 4, and uses nothing that later drafts read otherwise but its own name. */
function schema(): Record<string, unknown> {
  const text = readFileSync(createRequire(import.meta.url).resolve(PLACE), 'utf8');
  const { $schema, id, ...rest } = JSON.parse(text) as Record<string, unknown>;
  if ($schema !== 'http://json-schema.org/draft-04/schema#' || typeof id !== 'string') {
    throw new Error(`${PLACE} is another schema than it was`);
  }
  return rest;
}

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  // One of its patterns is none with the flag `u`.
  unicodeRegExp: false,
  formats: { uri: ADDRESS, 'uri-reference': REFERENCE, 'date-time': true },
});
const validate = ajv.compile(schema());

/** What is wrong with a log, one sentence each; nothing when it is valid. */
export function sarifErrors(log: unknown): readonly string[] {
  validate(log);
  return (validate.errors ?? []).map(
    ({ instancePath, message = '' }) => `${instancePath} ${message}`,
  );
}
