/** Floor 8: the run as SARIF 2.1.0, for GitHub code scanning and whatever else collects findings of security tools. */
import type { Reporter } from './reporter.js';
import { invocationOf, NOTIFICATIONS } from './sarif/invocation.js';
import { BASES } from './sarif/location.js';
import { resultsOf } from './sarif/results.js';
import { rulesOf } from './sarif/rules.js';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A result for each promise that was not kept and each attack that succeeded. */
export const sarifReporter: Reporter = {
  name: 'sarif',
  summary: 'SARIF 2.1.0, for code scanning',
  render(result) {
    const rules = rulesOf(result.stories);
    const driver = {
      name: 'Standin',
      semanticVersion: result.version,
      rules,
      notifications: NOTIFICATIONS,
    };
    const run = {
      tool: { driver },
      invocations: [invocationOf(result)],
      originalUriBaseIds: BASES,
      columnKind: 'utf16CodeUnits',
      results: resultsOf(result, rules),
      properties: { seed: result.seed },
    };
    return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
  },
};
