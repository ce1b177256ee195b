/** Floor 7: the target under examination, and what the checks so far have learnt of it. */
import { storyClock, systemClock } from '../../base/clock.js';
import { InternalError } from '../../base/errors.js';
import { seededRandom } from '../../base/random.js';
import type { Scenario, UserSeed, VendorName } from '../../scenario/scenario.js';
import type { LoginStep } from '../../scenario/step.js';
import type { TargetConfig } from '../../scenario/target-config.js';
import { varyProfile } from '../../scenario/vary-profile.js';
import type { Target, TargetOffer } from '../../sp/target.js';
import type { Act } from '../act.js';
import { findProfile } from '../find-profile.js';
import type { Stage } from '../stage.js';
import { openStage } from '../stage.js';
import type { WorkItem } from '../work-item.js';
import { vendorOf } from '../work-item.js';

/** Who is logged in by the checks: nobody whom the app may know. */
export const PEOPLE = ['visitor', 'unsigned', 'tampered'] as const;

/** A person of the checks. */
export type PersonName = (typeof PEOPLE)[number];

/** What is examined, and by whom. */
export interface Examination {
  readonly offer: TargetOffer;
  /** Absent: an app that no file describes. */
  readonly config?: TargetConfig;
  /** The file that describes it. */
  readonly file?: string;
  readonly vendor: VendorName;
  /** E-mail addresses that nobody had before. */
  readonly emails: Readonly<Record<PersonName, string>>;
  /** Learnt on the way. */
  readonly learnt: {
    target?: Target;
    stage?: Stage;
    /** The visitor's login. */
    login?: Act;
    /** The clock of the app minus ours, in milliseconds, as its first answer told it. */
    clockDifference?: number;
  };
}

/** The stage; only checks that need `begins` ask for it. */
export function stageOf({ learnt }: Examination): Stage {
  if (learnt.stage === undefined) throw new InternalError('internal', 'no stage was set');
  return learnt.stage;
}

/** The visitor's login; only checks that need `login` ask for it. */
export function loginOf({ learnt }: Examination): Act {
  if (learnt.login === undefined) throw new InternalError('internal', 'nobody was logged in');
  return learnt.login;
}

function scenarioOf({ vendor, emails, file = 'standin.config.yaml' }: Examination): Scenario {
  const users = PEOPLE.map((name): [string, UserSeed] => [
    name,
    { email: emails[name], firstName: 'Standin', lastName: 'Doctor' },
  ]);
  return {
    id: 'doctor',
    file,
    title: 'The doctor',
    tags: [],
    references: [],
    idp: { vendor },
    sp: { profile: 'proof' },
    users: Object.fromEntries(users),
    groups: {},
    matrix: {},
    steps: [],
    locate: () => ({ file, line: 1, column: 1 }),
  };
}

function itemOf(examination: Examination): WorkItem {
  const { offer, vendor, file = '/' } = examination;
  const settings = offer.profile ?? { profile: 'proof' };
  return {
    id: `doctor[${vendor}]`,
    idp: { settings: { vendor }, path: ['idp'] },
    sp: { settings, path: ['sp'] },
    scenario: scenarioOf(examination),
    vendor: vendorOf({ vendor }),
    profile: varyProfile(findProfile(settings.profile, file), settings),
    target: offer,
  };
}

/** Sets a stage up on the open target, at the present instant. */
export async function setStage(examination: Examination, target: Target): Promise<Stage> {
  const clock = storyClock(systemClock.now());
  const random = seededRandom(examination.emails.visitor);
  await target.setClock?.(clock.now());
  return openStage(itemOf(examination), target, { clock, random });
}

/** A login of one of the people. */
export function loginStep(user: PersonName, change: Partial<LoginStep> = {}): LoginStep {
  return { index: 0, verb: 'login', user, start: 'sp', binding: 'redirect', ...change };
}
