/** Floor 7: which attacks can be tried at an SP, and how their messages are signed there. */
import type { Attack } from '../../scenario/attack.js';
import type { Profile } from '../../scenario/profile.js';
import type { Step } from '../../scenario/step.js';
import type { LeftOut } from '../left-out.js';
import { attackItem, type AttackItem, type Range } from './attack-item.js';
import type { Calibration } from './calibrate.js';
import { whyNot } from './needs.js';

type Signing = Attack['signed'];

function resigned(steps: readonly Step[], signed: Signing): readonly Step[] {
  return steps.map((step) => (step.verb === 'login' ? { ...step, signed } : step));
}

/** The attack with another part of the message signed, because the SP takes no other. */
function signedAs(attack: Attack, signed: Signing): Attack {
  const { control } = attack;
  return {
    ...attack,
    signed,
    steps: resigned(attack.steps, signed),
    ...(control === undefined ? {} : { control: resigned(control, signed) }),
  };
}

/** How its message can be signed: as it says, or as the SP wants it; a control is about how it is signed. */
function fitted(attack: Attack, { signings }: Calibration): Attack | undefined {
  if (signings.includes(attack.signed)) return attack;
  const signed = signings.includes('both') ? 'both' : signings[0];
  return attack.expect === 'accept' || signed === undefined ? undefined : signedAs(attack, signed);
}

/** What can be played, and what cannot, with the reason. */
export interface Fitting {
  readonly playable: readonly AttackItem[];
  readonly leftOut: readonly LeftOut[];
}

/** Sorts the attacks of a campaign. */
export function fitAttacks(
  attacks: readonly Attack[],
  range: Range,
  calibration: Calibration,
): Fitting {
  const profiles = new Map<string, Profile>();
  const leftOut: LeftOut[] = [];
  const playable = attacks.flatMap((attack) => {
    const fit = fitted(attack, calibration);
    const item = attackItem(fit ?? attack, range, profiles);
    const unsigned =
      fit === undefined
        ? `the SP refuses genuine messages that are signed so: ${attack.signed}`
        : undefined;
    const why = whyNot(attack, range.target, item.item.profile) ?? unsigned;
    if (why === undefined) return [item];
    leftOut.push({ id: item.item.id, why });
    return [];
  });
  return { playable, leftOut };
}
