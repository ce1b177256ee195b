/** Floor 9: `standin doctor`: checks a target before stories are played at it. */
import { UserError } from '../../base/errors.js';
import type { Examined } from '../../run/doctor/examine.js';
import type { Command, Options } from '../command.js';
import { CONFIG_OPTION } from '../config-option.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { wantsColor } from '../io.js';
import { flagOption, textOption } from '../options.js';
import { VENDOR_NAMES } from '../../scenario/scenario.js';
import { vendorOption } from '../vendor-option.js';

type Mark = readonly [sign: string, colour: 'green' | 'red' | 'yellow' | 'dim'];

const MARKS: Readonly<Record<Examined['verdict'], Mark>> = {
  fine: ['✓', 'green'],
  wrong: ['✗', 'red'],
  danger: ['✗', 'red'],
  warning: ['!', 'yellow'],
  skipped: ['–', 'dim'],
};

/** An app that believes anybody is a finding; anything else that is wrong keeps it from being driven. */
function exitCodeOf(examined: readonly Examined[]): number {
  if (examined.some(({ verdict }) => verdict === 'danger')) return EXIT.failed;
  return examined.some(({ verdict }) => verdict === 'wrong') ? EXIT.target : EXIT.passed;
}

async function linePrinter(io: Io): Promise<(examined: Examined) => void> {
  const { default: picocolors } = await import('picocolors');
  const paint = picocolors.createColors(wantsColor(io));
  return (examined) => {
    const [sign, colour] = MARKS[examined.verdict];
    const { title, says } = examined;
    io.stdout.write(`${paint[colour](sign)} ${title}  ${paint.dim(says)}\n`);
    if ('fix' in examined) io.stdout.write(`    ${examined.fix}\n`);
  };
}

async function doctor(options: Options, io: Io): Promise<number> {
  const name = textOption(options, 'target');
  if (name === undefined) {
    throw new UserError('option-invalid', '--target is missing.', { fix: 'Add --target NAME.' });
  }
  const [{ readConfig, targetConfig, offerTarget }, { examine }] = await Promise.all([
    import('../read-config.js'),
    import('../../run/doctor/examine.js'),
  ]);
  const { file, ...loaded } = readConfig(options, io);
  const config = targetConfig({ file, ...loaded }, name);
  const asJson = flagOption(options, 'json');
  const idp = vendorOption(options);
  const domain = textOption(options, 'domain');
  const examined = await examine({
    offer: offerTarget(config),
    config,
    file,
    ...(idp === undefined ? {} : { idp }),
    ...(domain === undefined ? {} : { domain }),
    ...(asJson ? {} : { onCheck: await linePrinter(io) }),
  });
  if (asJson) io.stdout.write(`${JSON.stringify({ target: name, checks: examined }, null, 2)}\n`);
  return exitCodeOf(examined);
}

/** `standin doctor --target NAME` */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'check that a target can be played at, and say how to fix what is wrong',
  arguments: [],
  options: [
    { flags: '--target <name>', summary: 'which target of standin.config.yaml', required: true },
    CONFIG_OPTION,
    {
      flags: '--idp <vendor>',
      summary: 'as which IdP (default: the first that the target trusts)',
      choices: VENDOR_NAMES,
    },
    { flags: '--domain <name>', summary: 'of the e-mail addresses used', fallback: 'acme.example' },
    { flags: '--json', summary: 'print what was found as JSON' },
  ],
  examples: [
    [
      'standin doctor --target my-app',
      'exits 0 when stories can be played, 3 when they cannot,\n      1 when the app lets in whom it must not',
    ],
  ],
  run: (_args, options, io) => doctor(options, io),
};
