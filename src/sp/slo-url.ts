/** Floor 5: where the reference SP takes logout messages. */

/** The single logout service beside an ACS: `https://sp.example/slo`. */
export function sloUrlOf(acs: string): string {
  return new URL('/slo', acs).href;
}
