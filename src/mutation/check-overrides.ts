/** Floor 3: finds what is mistyped in overrides, before a message is changed. */
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import type { MessageOverrides } from '../scenario/step.js';

type Kind = 'text' | 'removable' | 'instant' | 'attributes';

const KINDS: Readonly<Record<keyof MessageOverrides, Kind>> = {
  attributes: 'attributes',
  nameId: 'text',
  nameIdFormat: 'text',
  issuer: 'text',
  audience: 'text',
  recipient: 'text',
  destination: 'text',
  inResponseTo: 'removable',
  notBefore: 'instant',
  notOnOrAfter: 'instant',
  authnInstant: 'instant',
  sessionIndex: 'removable',
};

function invalid(key: string, problem: string, fix: string): UserError {
  return new UserError('value-invalid', `The override "${key}" ${problem}.`, { fix });
}

function isTexts(value: unknown): boolean {
  if (typeof value === 'string' || value === null) return true;
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function checkAttributes(value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('attributes', 'must be a record', "For example: attributes: { email: 'a@b.c' }.");
  }
  const wrong = Object.entries(value).find(([, values]) => !isTexts(values))?.[0];
  if (wrong === undefined) return;
  const fix = 'Write a text, a list of texts, or null to leave the attribute out.';
  throw invalid(`attributes.${wrong}`, 'is not a text', fix);
}

const CHECKS: Readonly<Record<Kind, (key: string, value: unknown) => void>> = {
  text: (key, value) => {
    if (typeof value !== 'string') throw invalid(key, 'is not a text', 'Write it as a text.');
  },
  removable: (key, value) => {
    if (typeof value === 'string' || value === null) return;
    throw invalid(key, 'is not a text', 'Write a text, or null to leave it out.');
  },
  instant: (key, value) => {
    if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return;
    throw invalid(key, 'is not an instant', 'Write it like 2026-03-02T09:00:00Z.');
  },
  attributes: (_, value) => {
    checkAttributes(value);
  },
};

/**
 * Checks overrides that somebody wrote.
 *
 * @throws UserError `key-unknown` with a suggestion, `value-invalid`
 */
export function checkOverrides(overrides: MessageOverrides): void {
  for (const [key, value] of Object.entries(overrides)) {
    const kind = Object.hasOwn(KINDS, key) ? KINDS[key as keyof MessageOverrides] : undefined;
    if (kind === undefined) {
      throw new UserError('key-unknown', `A message has no "${key}" to override.`, {
        fix: didYouMean(key, Object.keys(KINDS)),
      });
    }
    if (value !== undefined) CHECKS[kind](key, value);
  }
}
