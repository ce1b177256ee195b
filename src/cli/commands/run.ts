/** Floor 9: `standin run`: plays stories and judges what the SP does. */
import { UserError } from '../../base/errors.js';
import { REPORTER_NAMES } from '../../report/reporter-names.js';
import type { PlanOptions } from '../../run/plan.js';
import type { RunResult } from '../../run/result.js';
import type { WorkItem } from '../../run/work-item.js';
import type { Command, Options } from '../command.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { wantsColor } from '../io.js';
import { flagOption, instantOption, listOption, textOption } from '../options.js';
import { progressOn } from '../progress.js';
import type { ReporterChoice } from '../reporter-choice.js';
import { VENDOR_NAMES, vendorOption } from '../vendor-option.js';
import { standinVersion } from '../version.js';

const EXITS: Readonly<Record<RunResult['verdict'], number>> = {
  passed: EXIT.passed,
  failed: EXIT.failed,
  error: EXIT.target,
};

function grepOption(options: Options): RegExp | undefined {
  const text = textOption(options, 'grep');
  if (text === undefined) return undefined;
  try {
    return new RegExp(text, 'iu');
  } catch (cause) {
    throw new UserError('option-invalid', `--grep: "${text}" is not a regular expression.`, {
      cause,
      fix: 'Escape ( ) [ ] { } * + ? . with a backslash.',
    });
  }
}

async function planOptions(
  paths: readonly string[],
  options: Options,
  io: Io,
): Promise<PlanOptions> {
  const { BUILT_IN_STORIES } = await import('../../run/package-root.js');
  const idp = vendorOption(options);
  const grep = grepOption(options);
  return {
    paths: paths.length === 0 ? [BUILT_IN_STORIES] : paths,
    cwd: io.cwd,
    now: instantOption(options, 'now') ?? Date.now(),
    ...(idp === undefined ? {} : { idp }),
    ...(grep === undefined ? {} : { grep }),
  };
}

/** Options that change what a story does, as they must be repeated. */
function flagsOf(options: Options): readonly string[] {
  const now = textOption(options, 'now');
  const strict = flagOption(options, 'strict') ? ['--strict'] : [];
  return now === undefined ? strict : ['--now', now, ...strict];
}

function list(items: readonly WorkItem[], io: Io): number {
  for (const { id, scenario } of items) {
    const tags = scenario.tags.map((tag) => ` #${tag}`).join('');
    io.stdout.write(`${id}  ${scenario.title}${tags}\n`);
  }
  return EXIT.passed;
}

async function report(
  result: RunResult,
  choices: readonly ReporterChoice[],
  io: Io,
): Promise<void> {
  const { appendReport, writeReport } = await import('../../report/write-report.js');
  for (const { reporter, file } of choices) {
    if (file === undefined) {
      io.stdout.write(await reporter.render(result, { color: wantsColor(io) }));
    } else writeReport(file, await reporter.render(result, { color: false }));
    const appendix = reporter.appendix?.(result, io.env);
    if (appendix !== undefined) appendReport(appendix);
  }
}

async function seedOption(options: Options): Promise<string> {
  const { randomInt } = await import('node:crypto');
  return textOption(options, 'seed') ?? String(randomInt(1_000_000_000));
}

async function choicesOf(options: Options, io: Io): Promise<readonly ReporterChoice[]> {
  const { chooseReporters } = await import('../reporter-choice.js');
  const json = flagOption(options, 'json') ? ['json'] : [];
  return chooseReporters([...json, ...listOption(options, 'reporter')], io);
}

/** The command that repeats the whole run. */
async function wholeCommand(
  paths: readonly string[],
  options: Options,
  seed: string,
): Promise<string> {
  const { commandLine } = await import('../../run/command-line.js');
  const named = ['idp', 'grep'].flatMap((name) => {
    const value = textOption(options, name);
    return value === undefined ? [] : [`--${name}`, value];
  });
  return commandLine('run', ...paths, ...named, '--seed', seed, ...flagsOf(options));
}

async function run(paths: readonly string[], options: Options, io: Io): Promise<number> {
  const choices = await choicesOf(options, io);
  const asked = await planOptions(paths, options, io);
  const { planRun } = await import('../../run/plan.js');
  const plan = planRun(asked);
  if (plan.leftOut.length > 0) {
    io.stderr.write(`left out, not made for ${asked.idp ?? ''}: ${plan.leftOut.length}\n`);
  }
  if (flagOption(options, 'list')) return list(plan.items, io);
  const { runPlan } = await import('../../run/run.js');
  const seed = await seedOption(options);
  const now = instantOption(options, 'now');
  const onEvent = progressOn(io);
  const result = await runPlan(plan, {
    seed,
    version: standinVersion(),
    command: await wholeCommand(paths, options, seed),
    strict: flagOption(options, 'strict'),
    flags: flagsOf(options),
    ...(now === undefined ? {} : { now }),
    ...(onEvent === undefined ? {} : { onEvent }),
  });
  await report(result, choices, io);
  return EXITS[result.verdict];
}

/** `standin run [PATH…]` */
export const runCommand: Command = {
  name: 'run',
  summary: 'play scenario files and judge what the service provider does',
  arguments: [
    [
      '[path...]',
      'scenario files or folders of them (default: the stories that come with Standin)',
    ],
  ],
  options: [
    {
      flags: '--idp <vendor>',
      summary: 'play as this IdP; stories made for others are left out',
      choices: VENDOR_NAMES,
    },
    { flags: '--grep <regexp>', summary: 'only stories whose id, title or tags match' },
    {
      flags: '--reporter <name[=file]>',
      summary: `${REPORTER_NAMES.join(', ')} (default: pretty); may be given several times`,
      repeatable: true,
    },
    { flags: '--json', summary: 'the same as --reporter json' },
    { flags: '--seed <text>', summary: 'fixes every identifier (default: drawn, and shown)' },
    { flags: '--now <instant>', summary: 'start of stories without a clock of their own' },
    { flags: '--strict', summary: 'fail when a promise cannot be verified' },
    { flags: '--list', summary: 'show what would be played, send nothing' },
  ],
  examples: [
    ['standin run', 'the built-in stories on the embedded service provider'],
    ['standin run story.yaml --idp entra --reporter junit=standin.xml', 'one story, for CI'],
  ],
  run: ([paths = []], options, io) => run([paths].flat(), options, io),
};
