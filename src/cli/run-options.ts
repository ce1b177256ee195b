/** Floor 9: what the options of `standin run` ask for. */
import { randomInt } from 'node:crypto';
import { UserError } from '../base/errors.js';
import { commandLine } from '../run/command-line.js';
import { BUILT_IN_STORIES } from '../run/package-root.js';
import type { PlanOptions } from '../run/plan.js';
import type { RunOptions } from '../run/run.js';
import type { Options } from './command.js';
import type { Io } from './io.js';
import { flagOption, instantOption, textOption } from './options.js';
import { progressOn } from './progress.js';
import type { ReporterChoice } from './reporter-choice.js';
import type { RunTargets } from './run-targets.js';
import { vendorOption } from './vendor-option.js';
import { standinVersion } from './version.js';

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

/** What to plan. @throws UserError `option-invalid` */
export function planOptions(
  paths: readonly string[],
  options: Options,
  { cwd }: Io,
): Omit<PlanOptions, 'target' | 'targets'> {
  const idp = vendorOption(options);
  const grep = grepOption(options);
  return {
    paths: paths.length === 0 ? [BUILT_IN_STORIES] : paths,
    cwd,
    now: instantOption(options, 'now') ?? Date.now(),
    ...(idp === undefined ? {} : { idp }),
    ...(grep === undefined ? {} : { grep }),
  };
}

/** Options with a value, as they were given. */
function repeated(options: Options, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const value = textOption(options, name);
    return value === undefined ? [] : [`--${name}`, value];
  });
}

/** Options that change what a story does, as they must be repeated. */
function flagsOf(options: Options): readonly string[] {
  const strict = flagOption(options, 'strict') ? ['--strict'] : [];
  return [...repeated(options, ['target', 'config', 'now']), ...strict];
}

/** How to run what was planned. */
export function runOptions(
  paths: readonly string[],
  options: Options,
  about: {
    readonly io: Io;
    readonly choices: readonly ReporterChoice[];
    readonly targets: RunTargets;
  },
): RunOptions {
  const { io, choices, targets } = about;
  const seed = textOption(options, 'seed') ?? String(randomInt(1_000_000_000));
  const flags = flagsOf(options);
  const now = instantOption(options, 'now');
  const onEvent = progressOn(io);
  const named = repeated(options, ['idp', 'grep']);
  return {
    seed,
    version: standinVersion(),
    command: commandLine('run', ...paths, ...named, '--seed', seed, ...flags),
    strict: flagOption(options, 'strict'),
    flags,
    evidence: choices.some(({ reporter }) => reporter.needsEvidence === true),
    secrets: targets.secrets(),
    showSecrets: flagOption(options, 'showSecrets'),
    ...(now === undefined ? {} : { now }),
    ...(onEvent === undefined ? {} : { onEvent }),
  };
}
