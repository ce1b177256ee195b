/** Floor 7: from one story to its work items: under which IdPs, at which SP, with which profile. */
import { join } from 'node:path';
import type { SourcePosition } from '../base/errors.js';
import { StandinError, UserError } from '../base/errors.js';
import type { Profile } from '../scenario/profile.js';
import type { Scenario, SpSettings, VendorName } from '../scenario/scenario.js';
import { varyProfile } from '../scenario/vary-profile.js';
import type { TargetOffer } from '../sp/target.js';
import { findProfile } from './find-profile.js';
import type { Combination, WorkItem } from './work-item.js';
import { combine, combineAt, vendorOf } from './work-item.js';

/** A story with the absolute path of its file. */
export interface Found {
  readonly path: string;
  readonly scenario: Scenario;
}

/** What decides where a story is played. */
export interface Placing {
  readonly cwd: string;
  /** Plays the stories under this IdP. */
  readonly idp?: VendorName;
  /** The SP under test: every story is played at it. Default: the embedded reference SP. */
  readonly target?: TargetOffer;
  /** The targets that stories name (`sp: { target: NAME }`). @throws UserError `target-unknown`, `config-not-found` */
  readonly targets?: (name: string) => TargetOffer;
  /** Absolute path of `standin.config.yaml`: profiles of targets may lie beside it. */
  readonly config?: string;
}

/** `sp: proof` and `sp: { profile: proof }`: the name is whichever stands further on in the file. */
function later(one: SourcePosition, other: SourcePosition): SourcePosition {
  const lines = other.line - one.line;
  return lines > 0 || (lines === 0 && other.column > one.column) ? other : one;
}

/** Gives a mistake in the SP part of a story its place in the file. */
function placed<Value>(
  scenario: Scenario,
  path: Combination['sp']['path'],
  key: string,
  act: () => Value,
): Value {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof StandinError) || error.at !== undefined) throw error;
    const at = later(scenario.locate(path), scenario.locate([...path, key]));
    const { code, message, fix } = error;
    throw new UserError(code, message, { at, ...(fix === undefined ? {} : { fix }) });
  }
}

/** The profile that a story names, as the story varies it. */
function ownProfile(
  { path, scenario }: Found,
  { path: place, settings }: Combination['sp'],
): Profile {
  return placed(scenario, place, 'profile', () =>
    varyProfile(findProfile(settings.profile, path), settings),
  );
}

/** The target's own profile; it stands in the configuration, not in the story. */
function targetProfile(settings: SpSettings, { path }: Found, { cwd, config }: Placing): Profile {
  const near = config ?? join(cwd, 'standin.config.yaml');
  return varyProfile(findProfile(settings.profile, near, path), settings);
}

/** The items of a story at one target. */
function itemsAt(target: TargetOffer, found: Found, options: Placing): readonly WorkItem[] {
  const { scenario } = found;
  const { profile } = target;
  return combineAt(target, scenario, options.idp).map((combination) => {
    const { sp } = combination;
    const own = ownProfile(found, sp);
    return {
      ...combination,
      sp: { path: sp.path, settings: profile ?? sp.settings },
      scenario,
      vendor: vendorOf(combination.idp.settings),
      profile: profile === undefined ? own : targetProfile(profile, found, options),
      target,
      writtenFor: own.entityId,
    };
  });
}

/** The entries of the story's SP side. */
function spsOf({ sp, matrix }: Scenario): readonly SpSettings[] {
  return matrix.sp ?? [sp];
}

/** The target that a story names, when it names one. */
function namedTarget(scenario: Scenario, { targets }: Placing): TargetOffer | undefined {
  const index = spsOf(scenario).findIndex(({ target }) => target !== undefined);
  const name = spsOf(scenario)[index]?.target;
  if (name === undefined) return undefined;
  const path = scenario.matrix.sp === undefined ? ['sp'] : ['matrix', 'sp', index];
  return placed(scenario, path, 'target', () => {
    if (targets !== undefined) return targets(name);
    throw new UserError('config-not-found', `The story names the target "${name}".`, {
      fix: 'Targets are described in standin.config.yaml: standin init writes one.',
    });
  });
}

/** Every combination in which a story is played, ready to run; none when it is not made for what was asked for. */
export function storyItems(found: Found, options: Placing): readonly WorkItem[] {
  const { scenario } = found;
  if (madeForAnother(scenario, options) !== undefined) return [];
  const target = options.target ?? namedTarget(scenario, options);
  if (target !== undefined) return itemsAt(target, found, options);
  return combine(scenario, options.idp).map((combination) => ({
    ...combination,
    scenario,
    vendor: vendorOf(combination.idp.settings),
    profile: ownProfile(found, combination.sp),
  }));
}

/** The target that a story is made for, when another one is asked for. */
function madeForAnother(scenario: Scenario, { target }: Placing): string | undefined {
  const name = spsOf(scenario).find((settings) => settings.target !== undefined)?.target;
  return target === undefined || name === target.name ? undefined : name;
}

/** Why a story has no item at all. */
export function whyNoItem(scenario: Scenario, options: Placing): string {
  const { idp, target } = options;
  const other = madeForAnother(scenario, options);
  if (other !== undefined) return `made for the target "${other}"`;
  const trusted = target === undefined || idp === undefined || target.idps.includes(idp);
  if (!trusted) return `the target does not trust ${idp}`;
  if (target !== undefined && idp === undefined) {
    return 'made for an IdP that the target does not trust';
  }
  return `not made for ${idp ?? 'any IdP'}`;
}
