/** Floor 9: `standin schema`: the JSON Schemas, for editors and for readers of results. */
import type { Command } from '../command.js';
import { EXIT } from '../exit-codes.js';

const NAMES = ['scenario', 'attack', 'config', 'result', 'profile'];

/** `standin schema [scenario|attack|config|result|profile]` */
export const schemaCommand: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of scenario files, attacks, configurations, results or profiles',
  arguments: [['[name]', `which one: ${NAMES.join(', ')} (default: scenario)`]],
  options: [],
  examples: [['standin schema > scenario.schema.json', 'for an editor that completes YAML']],
  async run([name = 'scenario'], _options, io) {
    const [{ UserError }, { didYouMean }, { PACKAGE_ROOT }, { readText }] = await Promise.all([
      import('../../base/errors.js'),
      import('../../base/suggest.js'),
      import('../../run/package-root.js'),
      import('../../run/read-text.js'),
    ]);
    const wanted = String(name);
    if (!NAMES.includes(wanted)) {
      throw new UserError('option-invalid', `There is no schema "${wanted}".`, {
        fix: didYouMean(wanted, NAMES),
      });
    }
    io.stdout.write(readText(`${PACKAGE_ROOT}schema/${wanted}.schema.json`));
    return EXIT.passed;
  },
};
