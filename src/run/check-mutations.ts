/** Floor 7: checks how a story forges before anything is sent: the order of operations, and their paths. */
import { UserError } from '../base/errors.js';
import { checkOrder } from '../mutation/forge.js';
import { checkPath } from '../mutation/path.js';
import type { Mutation } from '../scenario/mutation.js';
import type { Scenario } from '../scenario/scenario.js';

/** Settings that are places in the message. */
const PATHS: ReadonlySet<string> = new Set(['at', 'from', 'of', 'over']);

/** `to` of `copy` and `move` is a place, too. */
function pathsIn({ operation, settings }: Mutation): readonly string[] {
  const moving = operation === 'copy' || operation === 'move';
  return Object.entries(settings as Readonly<Record<string, unknown>>).flatMap(([key, value]) =>
    typeof value === 'string' && (PATHS.has(key) || (moving && key === 'to')) ? [value] : [],
  );
}

function problemOf(mutations: readonly Mutation[]): UserError | undefined {
  try {
    checkOrder(mutations);
    mutations.forEach((mutation, index) => {
      for (const path of pathsIn(mutation)) checkAt(path, index);
    });
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Placeholders are filled in later: what they stand for cannot be wrong here. */
function checkAt(path: string, index: number): void {
  try {
    checkPath(path.replaceAll(/\{[^}]*\}/g, 'x'));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, fix } = error;
    throw new UserError(code, message, { path: [index], ...(fix === undefined ? {} : { fix }) });
  }
}

/** What is wrong with the operations of a story, each at its place. */
export function checkMutations({
  steps,
  locate,
}: Pick<Scenario, 'steps' | 'locate'>): readonly UserError[] {
  return steps.flatMap((step) => {
    const mutate = step.verb === 'login' || step.verb === 'replay' ? step.mutate : undefined;
    const problem = mutate === undefined ? undefined : problemOf(mutate);
    if (problem === undefined) return [];
    const { code, message, fix, path = [] } = problem;
    const at = locate(['steps', step.index, 'mutate', ...path]);
    return [new UserError(code, message, { at, ...(fix === undefined ? {} : { fix }) })];
  });
}
