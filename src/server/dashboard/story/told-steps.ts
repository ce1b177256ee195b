/** Floor 5: what happened at a tenant, as the steps of a story about one application. */
import { durationText } from '../../../base/duration.js';
import type { RecordedStep, ServerState } from '../../state/server-state.js';
import type { ServedApp, TenantState } from '../../state/tenant-state.js';
import { isLasting, receptionsIn } from './receptions.js';
import type { Assigned } from './seed.js';

/** A step as a scenario file writes it. */
export type WrittenStep = Readonly<Record<string, unknown>>;

/** What the story tells, and what it cannot tell. */
export interface ToldSteps {
  readonly steps: readonly WrittenStep[];
  /** When the first one was; absent: there is none. */
  readonly begins?: number;
  /** Whom they are about: handles. */
  readonly people: ReadonlySet<string>;
  /** In words. */
  readonly leftOut: readonly string[];
}

/** What telling needs to know. */
export interface Telling {
  readonly tenant: TenantState;
  readonly app: ServedApp;
  readonly assigned: Assigned;
}

/** Whom a step is about: the value of its verb, which comes first. */
export function subjectOfStep(step: WrittenStep): string {
  const [subject] = Object.values(step);
  return typeof subject === 'string' ? subject : '';
}

/** Shorter pauses are those of somebody who looks for the next button; nothing depends on them. */
const SHORTEST_PAUSE = 60_000;

type Told = { readonly step: WrittenStep } | { readonly why: string };

/** A login with what the SP made of it. */
function toldLogin(
  { step, assertionId }: RecordedStep,
  receptions: ReadonlyMap<string, string>,
): Told {
  const outcome = assertionId === undefined ? undefined : receptions.get(assertionId);
  if (outcome === undefined || outcome === 'accepted') return { step };
  if (isLasting(outcome)) {
    return { step: { ...step, expect: { outcome: 'refused-by-sp', reason: outcome } } };
  }
  const who = subjectOfStep(step);
  return { why: `a login of ${who} that the SP refused for this one message (${outcome})` };
}

/** A hire says whether the person may use the story's application, not whether any. */
function toldHire({ step }: RecordedStep, { tenant, assigned }: Telling): Told {
  const [hired] = tenant.directory.history(subjectOfStep(step));
  const { assigned: _, ...user } = step['user'] as Readonly<Record<string, unknown>>;
  const may = hired !== undefined && assigned(hired.user);
  return { step: { ...step, user: { ...user, ...(may ? {} : { assigned: false }) } } };
}

function told(
  recorded: RecordedStep,
  telling: Telling,
  receptions: ReadonlyMap<string, string>,
): Told {
  const { step, app } = recorded;
  const who = subjectOfStep(step);
  const { name } = telling.app.application;
  if (app !== undefined && app !== name) {
    return {
      why: `${Object.keys(step)[0] ?? ''} of ${who} at ${app}: a story has one application`,
    };
  }
  if (telling.tenant.directory.history(who).length === 0) {
    return { why: `a login of ${who}, whom the directory does not know` };
  }
  if ('login' in step) return toldLogin(recorded, receptions);
  if ('hire' in step) return toldHire(recorded, telling);
  return { step };
}

/** Puts the time that passed between the steps. The time of a story does not go back. */
function withPauses(
  steps: readonly { readonly at: number; readonly step: WrittenStep }[],
): readonly WrittenStep[] {
  const clock = { now: steps[0]?.at ?? 0 };
  return steps.flatMap(({ at, step }) => {
    const pause = Math.floor((at - clock.now) / 1000) * 1000;
    if (pause < SHORTEST_PAUSE) return [step];
    clock.now += pause;
    return [{ advance: durationText(pause) }, step];
  });
}

/** Tells it. */
export function toldSteps(state: ServerState, telling: Telling): ToldSteps {
  const receptions = receptionsIn(state.log);
  const own = state.recorded.filter(({ tenant }) => tenant === telling.tenant.key);
  const all = own.map((recorded) => ({
    at: recorded.at,
    told: told(recorded, telling, receptions),
  }));
  const kept = all.flatMap(({ at, told: each }) =>
    'step' in each ? [{ at, step: each.step }] : [],
  );
  const begins = kept[0]?.at;
  return {
    steps: withPauses(kept),
    people: new Set(kept.map(({ step }) => subjectOfStep(step))),
    leftOut: all.flatMap(({ told: each }) => ('why' in each ? [each.why] : [])),
    ...(begins === undefined ? {} : { begins }),
  };
}
