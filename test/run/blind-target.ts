/** Test double: a real target that shows less, or breaks. */
import type { Context } from '../../src/base/context.js';
import { TargetError } from '../../src/base/errors.js';
import type { WorkItem } from '../../src/run/work-item.js';
import { openEmbeddedSp } from '../../src/sp/embedded.js';
import type { Target } from '../../src/sp/target.js';

/** The embedded SP, with some of its answers replaced. */
export async function openWith(
  item: WorkItem,
  context: Context,
  change: (target: Target) => Partial<Target>,
): Promise<Target> {
  const { profile, sp } = item;
  const target = await openEmbeddedSp({ profile, settings: sp.settings, context });
  return { ...target, ...change(target) };
}

/** An SP whose accounts nobody can see. */
export function openBlind(item: WorkItem, context: Context): Promise<Target> {
  return openWith(item, context, () => ({
    accounts: () => Promise.resolve({ kind: 'unknown', why: 'no account view' }),
  }));
}

/** An SP that goes away when somebody logs in. */
export function openBroken(item: WorkItem, context: Context): Promise<Target> {
  return openWith(item, context, () => ({
    begin: () => {
      throw new TargetError('target-unreachable', 'Nobody answers.', { fix: 'Start the SP.' });
    },
  }));
}
