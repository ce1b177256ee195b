/** Configurations of targets as they are after loading. */
import type { TargetConfig } from '../../../src/scenario/target-config.js';

/** A target at this base URL with every default, and what a test says. */
export function targetConfig(base: string, more: Partial<TargetConfig> = {}): TargetConfig {
  return {
    name: 'my-app',
    url: base,
    idps: ['okta'],
    application: 'app',
    start: { url: `${base}/login` },
    headers: {},
    timeout: 10_000,
    origins: [],
    ...more,
  };
}
