/** Floor 5: reading one text out of an answer: what every kind of place has in common. */
import type { Where } from '../../scenario/target-config.js';
import type { Hop } from '../target.js';

/** What stands at a place. Empty: nothing; `why`: the answer cannot be read. */
export interface Found {
  readonly text?: string;
  readonly why?: string;
}

/** One kind of place, e.g. `json`. */
export type PlaceReader<Kind extends Where> = (place: Kind, answer: Hop) => Promise<Found> | Found;

/** The kinds of `Where`. */
export type JsonPlace = Extract<Where, { readonly json: string }>;
export type CssPlace = Extract<Where, { readonly css: string }>;
export type HeaderPlace = Extract<Where, { readonly header: string }>;

/** A text, or nothing when it is blank. */
export function foundText(text: string | undefined): Found {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? {} : { text: trimmed };
}
