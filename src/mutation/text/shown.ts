/** Floor 3: texts in sentences for people. */

const LONGEST = 60;

/** The text in quotation marks, cut when it is long. */
export function shown(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
