/** Floor 5: header names compare without case (RFC 9110 5.1); carriers take them in lower case. */
export function lowerCasedNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
