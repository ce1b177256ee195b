/** Floor 1: the text of a scenario file becomes a scenario, or one error with every mistake in it. */
import { z } from 'zod';
import { InternalError } from '../base/errors.js';
import { type Unread, checkStory } from './check-story.js';
import { explain } from './explain.js';
import { type Problem, placed } from './problem.js';
import { type ReadStep, readStep } from './read-step.js';
import type { Scenario } from './scenario.js';
import { ScenarioError } from './scenario-error.js';
import { type ScenarioFile, scenarioFile } from './schema/scenario-file.js';
import { isMap, valueAt } from './value-at.js';
import { type YamlText, readYaml } from './yaml-text.js';

const FILE = scenarioFile(z.unknown());

/** Where a text comes from. */
export interface LoadOptions {
  /** The file's name, for positions and messages. */
  readonly file: string;
  /** The scenario's id; by default the path below `scenarios/` without `.yaml`, or the file's name. */
  readonly id?: string;
}

/**
 * Loads a scenario. Nothing of a file is used before all of it is valid.
 *
 * @param text - the file's text
 * @param options - where it comes from
 * @returns the scenario with defaults filled in
 * @throws ScenarioError (a UserError) with every mistake of the file in `problems`, each with line and column
 * @example
 * const scenario = loadScenario(readFileSync(file, 'utf8'), { file });
 * scenario.steps[0]?.verb; // 'login'
 */
export function loadScenario(text: string, options: LoadOptions): Scenario {
  const { file, id = idOf(file) } = options;
  const yaml = readYaml(text, file);
  const head = FILE.safeParse(yaml.value);
  const items = valueAt(yaml.value, ['steps']);
  const reads = (Array.isArray(items) ? items : []).map(readStep);
  const steps = reads.flatMap((read) => ('step' in read ? [read.step] : []));
  const problems = [
    ...(head.success
      ? []
      : explain(head.error.issues, { schema: FILE, value: yaml.value, path: [] })),
    ...reads.flatMap((read) => ('problems' in read ? read.problems : [])),
    ...sideProblems(yaml.value),
    ...checkStory(handlesOf(yaml.value), steps, unreadOf(items, reads)),
  ];
  if (!head.success || problems.length > 0) throw errorOf(problems, yaml);
  return { ...scenarioOf(head.data), id, file, steps, locate: yaml.locate };
}

function errorOf(problems: readonly Problem[], yaml: YamlText): ScenarioError {
  return new ScenarioError(problems.map((problem) => placed(problem, yaml)));
}

function scenarioOf(data: ScenarioFile): Omit<Scenario, 'id' | 'file' | 'steps' | 'locate'> {
  const { scenario: title, matrix = {}, description, clock } = data;
  // `sideProblems` has made sure of both sides.
  const idp = present(data.idp ?? matrix.idp?.[0]);
  const sp = present(data.sp ?? matrix.sp?.[0]);
  return {
    title,
    idp,
    sp,
    matrix,
    tags: data.tags ?? [],
    references: data.references ?? [],
    users: data.users ?? {},
    groups: data.groups ?? {},
    ...(description !== undefined && { description }),
    ...(clock !== undefined && { clock }),
  };
}

function present<Side>(side: Side | undefined): Side {
  if (side === undefined) throw new InternalError('internal', 'a side of the scenario is missing');
  return side;
}

/** Each side stands either at top level or in the matrix. */
function sideProblems(value: unknown): Problem[] {
  if (!isMap(value)) return [];
  return (['idp', 'sp'] as const).flatMap((side): Problem[] => {
    const alone = valueAt(value, [side]) !== undefined;
    const listed = valueAt(value, ['matrix', side]) !== undefined;
    if (alone && listed) {
      const message = `"${side}" stands at top level and in "matrix"`;
      const fix = `Keep one: "${side}" for one, "matrix" for several.`;
      return [{ code: 'scenario-invalid', path: ['matrix', side], part: 'key', message, fix }];
    }
    if (alone || listed) return [];
    const message = `the key "${side}" is missing`;
    const fix = side === 'idp' ? 'For example: idp: okta' : 'For example: sp: proof';
    return [{ code: 'value-invalid', path: [side], part: 'key', message, fix }];
  });
}

/** The handles and names in steps that could not be read, so that they cause no second error. */
function unreadOf(items: unknown, reads: readonly ReadStep[]): Unread {
  const unread = reads.flatMap((read, at) => ('problems' in read ? [valueAt(items, [at])] : []));
  const named = (key: string): string[] =>
    unread.map((step) => valueAt(step, [key])).filter((name) => typeof name === 'string');
  return { users: named('hire'), held: named('hold'), senders: named('login') };
}

function handlesOf(value: unknown): string[] {
  const users = valueAt(value, ['users']);
  return isMap(users) ? Object.keys(users) : [];
}

function idOf(file: string): string {
  const parts = file.replaceAll('\\', '/').split('/');
  const below = parts.slice(parts.lastIndexOf('scenarios') + 1);
  const kept = parts.includes('scenarios') ? below : parts.slice(-1);
  return kept.join('/').replace(/\.ya?ml$/, '');
}
