/** Test data: results in which everything that somebody else may have written is an attempt to break out. */
import type { RunResult } from '../../src/run/result.js';

/** What has a meaning in one format or another. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  markup: `"'><script>alert(1)</script><img src=x onerror=alert(1)></pre></style></details>&amp;<!--`,
  'end of CDATA': 'a ]]> b <![CDATA[ c ]]]]><![CDATA[> -->',
  'control characters': 'a\u0000b\u0007c\u001B[2Jd\u007Fe\u0085f\u009Bg\tback\bh',
  'line ends': 'one\ntwo\r\nthree\rfour\u2028five\u2029six\n\n\nseven',
  'workflow commands':
    'x\n::error::taken over\n  ::add-mask::y\n##[error]z\r::stop-commands::t ::x,=%0A%25',
  'test points': 'x\nnot ok 99 - no\n1..0\nBail out!\n  ---\n  ...\n# SKIP \\# Todo {',
  'a brace at the end': 'x # Todo {',
  'reading directions': '\u202Ereversed\u202C \u2066isolated\u2069 שלום مرحبا \uFEFF',
  'half characters': '\uD800 \uDC00 \uFFFE \uFFFF 🙂',
  markdown:
    '| a | b |\n|---|---|\n</table>\n\n# heading\n[link](javascript:alert(1)) ![x](http://x.test/y) `code` @all',
  yaml: '- {a: b}: "c" \'d\' !!js/function & * | > %',
  'nothing at all': '',
};

/** Members that only ever hold words of ours, unless they hold members themselves. */
const OURS = new Set([
  'tool',
  'verdict',
  'outcome',
  'kind',
  'binding',
  'by',
  'method',
  'certificates',
  'severity',
  'model',
  'expect',
  'control',
  'attack',
]);

function hasMembers(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changed(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((member) => changed(member, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      OURS.has(name) && !hasMembers(member) ? member : changed(member, text),
    ]),
  );
}

/** The same result with a text in the place of every other. */
export function hostile(result: RunResult, text: string): RunResult {
  return changed(result, text) as RunResult;
}

/** The same result with a text added to every key of what an SP or a browser said. */
export function hostileKeys(result: RunResult, text: string): RunResult {
  const strange = { [text]: text, [`${text}2`]: [text] };
  return {
    ...result,
    stories: result.stories.map((story) => ({
      ...story,
      steps: story.steps.map((step) => ({
        ...step,
        evidence: {
          hops: (step.evidence?.hops ?? []).map((hop) => ({ ...hop, form: { [text]: text } })),
          messages: step.evidence?.messages ?? [],
          session: { kind: 'unknown', why: text },
          user: { ...strange, email: text },
          before: { id: text, ...strange },
          account: { id: text, email: 'other', ...strange },
        },
      })),
    })),
  };
}
