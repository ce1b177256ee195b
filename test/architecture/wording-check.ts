/** Finds words that have no place in a finished text. */
import type { SourceFile } from './source-file.js';

const UNFINISHED = /\b(?:TODO|FIXME|HACK|XXX)\b/;
const SILENCERS = /@ts-(?:ignore|nocheck|expect-error)|eslint-disable/;
const PASSED_OVER = /\b(?:it|test|describe)\.(?:only|skip|todo)\b/;
const MACHINE_PATH = /(?:^|[\s'"`(])\/(?:home|root|Users)\/(?!:)/;

/** What people call what SAML calls an attribute; Entra's own names are the exception. */
const CLAIM = /\bclaims?\b/i;
const ENTRA = /entra/i;

const RULES: readonly (readonly [string, RegExp])[] = [
  ['unfinished', UNFINISHED],
  ['silences a check', SILENCERS],
  ['a test that does not run', PASSED_OVER],
  ['a path of one machine', MACHINE_PATH],
];

/** Every line that breaks a rule. */
export function wordingViolations({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  text.split('\n').forEach((line, index) => {
    for (const [name, rule] of RULES) {
      if (rule.test(line)) found.push(`${path}:${index + 1}: ${name}: ${line.trim()}`);
    }
  });
  return found;
}

/** Lines that say "claim" without speaking of Entra. */
export function vocabularyViolations({ path, text }: SourceFile): string[] {
  if (ENTRA.test(path)) return [];
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const said = CLAIM.test(line) && !ENTRA.test(line) && !line.includes('schemas.xmlsoap.org');
    return said ? [`${path}:${index + 1}: ${line.trim()}`] : [];
  });
}
