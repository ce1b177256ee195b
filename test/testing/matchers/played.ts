/** Test data: the logins of a story on the embedded SP, as a test suite would have them. */
import { storyClock } from '../../../src/base/clock.js';
import { seededRandom } from '../../../src/base/random.js';
import { findProfile } from '../../../src/run/find-profile.js';
import { lookBefore, observe } from '../../../src/run/observe.js';
import { openStage } from '../../../src/run/stage.js';
import type { Stage } from '../../../src/run/stage.js';
import { STEPS } from '../../../src/run/steps/steps.js';
import type { WorkItem } from '../../../src/run/work-item.js';
import { combine, vendorOf } from '../../../src/run/work-item.js';
import { loadScenario } from '../../../src/scenario/load.js';
import type { Step } from '../../../src/scenario/step.js';
import { varyProfile } from '../../../src/scenario/vary-profile.js';
import { openEmbeddedSp } from '../../../src/sp/embedded.js';
import type { Target } from '../../../src/sp/target.js';
import type { Login } from '../../../src/testing/login-result.js';

const FILE = `${process.cwd()}/scenarios/lifecycle/played.yaml`;

/** The first combination of a story that starts so. */
function itemOf(head: string, steps: readonly string[]): WorkItem {
  const text = `scenario: Played\nclock: 2026-03-02T09:00:00Z\n${head}steps:\n${steps
    .map((step) => `  - { ${step} }\n`)
    .join('')}`;
  const scenario = loadScenario(text, { file: 'played.yaml', id: 'played' });
  const [combination] = combine(scenario);
  if (combination === undefined) throw new Error('no combination');
  const { sp, idp } = combination;
  const profile = varyProfile(findProfile(sp.settings.profile, FILE), sp.settings);
  return { ...combination, scenario, vendor: vendorOf(idp.settings), profile };
}

async function loginOf(stage: Stage, step: Step): Promise<Login | undefined> {
  const before = await lookBefore(stage, step);
  const effect = await STEPS[step.verb].run(stage, step);
  if (effect.browser === undefined) return undefined;
  const observation = await observe(stage, step, effect, before);
  const { outcome, reason, code, why, account, accountBefore, subject = '' } = observation;
  const { page, message } = effect;
  return {
    user: subject,
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
    ...(code === undefined ? {} : { code }),
    ...(why === undefined ? {} : { why }),
    ...(page === undefined ? {} : { page }),
    hops: effect.browser.hops,
    session: observation.sessions.get(subject) ?? { kind: 'none' },
    ...(account === undefined ? {} : { account }),
    ...(accountBefore === undefined ? {} : { accountBefore }),
    change: observation.change ?? { created: false, updated: false, linked: false },
    ...(message === undefined
      ? {}
      : { assertion: { ...message.facts, xml: message.xml, acsUrl: message.acsUrl } }),
    browser: effect.browser,
    observation,
  };
}

/** How a story is played. */
export interface Playing {
  /** Vendor, SP and users, as a scenario file has them. */
  readonly head?: string;
  /** What the SP does otherwise. */
  readonly change?: (target: Target) => Partial<Target>;
}

const ADA = `users:\n  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron }\n`;

/** Every login of the steps, and the IdP's certificate. */
export async function played(
  steps: readonly string[],
  { head = `idp: okta\nsp: proof\n${ADA}`, change = () => ({}) }: Playing = {},
): Promise<{ readonly logins: readonly Login[]; readonly certificate: string }> {
  const item = itemOf(head, steps);
  const clock = storyClock(item.scenario.clock ?? 0);
  const random = seededRandom('matchers');
  const context = { clock, random: random.fork('sp') };
  const { profile, sp } = item;
  const embedded = await openEmbeddedSp({ profile, settings: sp.settings, context });
  const target = { ...embedded, ...change(embedded) };
  try {
    const stage = await openStage(item, target, { clock, random });
    const logins: Login[] = [];
    for (const step of item.scenario.steps) {
      const login = await loginOf(stage, step);
      if (login !== undefined) logins.push(login);
    }
    return { logins, certificate: stage.keyring.current.certificate.pem };
  } finally {
    await target.close();
  }
}

/** The last login of the steps. */
export async function lastLogin(steps: readonly string[], playing?: Playing): Promise<Login> {
  const login = (await played(steps, playing)).logins.at(-1);
  if (login === undefined) throw new Error('no login');
  return login;
}
