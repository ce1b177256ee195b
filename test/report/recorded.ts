/** Test data: runs of real stories at the embedded SP, with their evidence. */
import { seededRandom } from '../../src/base/random.js';
import { act } from '../../src/run/act.js';
import { judge } from '../../src/run/judge/judge.js';
import type { PlanOptions } from '../../src/run/plan.js';
import { planRun } from '../../src/run/plan.js';
import type {
  MessageEvidence,
  RunResult,
  StepEvidence,
  StepResult,
  StoryResult,
} from '../../src/run/result.js';
import { setUpIdp } from '../../src/run/set-up.js';
import type { Stage } from '../../src/run/stage.js';
import { clockOf, openStage } from '../../src/run/stage.js';
import { STEPS } from '../../src/run/steps/steps.js';
import type { WorkItem } from '../../src/run/work-item.js';
import { identifyMessage } from '../../src/saml/identify-message.js';
import type { Step } from '../../src/scenario/step.js';
import { openEmbeddedSp } from '../../src/sp/embedded.js';
import type { Hop } from '../../src/sp/target.js';
import { run as resultOf } from './results.js';

function messageOf(text: string, hop: number, binding: 'redirect' | 'post'): MessageEvidence {
  const { kind, xml } = identifyMessage(text);
  const known = kind === 'AuthnRequest' || kind === 'Response' ? kind : 'other';
  return { kind: known, binding, hop, xml };
}

function messagesOf(hops: readonly Hop[]): readonly MessageEvidence[] {
  return hops.flatMap(({ url, form }, index) => {
    const posted = form?.['SAMLResponse'] ?? form?.['SAMLRequest'];
    if (posted !== undefined) return [messageOf(posted, index, 'post')];
    return /[?&]SAML(?:Request|Response)=/.test(url) ? [messageOf(url, index, 'redirect')] : [];
  });
}

async function evidenceOf(stage: Stage, step: Step): Promise<Partial<StepResult>> {
  const { effect, observation, hops } = await act(stage, step);
  const { subject = '', outcome, reason, code, account, accountBefore, people } = observation;
  const user = people.get(subject)?.user;
  const session = observation.sessions.get(subject);
  const evidence: StepEvidence = {
    hops: hops.map((hop) => ({
      ...hop,
      by: hop.url.startsWith(new URL(stage.target.acsUrl).origin) ? 'sp' : 'idp',
    })),
    messages: messagesOf(hops),
    certificates: stage.keyring.published.map(({ certificate }) => certificate.base64),
    ...(session === undefined ? {} : { session }),
    ...(user === undefined ? {} : { user: { ...user } }),
    ...(accountBefore === undefined ? {} : { before: accountBefore }),
    ...(account === undefined ? {} : { account }),
  };
  const { expect, index } = step;
  const { scenario } = stage.item;
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
    ...(code === undefined ? {} : { code }),
    ...(effect.message === undefined ? {} : { message: effect.message.xml }),
    findings:
      expect === undefined ? [] : judge({ scenario, index, expect, strict: false }, observation),
    evidence,
  };
}

async function playStep(stage: Stage, step: Step): Promise<StepResult> {
  const { run, reachesSp, title } = STEPS[step.verb];
  const head = {
    index: step.index,
    verb: step.verb,
    title: title(step),
    line: stage.item.scenario.locate(['steps', step.index]).line,
    at: new Date(stage.clock.now()).toISOString(),
    findings: [],
  };
  if (reachesSp) return { ...head, ...(await evidenceOf(stage, step)) };
  await run(stage, step);
  return head;
}

async function play(item: WorkItem): Promise<StoryResult> {
  const { id, scenario, profile, idp, sp } = item;
  const clock = clockOf(item, Date.parse('2026-03-02T09:00:00Z'));
  const random = seededRandom(`7/${id}`);
  const context = { clock, random: random.fork('sp') };
  const { entityId, acs: acsUrl } = profile;
  const { application } = setUpIdp(item, { entityId, acsUrl }, context);
  if (application.requestSigning !== undefined) throw new Error('not a story for this test');
  const target = await openEmbeddedSp({ profile, settings: sp.settings, context });
  const steps: StepResult[] = [];
  try {
    const stage = await openStage(item, target, { clock, random });
    for (const step of scenario.steps) steps.push(await playStep(stage, step));
  } finally {
    await target.close();
  }
  const failed = steps.some(({ findings }) => findings.some(({ verdict }) => verdict === 'failed'));
  return {
    id,
    scenario: scenario.id,
    title: scenario.title,
    file: scenario.file,
    tags: scenario.tags,
    idp: idp.settings.vendor,
    sp: sp.settings.profile,
    verdict: failed ? 'failed' : 'passed',
    steps,
    command: `standin run ${scenario.file} --idp ${idp.settings.vendor} --seed 7`,
    durationMs: 10,
  };
}

/** Plays stories and keeps everything that was seen. */
export async function recordedRun(options: Partial<PlanOptions>): Promise<RunResult> {
  const plan = planRun({ paths: [], cwd: process.cwd(), now: Date.now(), ...options });
  const stories: StoryResult[] = [];
  for (const item of plan.items) stories.push(await play(item));
  return { ...resultOf(stories), leftOut: plan.leftOut };
}
