/** Floor 1: the text of `standin.config.yaml` becomes a configuration, or one error with every mistake in it. */
import { checkTarget } from './config/check-target.js';
import { type Environment, fillEnvironment } from './config/fill-environment.js';
import { folderOf } from './config/resolve-file.js';
import { resolveTarget } from './config/resolve-target.js';
import { explain } from './explain.js';
import { type Problem, placed } from './problem.js';
import { ScenarioError } from './scenario-error.js';
import { configFile } from './schema/config/config-file.js';
import type { Config } from './target-config.js';
import { isMap, valueAt } from './value-at.js';
import { type Path, readYaml } from './yaml-text.js';

/** Where a configuration comes from. */
export interface LoadConfigOptions {
  /** The file's name, for positions and messages. */
  readonly file: string;
  /** Fills in `${NAME}`. */
  readonly env: Environment;
  /** Where relative files start; default: the folder of `file`, which is then an absolute name. */
  readonly folder?: string;
}

/**
 * Loads a configuration. Nothing of a file is used before all of it is valid.
 *
 * @param text - the file's text
 * @param options - where it comes from, and the environment
 * @returns the targets with defaults filled in, URLs and files absolute
 * @throws ScenarioError (a UserError) with every mistake of the file in `problems`, each with line and column
 * @example
 * const file = '/srv/app/standin.config.yaml';
 * const { targets } = loadConfig(readFileSync(file, 'utf8'), { file, env: process.env });
 * targets['my-app']?.start.url; // 'http://localhost:3000/login'
 */
export function loadConfig(text: string, options: LoadConfigOptions): Config {
  const { file, env, folder = folderOf(file) } = options;
  const yaml = readYaml(text, file);
  const filled = fillEnvironment(yaml.value, env);
  const read = configFile.safeParse(filled.value);
  const found = [
    // The text as it is written is shown, not what fills it: that may be a secret.
    ...(read.success
      ? []
      : explain(read.error.issues, {
          schema: configFile,
          value: yaml.value,
          filled: filled.value,
          path: [],
        })),
    ...targetsOf(filled.value).flatMap(([name, each]) => checkTarget(each, ['targets', name])),
  ];
  const problems = [
    ...filled.problems,
    ...found.filter((each) => !causedBy(filled.problems, each)),
  ];
  if (!read.success || problems.length > 0) {
    throw new ScenarioError(problems.map((problem) => placed(problem, yaml)));
  }
  const targets = Object.entries(read.data.targets).map(
    ([name, entry]) => [name, resolveTarget(name, entry, folder)] as const,
  );
  return { file, targets: Object.fromEntries(targets), locate: yaml.locate };
}

function targetsOf(value: unknown): [string, unknown][] {
  const targets = valueAt(value, ['targets']);
  return isMap(targets) && !Array.isArray(targets) ? Object.entries(targets) : [];
}

/** A text that could not be filled in is wrong once. */
function causedBy(problems: readonly Problem[], { path }: Problem): boolean {
  return problems.some((each) => samePath(each.path, path));
}

function samePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}
