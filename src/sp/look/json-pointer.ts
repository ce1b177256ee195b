/** Floor 5: JSON pointers (RFC 6901). */

/** The member of a value that one token of a pointer names. */
function member(value: unknown, token: string): unknown {
  if (Array.isArray(value)) {
    // RFC 6901 4: digits without leading zeros.
    return /^(?:0|[1-9]\d*)$/.test(token) ? (value[Number(token)] as unknown) : undefined;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[token];
}

/** Whether a text is a JSON pointer: empty, or it starts with `/` and every `~` is `~0` or `~1`. */
export function isJsonPointer(text: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)*$/.test(text);
}

/**
 * The part of a JSON value that a pointer names; `undefined` when there is none.
 *
 * @example
 * atPointer({ user: { emails: ['ada@acme.example'] } }, '/user/emails/0'); // 'ada@acme.example'
 */
export function atPointer(value: unknown, pointer: string): unknown {
  // `~1` first: `~01` is `~1`, never `/` (RFC 6901 4).
  const tokens = pointer.split('/').slice(1);
  return tokens.reduce<unknown>(
    (part, token) => member(part, token.replaceAll('~1', '/').replaceAll('~0', '~')),
    value,
  );
}
