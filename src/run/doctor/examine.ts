/** Floor 7: examines a target, check by check; a check whose ground is missing is passed over with the reason. */
import { TargetError } from '../../base/errors.js';
import type { VendorName } from '../../scenario/scenario.js';
import type { TargetConfig } from '../../scenario/target-config.js';
import type { TargetOffer } from '../../sp/target.js';
import { drawLabel } from '../fresh/draw-label.js';
import type { Check, CheckName, Diagnosis } from './check.js';
import { skipped, wrong } from './check.js';
import { CHECKS } from './checks.js';
import type { Examination, PersonName } from './examination.js';
import { PEOPLE } from './examination.js';

/** What one check came to. */
export type Examined = Diagnosis & { readonly check: CheckName; readonly title: string };

/** Whom to examine. */
export interface ExamineOptions {
  readonly offer: TargetOffer;
  readonly config?: TargetConfig;
  /** The file that describes the target. */
  readonly file?: string;
  /** Default: the first that the target trusts. */
  readonly idp?: VendorName;
  /** Default `acme.example`. */
  readonly domain?: string;
  /** Hears of each check when it is done. */
  readonly onCheck?: (examined: Examined) => void;
}

function begin({ offer, config, file, idp, domain = 'acme.example' }: ExamineOptions): Examination {
  const label = drawLabel();
  const emails = PEOPLE.map((name) => [name, `standin.${name}+${label}@${domain}`]);
  return {
    offer,
    vendor: idp ?? offer.idps[0] ?? 'okta',
    emails: Object.fromEntries(emails) as Record<PersonName, string>,
    learnt: {},
    ...(config === undefined ? {} : { config }),
    ...(file === undefined ? {} : { file }),
  };
}

/** An app that cannot be driven is what the check found, not the end of the examination. */
async function make(check: Check, examination: Examination): Promise<Diagnosis> {
  try {
    return await check.examine(examination);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return wrong(error.message, error.fix ?? 'Look at what the app says.');
  }
}

/** Succeeded well enough for others to build on. */
function holds({ verdict }: Examined): boolean {
  return verdict === 'fine' || verdict === 'warning';
}

/**
 * Examines a target: starts the app, makes every check, stops the app.
 *
 * @returns one entry a check, in the order of the table
 * @example
 * const examined = await examine({ offer });
 * examined.filter(({ verdict }) => verdict === 'wrong');
 */
export async function examine(options: ExamineOptions): Promise<readonly Examined[]> {
  const examination = begin(options);
  const done: Examined[] = [];
  try {
    for (const check of CHECKS) {
      const { name, title, needs } = check;
      const missing = needs.find(
        (need) => !done.some((each) => each.check === need && holds(each)),
      );
      const diagnosis =
        missing === undefined
          ? await make(check, examination)
          : skipped(`not checked: "${missing}" comes first`);
      const examined = { check: name, title, ...diagnosis };
      done.push(examined);
      options.onCheck?.(examined);
    }
    return done;
  } finally {
    await examination.learnt.target?.close();
    await options.offer.stop();
  }
}
