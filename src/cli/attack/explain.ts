/** Floor 9: `standin attack --explain ID`: what it changes, why it matters, the message before and after. */
import { EXPECTED_WORDS } from '../../attack/verdict.js';
import type { DiffLine } from '../../attack/difference.js';
import { explainAttack as explained, type Explanation } from '../../run/campaign/explain.js';
import type { Attack, AttackerModel } from '../../scenario/attack.js';
import { DEFECTS } from '../../sp/defects/defects.js';
import type { Options } from '../command.js';
import { EXIT } from '../exit-codes.js';
import { wantsColor, type Io } from '../io.js';
import { textOption } from '../options.js';
import { attackStoryOptions } from './campaign.js';
import { attackedSp } from './range.js';
import { selectedAttacks } from './selection.js';
import { wrapText } from './wrap-text.js';

const MODELS: Readonly<Record<AttackerModel, string>> = {
  anonymous: 'anybody',
  user: 'a user with a genuine message of his own',
  'other-tenant': 'the administrator of another tenant',
  network: 'somebody who sees or carries messages',
};

/** Unchanged lines that are shown around a change. */
const CONTEXT = 2;
/** Longest line of a message that is shown whole. */
const WIDEST = 160;

interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
}

function shortened(text: string): string {
  if (text.length <= WIDEST) return text;
  const end = Math.floor(WIDEST / 2) - 2;
  return `${text.slice(0, end)} … ${text.slice(-end)}`;
}

function messageLines(lines: readonly DiffLine[], paint: Paint): readonly string[] {
  const changed = lines.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index]));
  const near = (index: number): boolean =>
    changed.some((each) => Math.abs(each - index) <= CONTEXT);
  return lines.flatMap(({ kind, text }, index) => {
    if (kind === 'removed') return [paint.red(`- ${shortened(text)}`)];
    if (kind === 'added') return [paint.green(`+ ${shortened(text)}`)];
    if (near(index)) return [`  ${shortened(text)}`];
    return near(index - 1) || index === 0 ? [paint.dim('  …')] : [];
  });
}

/** What falls to it: what a mutant does wrong, or the release of a library. */
function fallen(name: string): string {
  const defect = DEFECTS.find(({ id }) => id === name);
  if (defect !== undefined) return `${name}: ${defect.title}`;
  return name.startsWith('without-')
    ? `${name}: the strict service provider without this check`
    : name;
}

function facts({ model, expect, clause, references, caughtBy, needs }: Attack): readonly string[] {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['by', [MODELS[model]]],
    ['right', [`${EXPECTED_WORDS[expect]} (${clause})`]],
    ['needs', needs],
    ['falls', caughtBy.map(fallen)],
    ['read', references],
  ];
  return rows.flatMap(([name, values]) =>
    values.flatMap((value, index) => `${(index === 0 ? name : '').padEnd(7)}${value}`),
  );
}

function trial({ id, caughtBy }: Attack): string {
  const mutant = caughtBy.find((name) => !name.includes('@'));
  return `standin attack ${id}${mutant === undefined ? '' : ` --defect ${mutant}`}`;
}

function shown({ attack, does, message }: Explanation, paint: Paint): string {
  const { id, group, severity, title, description = '' } = attack;
  const lines = [
    paint.bold(title),
    paint.dim(`${id}  ${group}, ${severity}  ${attack.file}`),
    '',
    ...(description === '' ? [] : [...wrapText(description), '']),
    ...facts(attack),
    '',
    ...does,
    '',
    ...(message.every(({ kind }) => kind === 'same')
      ? [paint.dim('The XML stays as it was; what carries it is changed as said above.')]
      : messageLines(message, paint)),
    '',
    `try    ${trial(attack)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Explains the attack that the option names, and every variant of it. */
export async function explainAttack(options: Options, io: Io): Promise<number> {
  const { range } = await attackedSp({ ...options, sp: 'embedded', defect: [] }, io);
  const { default: picocolors } = await import('picocolors');
  const paint = picocolors.createColors(wantsColor(io));
  const story = attackStoryOptions({ seed: '1', ...options }, { secrets: [], choices: [] });
  for (const attack of selectedAttacks([textOption(options, 'explain') ?? ''], options, io)) {
    io.stdout.write(shown(await explained(attack, range, story), paint));
  }
  return EXIT.passed;
}
