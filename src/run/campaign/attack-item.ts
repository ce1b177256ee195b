/** Floor 7: an attack, ready to be played: under a vendor, at the embedded SP or a target. */
import { attackStory, controlStory, type AttackSetting } from '../../attack/story.js';
import type { Attack } from '../../scenario/attack.js';
import type { Profile } from '../../scenario/profile.js';
import type { Scenario, SpSettings, VendorName } from '../../scenario/scenario.js';
import { varyProfile } from '../../scenario/vary-profile.js';
import type { TargetOffer } from '../../sp/target.js';
import { findProfile } from '../find-profile.js';
import { PACKAGE_ROOT } from '../package-root.js';
import { vendorOf, type WorkItem } from '../work-item.js';

/** The profile of the embedded SP that resists everything. */
const STRICT = 'strict';

/** Where attacks are played. */
export interface Range {
  readonly vendor: VendorName;
  /** Absent: the embedded SP. */
  readonly target?: TargetOffer;
  /** Defects of the embedded SP; none: the strict one. */
  readonly defects?: readonly string[];
  /** Absolute path of the configuration, for profiles beside it. */
  readonly config?: string;
}

/** An attack, its control, and what they are played with. */
export interface AttackItem {
  readonly attack: Attack;
  readonly item: WorkItem;
  /** Absent: nothing genuine comes near enough to it. */
  readonly control?: WorkItem;
}

function settingsOf({ sp }: Attack, { target, defects }: Range): SpSettings {
  if (target?.profile !== undefined) return target.profile;
  const varied = { profile: STRICT, ...sp };
  return defects === undefined || defects.length === 0 ? varied : { ...varied, defects };
}

function profileOf(settings: SpSettings, { config }: Range): Profile {
  const near = config === undefined ? [] : [config];
  const own = `${PACKAGE_ROOT}scenarios/attacks/x.yaml`;
  return varyProfile(findProfile(settings.profile, ...near, own), settings);
}

/** The attack as a work item; profiles are read once a campaign. */
export function attackItem(
  attack: Attack,
  range: Range,
  profiles: Map<string, Profile>,
): AttackItem {
  const { vendor, target } = range;
  const settings = settingsOf(attack, range);
  const key = JSON.stringify(settings);
  const profile = profiles.get(key) ?? profileOf(settings, range);
  profiles.set(key, profile);
  const setting: AttackSetting = { idp: { vendor }, sp: settings };
  const itemOf = (scenario: Scenario, id: string): WorkItem => ({
    id: `${id}[${vendor}]`,
    idp: { settings: setting.idp, path: ['idp'] },
    sp: { settings, path: ['sp'] },
    scenario,
    vendor: vendorOf(setting.idp),
    profile,
    ...(target === undefined ? {} : { target, writtenFor: profile.entityId }),
    ...(attack.key === undefined ? {} : { key: attack.key }),
    ...(attack.needs.includes('second-idp') ? { secondIdp: true } : {}),
    ...(attack.needs.includes('idp-encryption-key') ? { idpEncryptionKey: 'rsa-4096-1' } : {}),
  });
  const story = attackStory(attack, setting);
  const control = controlStory(attack, setting);
  return {
    attack,
    item: itemOf(story, story.id),
    ...(control === undefined ? {} : { control: itemOf(control, `${story.id}/control`) }),
  };
}
