/** Floor 8: the table of reporters, one file each. */
import { jsonReporter } from './json.js';
import { junitReporter } from './junit.js';
import { prettyReporter } from './pretty.js';
import type { Reporter } from './reporter.js';

/** Names of reporters. */
export type ReporterName = 'pretty' | 'json' | 'junit';

/**
 * Every reporter by name.
 *
 * @example
 * await REPORTERS.junit.render(result, { color: false });
 */
export const REPORTERS: Readonly<Record<ReporterName, Reporter>> = {
  pretty: prettyReporter,
  json: jsonReporter,
  junit: junitReporter,
};
