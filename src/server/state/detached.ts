/** Floor 5: a text of its own: engines keep the whole of a long message alive for any piece that was cut out of it. */

/** The same text, which keeps no other one alive; of what came as UTF-8. */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}
