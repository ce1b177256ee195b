/** Floor 5: `{email}` and the like in the user's texts. */

/** What a text may speak of. */
export interface Values {
  readonly email?: string;
  readonly domain?: string;
  readonly nameId?: string;
  /** The vendor's name, e.g. `okta`. */
  readonly idp?: string;
  /** An ISO instant. */
  readonly now?: string;
  /** The IdP's metadata document. */
  readonly metadata?: string;
}

const NAMES: readonly (keyof Values)[] = ['email', 'domain', 'nameId', 'idp', 'now', 'metadata'];
const PLACEHOLDER: RegExp = new RegExp(`\\{(${NAMES.join('|')})\\}`, 'g');

/** The names that a text speaks of. */
export function placeholdersIn(text: string): ReadonlySet<keyof Values> {
  return new Set(Array.from(text.matchAll(PLACEHOLDER), ([, name]) => name as keyof Values));
}

/**
 * Fills placeholders in; other braces stay as they are, and what was filled in is not read again.
 *
 * @param text - the user's
 * @param values - what is not there becomes the empty text
 * @param encode - makes a value safe where the text stands, with the position of the placeholder
 * @example
 * fill('/sso?login={email}', { email: 'ada+x@acme.example' }, encodeURIComponent); // '/sso?login=ada%2Bx%40acme.example'
 */
export function fill(
  text: string,
  values: Values,
  encode: (value: string, name: keyof Values, position: number) => string,
): string {
  return text.replace(PLACEHOLDER, (_match, name: keyof Values, position: number) =>
    encode(values[name] ?? '', name, position),
  );
}
