/** Floor 9: reads single options. */
import { UserError } from '../base/errors.js';
import type { Options } from './command.js';

/** The text of an option; `undefined` when it was not given. */
export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Every value of a repeatable option. */
export function listOption(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Whether a flag was given. */
export function flagOption(options: Options, name: string): boolean {
  return options[name] === true;
}

const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * An instant.
 *
 * @returns milliseconds since the epoch, or `undefined` when the option was not given
 * @throws UserError `option-invalid`
 */
export function instantOption(options: Options, name: string): number | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(instant)) return instant;
  throw new UserError('option-invalid', `--${name}: "${text}" is not an instant.`, {
    fix: 'Write it as 2026-03-02T09:00:00Z.',
  });
}

/**
 * An absolute http or https URL.
 *
 * @throws UserError `option-invalid`
 */
export function urlOption(options: Options, name: string): string | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new UserError('option-invalid', `--${name}: "${text}" is not an http or https URL.`, {
    fix: 'For example https://app.example/saml/acs.',
  });
}
