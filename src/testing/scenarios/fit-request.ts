/** Floor 9: what another process must know to find out which stories a target promises. */
import type { PlanOptions } from '../../run/plan.js';
import type { TargetOffer } from '../../sp/target.js';

/** Plain data: it goes through a pipe. */
export interface FitRequest extends Pick<PlanOptions, 'paths' | 'cwd' | 'now' | 'idp' | 'config'> {
  /** Source of the regular expression. */
  readonly grep?: string;
  readonly target: Pick<
    TargetOffer,
    'name' | 'idps' | 'tenant' | 'application' | 'profile' | 'abilities'
  >;
}
