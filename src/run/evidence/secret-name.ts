/** Floor 7: names behind which a secret stands. */

/** In records and JSON, where `state` and `code` are ordinary words. */
const SECRET =
  /relay[-_]?state|csrf|xsrf|token|secret|passw|pwd|credential|api[-_]?key|authorization|session[-_]?id|cookie/i;

/** In queries and forms, where OAuth and the usual frameworks put secrets under short names. */
const SHORT = /^(?:code|state|nonce|sid|key|sig|phpsessid)$/i;

/** Whether a field of a record is a secret. */
export function isSecretField(name: string): boolean {
  return SECRET.test(name);
}

/** Whether a parameter of a query or form is a secret. SAML messages and their signatures are not. */
export function isSecretParameter(name: string): boolean {
  return SECRET.test(name) || SHORT.test(name);
}

/** Whether a header of a request or answer is a secret. */
export function isSecretHeader(name: string): boolean {
  return SECRET.test(name) || /^proxy-/i.test(name);
}
