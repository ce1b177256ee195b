/** Floor 9: how `playScenarios` plays. */
import type { VendorName } from '../../scenario/scenario.js';
import type { TestedApp } from '../tested-app.js';

/** Where and how scenario files are played as tests. */
export interface PlayOptions {
  /**
   * The service provider under test: an app, an app with options, a URL, or the name of a target in
   * `standin.config.yaml`. Absent: the embedded reference SP.
   */
  readonly target?: TestedApp;
  /** Plays the stories as this IdP. Default: as each story says, of those that the target trusts. */
  readonly idp?: VendorName;
  /** Keeps stories whose id, title or tags match. */
  readonly grep?: RegExp | string;
  /** Fixes every identifier. Default: drawn, and shown where a story fails. */
  readonly seed?: string;
  /** Makes what the target cannot show a failure. Default false: such a test counts as skipped. */
  readonly strict?: boolean;
  /** The file that names targets. Default: `standin.config.yaml` in the folder of the run or above it. */
  readonly config?: string;
  /** How long one story may take, in milliseconds. Default 60,000. */
  readonly timeout?: number;
}
