/** Floor 7: one story under one combination of IdP and SP: what a run plays. */
import { UserError } from '../base/errors.js';
import type { IdpVendor } from '../idp/idp.js';
import { VENDORS } from '../idp/vendors.js';
import type { Profile } from '../scenario/profile.js';
import type { IdpSettings, Scenario, SpSettings, VendorName } from '../scenario/scenario.js';
import type { TargetOffer } from '../sp/target.js';

/** Settings and where the file has them. */
interface Placed<Settings> {
  readonly settings: Settings;
  readonly path: readonly (string | number)[];
}

/** One side of a story's matrix against another. */
export interface Combination {
  /** `lifecycle/first-login[okta]`. */
  readonly id: string;
  readonly idp: Placed<IdpSettings>;
  readonly sp: Placed<SpSettings>;
}

/** Ready to run. */
export interface WorkItem extends Combination {
  readonly scenario: Scenario;
  readonly vendor: IdpVendor;
  /** What the SP promises: the target's profile, or the story's own. */
  readonly profile: Profile;
  /** The SP under test; absent: the embedded reference SP. */
  readonly target?: TargetOffer;
  /** Entity ID of the SP that the story was written for; at a target, its expectations mean the target. */
  readonly writtenFor?: string;
  /** The fixed pair that the IdP signs with, where it is not the vendor's first. */
  readonly key?: string;
  /** The SP also trusts the IdP of another tenant. */
  readonly secondIdp?: true;
  /** The fixed pair that the SP is told of for encryption only. */
  readonly idpEncryptionKey?: string;
  /** The story as its file has it, where its pauses were taken out because nobody can move the target's clock. */
  readonly withPauses?: Scenario;
}

function placed<Settings>(
  key: 'idp' | 'sp',
  alone: Settings,
  several: readonly Settings[] | undefined,
): readonly Placed<Settings>[] {
  if (several === undefined) return [{ settings: alone, path: [key] }];
  return several.map((settings, index) => ({ settings, path: ['matrix', key, index] }));
}

/** The IdPs a story runs under, or the one asked for; none when the story says it is not for that one. */
function idpsOf(scenario: Scenario, asked: VendorName | undefined): readonly Placed<IdpSettings>[] {
  const { idp, matrix } = scenario;
  const own = placed('idp', idp, matrix.idp);
  if (asked === undefined) return own;
  const fitting = own.filter(({ settings }) => settings.vendor === asked);
  if (fitting.length > 0) return fitting;
  const portable = matrix.idp === undefined && idp.app === undefined;
  const { tenant } = idp;
  const other = { vendor: asked, ...(tenant === undefined ? {} : { tenant }) };
  return portable ? [{ settings: other, path: ['idp'] }] : [];
}

/** The IdPs of a story that a target trusts; a story that is for any IdP is played under the target's first. */
function idpsAt(
  target: TargetOffer,
  scenario: Scenario,
  asked: VendorName | undefined,
): readonly Placed<IdpSettings>[] {
  const trusted = target.idps.filter((vendor) => asked === undefined || vendor === asked);
  const own = idpsOf(scenario, undefined).filter(({ settings }) =>
    trusted.includes(settings.vendor),
  );
  const [first] = trusted;
  return own.length > 0 || first === undefined ? own : idpsOf(scenario, first);
}

/** Labels that tell combinations apart: the second `okta` becomes `okta#2`. */
function numbered(labels: readonly string[]): string[] {
  return labels.map((label, index) => {
    const before = labels.slice(0, index).filter((other) => other === label).length;
    return before === 0 ? label : `${label}#${before + 1}`;
  });
}

/**
 * Every combination a story runs in, in the order of its file.
 *
 * @param scenario - the story
 * @param asked - the vendor that `--idp` names. A story with `matrix.idp` or vendor settings says which IdPs it is
 * for and is left out for others; any other story is played under the vendor asked for
 * @example
 * combine(scenario).map(({ id }) => id); // ['lifecycle/first-login[okta]', 'lifecycle/first-login[entra]']
 */
export function combine(scenario: Scenario, asked?: VendorName): readonly Combination[] {
  const sps = placed('sp', scenario.sp, scenario.matrix.sp);
  const pairs = idpsOf(scenario, asked).flatMap((idp) => sps.map((sp) => ({ idp, sp })));
  const labels = numbered(
    pairs.map(({ idp, sp }) =>
      sps.length > 1 ? `${idp.settings.vendor},${sp.settings.profile}` : idp.settings.vendor,
    ),
  );
  return pairs.map((pair, index) => ({ ...pair, id: `${scenario.id}[${labels[index] ?? ''}]` }));
}

/**
 * Every combination a story runs in at a target: one for each IdP of the story that the target trusts.
 *
 * @param target - the SP under test; of several SPs in the story only the first counts
 * @param asked - the vendor that `--idp` names
 */
export function combineAt(
  target: TargetOffer,
  scenario: Scenario,
  asked?: VendorName,
): readonly Combination[] {
  const [sp] = placed('sp', scenario.sp, scenario.matrix.sp);
  if (sp === undefined) return [];
  const idps = idpsAt(target, scenario, asked);
  const labels = numbered(idps.map(({ settings }) => settings.vendor));
  return idps.map((idp, index) => ({ idp, sp, id: `${scenario.id}[${labels[index] ?? ''}]` }));
}

/** The row of the table of vendors. @throws UserError `vendor-unknown` */
export function vendorOf(settings: IdpSettings): IdpVendor {
  const vendors: Readonly<Partial<Record<string, IdpVendor>>> = VENDORS;
  const vendor = vendors[settings.vendor];
  if (vendor !== undefined) return vendor;
  throw new UserError('vendor-unknown', `There is no IdP "${settings.vendor}".`, {
    fix: `Use one of: ${Object.keys(VENDORS).join(', ')}.`,
  });
}
