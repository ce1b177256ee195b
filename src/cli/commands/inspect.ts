/** Floor 9: `standin inspect`: what a message is, says, and does wrong. */
import type { Command, Options } from '../command.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { wantsColor } from '../io.js';
import { flagOption, instantOption, listOption } from '../options.js';

async function inspect(name: string, options: Options, io: Io): Promise<number> {
  const [{ inspectMessage, isFaulty }, { readInput }, { readText }, path] = await Promise.all([
    import('../inspection.js'),
    import('../read-input.js'),
    import('../../run/read-text.js'),
    import('node:path'),
  ]);
  const certificates = listOption(options, 'certificate').map((file) =>
    readText(path.resolve(io.cwd, file), file),
  );
  const now = instantOption(options, 'now') ?? Date.now();
  const inspection = inspectMessage(await readInput(name, io), { certificates, now });
  if (flagOption(options, 'json')) {
    io.stdout.write(`${JSON.stringify(inspection, null, 2)}\n`);
  } else {
    const { printInspection } = await import('../print-inspection.js');
    io.stdout.write(printInspection(inspection, wantsColor(io)));
  }
  return isFaulty(inspection) ? EXIT.failed : EXIT.passed;
}

/** `standin inspect FILE|-` */
export const inspectCommand: Command = {
  name: 'inspect',
  summary: 'say what a message is, what is signed and what is wrong with it',
  arguments: [
    ['<file>', 'XML, base64, deflated or URL-encoded, or a whole URL; - reads from stdin'],
  ],
  options: [
    {
      flags: '--certificate <file>',
      summary: 'a certificate to trust (PEM or base64); may be given several times',
      repeatable: true,
    },
    { flags: '--now <instant>', summary: 'judge validity as of then (default: now)' },
    { flags: '--json', summary: 'for machines' },
  ],
  examples: [
    [
      'standin inspect response.txt --certificate idp.pem',
      'what a browser posted, as saved from its network tab',
    ],
  ],
  run: ([name = '-'], options, io) => inspect(String(name), options, io),
};
