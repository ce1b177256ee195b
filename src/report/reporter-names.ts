/** Floor 8: the names of the reporters, for whoever needs nothing else of them. */

/** In the order of `--help`. */
export const REPORTER_NAMES = [
  'pretty',
  'html',
  'json',
  'junit',
  'github',
  'tap',
  'ctrf',
  'sarif',
] as const;

/** Names of reporters. */
export type ReporterName = (typeof REPORTER_NAMES)[number];
