/** Floor 8: how the run went, as a SARIF invocation: what was not verified and not played stands here, and is no result. */
import type { RunResult, StoryResult } from '../../run/result.js';
import { blemishesOf } from '../blemishes.js';
import { attacksIn, endingOf, ordinaryIn } from '../campaign/ending.js';
import { obstacleOf } from '../campaign/words.js';
import { leftOutReasons } from '../left-out.js';
import type { Level } from './grade.js';
import { locationOf, type Location } from './location.js';
import { message, type SarifMessage } from './message.js';

/** `notification` (sarif 3.58). */
interface Notification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly level: Level;
  readonly message: SarifMessage;
  readonly locations?: readonly Location[];
}

/** Kinds of notifications, in the order in which the log lists them. */
const KINDS = {
  'not-driven': 'A story or an attack was not played to its end.',
  'not-verified': 'The SP cannot show what a promise is about, or a refusal proves nothing.',
  'left-out': 'A story or an attack was not played.',
  note: 'What a reader of the log should know.',
} as const;

type Kind = keyof typeof KINDS;

/** The descriptors that notifications point to. */
export const NOTIFICATIONS: readonly {
  readonly id: string;
  readonly shortDescription: SarifMessage;
}[] = Object.entries(KINDS).map(([id, text]) => ({ id, shortDescription: { text } }));

/** The exit code, and what it says to the shell. */
const EXITS: Readonly<Record<RunResult['verdict'], readonly [code: number, text: string]>> = {
  passed: [0, 'everything that was verified is as promised'],
  failed: [1, 'something is not as promised'],
  error: [3, 'the SP could not be driven'],
};

function notification(kind: Kind, level: Level, text: string): Notification {
  const index = Object.keys(KINDS).indexOf(kind);
  return { descriptor: { id: kind, index }, level, message: message(text) };
}

/** What keeps a story from being judged; nothing when it was. */
function obstacles({ stories }: RunResult): readonly (readonly [StoryResult, string])[] {
  return [
    ...ordinaryIn(stories)
      .filter(({ error }) => error !== undefined)
      .map(
        (story) => [story, `${story.error?.message ?? ''} [${story.error?.code ?? ''}]`] as const,
      ),
    ...attacksIn(stories)
      .filter((story) => endingOf(story) === 'not-driven')
      .map((story) => [story, obstacleOf(story)] as const),
  ];
}

function undriven(result: RunResult): readonly Notification[] {
  return obstacles(result).map(([story, why]) => ({
    ...notification('not-driven', 'error', `${story.id}: ${why}; repeat: ${story.command}`),
    locations: [locationOf(story.file)],
  }));
}

/** Every story that has a promise nobody can verify, with the reason. */
function doubts({ stories }: RunResult): RunResult['leftOut'] {
  const ordinary = ordinaryIn(stories).flatMap((story) =>
    blemishesOf(story)
      .filter(({ finding }) => finding.verdict === 'not-verified')
      .map(({ finding }) => ({ id: story.id, why: finding.why ?? 'the target cannot answer' })),
  );
  const attacks = attacksIn(stories)
    .filter((story) => endingOf(story) === 'not-verified')
    .map((story) => ({ id: story.id, why: obstacleOf(story) }));
  return [...ordinary, ...attacks];
}

function counted(kind: Kind, level: Level, ones: RunResult['leftOut']): readonly Notification[] {
  return leftOutReasons(ones).map(({ why, ids }) => {
    const names = [...new Set(ids)];
    const count = `${names.length} ${kind.replace('-', ' ')}`;
    return notification(kind, level, `${count}: ${why} (${names.join(', ')})`);
  });
}

/** `invocation` (sarif 3.20), the same for the same run: no instant, no folder, no machine. */
export function invocationOf(result: RunResult): unknown {
  const { verdict, command, leftOut, notes } = result;
  const [exitCode, exitCodeDescription] = EXITS[verdict];
  return {
    commandLine: command,
    executionSuccessful: verdict !== 'error',
    exitCode,
    exitCodeDescription,
    toolExecutionNotifications: [
      ...undriven(result),
      ...counted('not-verified', 'warning', doubts(result)),
      ...counted('left-out', 'note', leftOut),
      ...notes.map((text) => notification('note', 'note', text)),
    ],
  };
}
