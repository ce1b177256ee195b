/** Floor 7: the result of a run: the one model that every reporter reads. */
import type { AttackVerdict } from '../attack/verdict.js';
import type { AttackerModel, Severity } from '../scenario/attack.js';
import type { AttackExpectation } from '../scenario/scenario.js';
import type { Took } from './observation.js';
import type { Account, Hop, SessionObservation } from '../sp/target.js';

/** `not-verified`: the target cannot answer; fails the run only with `--strict`. */
export type Verdict = 'passed' | 'failed' | 'not-verified';

/** One promise held against what was seen. */
export interface Finding {
  /** Path of the expectation, e.g. `account.lastName`. */
  readonly key: string;
  readonly verdict: Verdict;
  readonly expected: unknown;
  readonly observed: unknown;
  /** Why, when the two values do not say it. */
  readonly why?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One SAML message that passed through the browser, in the order of the hops. */
export interface MessageEvidence {
  readonly kind: 'AuthnRequest' | 'Response' | 'LogoutRequest' | 'LogoutResponse' | 'other';
  readonly binding: 'redirect' | 'post';
  /** Index of the hop that carried it to its receiver. */
  readonly hop: number;
  /** Decoded, as it was on the wire. */
  readonly xml: string;
}

/** What a person reads when a verdict has to be believed. Secrets are redacted unless the run was told otherwise. */
export interface StepEvidence {
  /** What the step's browser did, in order. */
  readonly hops: readonly (Hop & { readonly by: 'sp' | 'idp' })[];
  readonly messages: readonly MessageEvidence[];
  /** The IdP's certificates that its metadata lists after the step, as base64 DER: what signatures are held against. */
  readonly certificates?: readonly string[];
  readonly session?: SessionObservation;
  /** The person's record in the directory after the step. */
  readonly user?: Readonly<Record<string, unknown>>;
  /** The person's account at the SP before and after the step; absent: none, or it cannot be seen. */
  readonly before?: Account;
  readonly account?: Account;
}

/** What a step did, whatever was promised. */
export interface StepResult {
  readonly index: number;
  readonly verb: string;
  /** The step in one sentence: `ada logs in (SP-initiated)`. */
  readonly title: string;
  readonly line: number;
  /** ISO instant of the story's clock. */
  readonly at: string;
  readonly outcome?: 'logged-in' | 'logged-out' | 'refused-by-idp' | 'refused-by-sp' | 'no-session';
  readonly reason?: string;
  /** The vendor's code of a refusal. */
  readonly code?: string;
  /** Who was in after an attack. */
  readonly attack?: AttackVerdict;
  readonly took?: Took;
  /** SHA-256 of everything that an attack sent, in hexadecimal. */
  readonly sent?: string;
  readonly findings: readonly Finding[];
  /** The message that was sent, as text. */
  readonly message?: string;
  /** Kept for people; left out of the JSON result. */
  readonly evidence?: StepEvidence;
}

/** What is known of an attack before and after it was played. */
export interface AttackFacts {
  /** With the variant behind a slash. */
  readonly id: string;
  readonly group: string;
  /** Of the attack; `low` where the message was taken and nothing that was forged in it. */
  readonly severity: Severity;
  readonly model: AttackerModel;
  /** The clause that asks for a refusal, or `policy`. */
  readonly clause: string;
  readonly expect: AttackExpectation;
  /** What the genuine IdP signed: as the attack says, or as the SP wants it. */
  readonly signed: 'assertion' | 'response' | 'both';
  readonly verdict: AttackVerdict;
  /** The same login without what makes it an attack: a refusal proves something only where that one was accepted. */
  readonly control?: 'accepted' | 'refused';
  /** SHA-256 of everything that was sent, in hexadecimal; absent when it was not played to its end. */
  readonly sent?: string;
  /** How long the SP took for the attack, and the size of its message; left out of comparisons. */
  readonly took?: Took;
}

/** A story under one combination of IdP and SP. */
export interface StoryResult {
  /** `lifecycle/first-login[okta]`: stable. */
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly file: string;
  readonly tags: readonly string[];
  /** What the story is about, and what its promises rest on; for people, left out of the JSON result. */
  readonly description?: string;
  readonly references?: readonly string[];
  readonly idp: string;
  readonly sp: string;
  /** `error`: the target could not be driven (exit 3). */
  readonly verdict: Verdict | 'error';
  readonly steps: readonly StepResult[];
  /** Present when the story is an attack of the corpus. */
  readonly attack?: AttackFacts;
  readonly error?: { readonly code: string; readonly message: string; readonly fix?: string };
  /** The command that repeats this story alone. */
  readonly command: string;
  /** Wall time in milliseconds; left out of comparisons. */
  readonly durationMs: number;
}

export interface RunResult {
  readonly tool: 'standin';
  readonly version: string;
  readonly seed: string;
  /** The command that repeats this run. */
  readonly command: string;
  readonly verdict: 'passed' | 'failed' | 'error';
  readonly stories: readonly StoryResult[];
  /** Stories that were not played, each with the reason. */
  readonly leftOut: readonly { readonly id: string; readonly why: string }[];
  /** What a reader of the result should know: fresh e-mail addresses, a real clock. */
  readonly notes: readonly string[];
  readonly counts: {
    readonly passed: number;
    readonly failed: number;
    readonly notVerified: number;
    readonly error: number;
  };
}

/** What happens while a run goes on; reporters may show progress of it. */
export type RunEvent =
  /** Whether a story applies to its target was found out; `done` of `stories`, before the run starts. */
  | {
      readonly kind: 'story-fitted';
      readonly id: string;
      readonly done: number;
      readonly stories: number;
    }
  | { readonly kind: 'run-start'; readonly stories: number }
  | { readonly kind: 'story-end'; readonly story: StoryResult };
