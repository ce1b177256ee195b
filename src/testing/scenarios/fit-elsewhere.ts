/** Floor 9: plays the stories on the embedded SP in another process and waits: for runners that collect at once. */
import { execFileSync } from 'node:child_process';
import { InternalError } from '../../base/errors.js';
import type { LeftOut } from '../../run/left-out.js';
import { PACKAGE_ROOT } from '../../run/package-root.js';
import type { Plan, PlanOptions } from '../../run/plan.js';
import type { FitRequest } from './fit-request.js';

function requestOf({ grep, target, ...options }: PlanOptions): FitRequest | undefined {
  if (target?.profile === undefined) return undefined;
  const { paths, cwd, now, idp, config } = options;
  const { name: called, idps, tenant, application, profile, abilities } = target;
  return {
    paths,
    cwd,
    now,
    ...(idp === undefined ? {} : { idp }),
    ...(config === undefined ? {} : { config }),
    ...(grep === undefined ? {} : { grep: grep.source }),
    target: {
      name: called,
      idps,
      application,
      profile,
      abilities,
      ...(tenant === undefined ? {} : { tenant }),
    },
  };
}

function ask(request: FitRequest): readonly LeftOut[] {
  const file = `${PACKAGE_ROOT}dist/cjs/fit-process.cjs`;
  try {
    const answer = execFileSync(process.execPath, [file], {
      input: JSON.stringify(request),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return JSON.parse(answer) as readonly LeftOut[];
  } catch (cause) {
    throw new InternalError('internal', 'The stories could not be held against the profile.', {
      cause,
    });
  }
}

/** Leaves out what the target's profile does not promise. */
export function fitElsewhere(plan: Plan, options: PlanOptions): Plan {
  const request = requestOf(options);
  if (request === undefined) return plan;
  const leftOut = ask(request);
  const unfit = new Set(leftOut.map(({ id }) => id));
  return { items: plan.items.filter(({ id }) => !unfit.has(id)), leftOut };
}
