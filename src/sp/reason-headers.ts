/** Floor 5: how the reference SP's pages tell programs why they refuse. */

/** The stable reason, one of `SP_REASONS`. */
export const REASON_HEADER = 'x-standin-reason';
/** The detail for people, percent-encoded. */
export const DETAIL_HEADER = 'x-standin-detail';
