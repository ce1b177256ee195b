/** Floor 9: the other process of `fitElsewhere`: a request on stdin, the stories that are left out on stdout. */
import { readFileSync } from 'node:fs';
import { TargetError } from '../../base/errors.js';
import { fitPlan } from '../../run/applicability/fit-plan.js';
import type { LeftOut } from '../../run/left-out.js';
import { planRun } from '../../run/plan.js';
import type { TargetOffer } from '../../sp/target.js';
import type { FitRequest } from './fit-request.js';

/** A target that is only planned for. */
function offerOf(target: FitRequest['target']): TargetOffer {
  const idle = (): Promise<void> => Promise.resolve();
  const open = (): Promise<never> =>
    Promise.reject(new TargetError('target-undrivable', 'This target is only planned for.'));
  return { ...target, start: idle, stop: idle, open };
}

async function answer({ grep, target, ...options }: FitRequest): Promise<readonly LeftOut[]> {
  const pattern = grep === undefined ? {} : { grep: new RegExp(grep, 'iu') };
  const plan = await fitPlan(planRun({ ...options, ...pattern, target: offerOf(target) }));
  return plan.leftOut;
}

const request = JSON.parse(readFileSync(0, 'utf8')) as FitRequest;
answer(request).then(
  (leftOut) => process.stdout.write(JSON.stringify(leftOut)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
