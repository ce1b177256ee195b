/** Floor 9: asks the person at the terminal about the app. */
import type { Io } from '../io.js';
import type { AppFacts } from './config-text.js';

/** One question: what it is about, and whether an answer will do. */
interface Question {
  readonly key: keyof AppFacts;
  readonly text: string;
  readonly fits: (answer: string) => boolean;
  readonly hint: string;
}

function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function isAddress(text: string): boolean {
  return text.startsWith('/') || isUrl(text);
}

const HINT = 'It begins with / or http.';

const QUESTIONS: readonly Question[] = [
  { key: 'url', text: 'Where does the app run', fits: isUrl, hint: 'It begins with http.' },
  { key: 'start', text: 'Where does a login begin', fits: isAddress, hint: HINT },
  { key: 'session', text: 'What answers who is logged in', fits: isAddress, hint: HINT },
];

/** Lines of a stream, until it ends. */
async function* linesOf(stdin: Io['stdin']): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stdin) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function ask(
  { text, fits, hint }: Question,
  usual: string,
  lines: AsyncGenerator<string, void>,
  io: Io,
): Promise<string> {
  for (;;) {
    io.stderr.write(`${text}? [${usual}] `);
    const next = await lines.next();
    const answer = next.done === true ? '' : next.value.trim();
    if (answer === '') return usual;
    if (fits(answer)) return answer;
    io.stderr.write(`${hint}\n`);
  }
}

/**
 * Asks; an empty answer, or none at all, takes what is usual.
 *
 * @param usual - what stands in brackets
 */
export async function askFacts(usual: AppFacts, io: Io): Promise<AppFacts> {
  const lines = linesOf(io.stdin);
  let facts = usual;
  try {
    for (const question of QUESTIONS) {
      const answer = await ask(question, facts[question.key], lines, io);
      facts = { ...facts, [question.key]: answer };
    }
  } finally {
    await lines.return();
  }
  return facts;
}
