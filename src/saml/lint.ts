/** Floor 2: what is wrong with a message, without a key and without asking anybody. */
import type { ResolvedElement } from '../xml/query.js';
import { messageFacts } from './facts.js';
import { kindOf } from './identify-message.js';
import { ASSERTION_RULES } from './lint-assertion-rules.js';
import { MESSAGE_RULES } from './lint-message-rules.js';
import type { LintFinding, LintRule } from './lint-rule.js';
import { SIGNATURE_RULES } from './lint-signature-rules.js';
import { parseMessage } from './parse-message.js';

/** Every rule, in the order findings are listed. */
export const LINT_RULES: readonly LintRule[] = [
  ...MESSAGE_RULES,
  ...ASSERTION_RULES,
  ...SIGNATURE_RULES,
];

function* withDescendants(element: ResolvedElement): Generator<ResolvedElement> {
  yield element;
  for (const child of element.children) yield* withDescendants(child);
}

/**
 * Lists what is wrong with a message. Rules about Assertions concern Responses and lone Assertions; the
 * others any SAML message.
 *
 * @param xml - the decoded message
 * @param options - `now`: the instant (milliseconds since the epoch) that validity is held against; without it
 *   nothing is early or late
 * @throws UserError `message-malformed` when it is not well-formed XML, `message-too-large`
 * @example
 * lintMessage(xml, { now: Date.parse('2026-03-02T09:00:00Z') }).map(({ rule }) => rule); // ['expired']
 */
export function lintMessage(
  xml: string,
  options: { readonly now?: number } = {},
): readonly LintFinding[] {
  const { document, root } = parseMessage(xml, { allowDtd: true });
  const subject = {
    ...options,
    kind: kindOf(root),
    document,
    root,
    elements: [...withDescendants(root)],
    facts: messageFacts(root),
  };
  return LINT_RULES.flatMap(({ rule, severity, clause, check }) =>
    check(subject).map((message) => ({ rule, severity, clause, message })),
  );
}
