/** Floor 8: the table of reporters, one file each. */
import { ctrfReporter } from './ctrf.js';
import { githubReporter } from './github.js';
import { htmlReporter } from './html.js';
import { jsonReporter } from './json.js';
import { junitReporter } from './junit.js';
import { prettyReporter } from './pretty.js';
import type { ReporterName } from './reporter-names.js';
import type { Reporter } from './reporter.js';
import { sarifReporter } from './sarif.js';
import { tapReporter } from './tap.js';

/**
 * Every reporter by name.
 *
 * @example
 * await REPORTERS.junit.render(result, { color: false });
 */
export const REPORTERS: Readonly<Record<ReporterName, Reporter>> = {
  pretty: prettyReporter,
  html: htmlReporter,
  json: jsonReporter,
  junit: junitReporter,
  github: githubReporter,
  tap: tapReporter,
  ctrf: ctrfReporter,
  sarif: sarifReporter,
};
