/** Floor 1: web addresses and files as `standin.config.yaml` writes them. */
import type { z } from 'zod';
import { name } from '../value.js';

const SCHEME = /^[a-z][a-z\d+.-]*:/i;
const ABSOLUTE = '^https?://';

/** Whether a text is an absolute http or https URL. */
export function isAbsolute(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function isAddress(text: string): boolean {
  return SCHEME.test(text) ? isAbsolute(text) : URL.canParse(text, 'http://localhost/');
}

function isOrigin(text: string): boolean {
  return isAbsolute(text) && new URL(text).href === `${new URL(text).origin}/`;
}

/** An absolute URL, or one that is relative to the target's `url`. */
export const address: z.ZodString = name.refine(isAddress).meta({
  description: 'A URL; a relative one starts at the `url` of the target.',
  examples: ['/saml/acs'],
  pattern: `^(?![A-Za-z][A-Za-z\\d+.-]*:)|${ABSOLUTE}`,
});

/** An absolute URL. */
export const absoluteUrl: z.ZodString = name.refine(isAbsolute).meta({
  description: 'An absolute http or https URL.',
  examples: ['http://localhost:3000'],
  pattern: ABSOLUTE,
});

/** A scheme, a host and a port, without a path. */
export const origin: z.ZodString = name.refine(isOrigin).meta({
  description: 'A scheme, a host and, where it is not the usual one, a port.',
  examples: ['https://login.acme.example'],
  pattern: `${ABSOLUTE}[^/?#]+/?$`,
});

/** A file; a relative one starts at the folder of the configuration. */
export const file: z.ZodString = name.meta({
  description: 'A file; a relative one starts at the folder of this file.',
  examples: ['./ca.pem'],
});
