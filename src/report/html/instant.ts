/** Floor 8: instants and the time between them, as people read them. */

const UNITS: readonly (readonly [milliseconds: number, name: string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
];

/**
 * A duration in its two largest units.
 *
 * @param milliseconds - not negative
 * @example
 * span(5_400_000); // '1 h 30 min'
 */
export function span(milliseconds: number): string {
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [size, name] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0 && parts.length < 2) parts.push(`${count} ${name}`);
    rest -= count * size;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** `2026-03-02 09:00:00 UTC`; a text that is no instant stays as it is. */
export function instant(text: string): string {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return text;
  const [day = '', time = ''] = new Date(milliseconds).toISOString().split('T');
  return `${day} ${time.replace(/(?:\.000)?Z$/, '')} UTC`;
}

/**
 * An instant of a message, and how far it is from the step.
 *
 * @param text - as it stands in the message
 * @param at - the step's instant, ISO
 */
export function instantFrom(text: string, at: string): string {
  const difference = Date.parse(text) - Date.parse(at);
  if (Number.isNaN(difference)) return text;
  if (Math.abs(difference) < 1_000) return `${instant(text)} (now)`;
  const distance = span(Math.abs(difference));
  return `${instant(text)} (${difference < 0 ? `${distance} before` : `${distance} later`})`;
}
