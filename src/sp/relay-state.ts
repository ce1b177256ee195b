/** Floor 5: where RelayState may lead (saml-bindings 3.4.3, 3.5.3). */

/** Bytes that RelayState may have. */
const LONGEST = 80;

/** A path of this SP, `/` for anything that is no address, or why it is refused. */
export type Landing = { readonly landing: string } | { readonly refused: string };

/**
 * Judges a RelayState. Paths and addresses of this origin are followed; an opaque value is kept but
 * not followed; addresses of other origins, other schemes and more than 80 bytes are refused.
 *
 * @param value - as received; `undefined` and the empty text mean none
 * @param origin - of this SP
 * @example
 * readRelayState('/documents/7', 'https://sp.example'); // { landing: '/documents/7' }
 */
export function readRelayState(value: string | undefined, origin: string): Landing {
  if (value === undefined || value === '') return { landing: '/' };
  if (Buffer.byteLength(value) > LONGEST) return { refused: 'RelayState is longer than 80 bytes' };
  const isAddress = /^[/\\]/.test(value.trim()) || URL.canParse(value);
  if (!isAddress) return { landing: '/' };
  const url = URL.canParse(value, origin) ? new URL(value, origin) : undefined;
  if (url?.origin !== origin || url.username !== '' || url.password !== '') {
    return { refused: 'RelayState leads to another origin' };
  }
  // A path may itself look like an address without scheme ("//host"); the leading dot defuses it.
  const path = url.pathname + url.search + url.hash;
  return { landing: path.startsWith('//') ? `/.${path}` : path };
}
