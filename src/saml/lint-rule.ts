/** Floor 2: what a rule of the lint is. */
import type { XmlDocument } from '../xml/node.js';
import type { ResolvedElement } from '../xml/query.js';
import type { AssertionFacts, MessageFacts } from './facts.js';
import type { MessageKind } from './identify-message.js';

/** `error`: the specification forbids it; `warning`: SPs refuse it or should; `note`: worth knowing. */
export type LintSeverity = 'error' | 'warning' | 'note';

/** One thing that is wrong with a message. */
export interface LintFinding {
  /** Stable. */
  readonly rule: string;
  readonly severity: LintSeverity;
  /** Where the specification says so. */
  readonly clause: string;
  readonly message: string;
}

/** A message to be looked at. */
export interface LintSubject {
  readonly kind: MessageKind;
  readonly document: XmlDocument;
  readonly root: ResolvedElement;
  /** Every element, in document order. */
  readonly elements: readonly ResolvedElement[];
  readonly facts: MessageFacts;
  /** Milliseconds since the epoch; absent = validity is not compared with any clock. */
  readonly now?: number;
}

/** One row of the table: `check` yields a sentence for each place where the rule is broken. */
export interface LintRule {
  readonly rule: string;
  readonly severity: LintSeverity;
  readonly clause: string;
  readonly check: (subject: LintSubject) => readonly string[];
}

/** One sentence when something is so. */
export function when(wrong: boolean, sentence: string): readonly string[] {
  return wrong ? [sentence] : [];
}

/** Sentences about each Assertion, which is numbered when there are several. */
export function ofAssertions(
  check: (assertion: AssertionFacts, name: string, subject: LintSubject) => readonly string[],
): LintRule['check'] {
  return (subject) => {
    const { assertions } = subject.facts;
    const nameOf = (index: number): string =>
      assertions.length > 1 ? `Assertion ${index + 1}` : 'the Assertion';
    return assertions.flatMap((assertion, index) => check(assertion, nameOf(index), subject));
  };
}
