/** Floor 7: a story, or one combination of it, that is not played. */

export interface LeftOut {
  readonly id: string;
  /** The same words for the same reason, so that a report can count them. */
  readonly why: string;
}
