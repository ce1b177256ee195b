/** Floor 8: a campaign as a table for a terminal: groups down, severities across. */
import type { AttackStory, Ending } from './campaign/ending.js';
import type { Tally, TallyRow } from './campaign/tally.js';
import { COUNTED, tallyOf, tallyTable } from './campaign/tally.js';
import { ENDING_SIGNS, ENDING_WORDS } from './campaign/words.js';
import { oneLine } from './one-line.js';
import type { Paint } from './reporter.js';

const COLOURS: Readonly<Record<Ending, 'green' | 'red' | 'yellow' | 'cyan'>> = {
  resisted: 'green',
  finding: 'red',
  crash: 'red',
  policy: 'cyan',
  'not-driven': 'red',
  'not-verified': 'yellow',
};

/** A text in the colour of an ending. */
export function inColourOf(ending: Ending, text: string, paint: Paint): string {
  return paint[COLOURS[ending]](text);
}

/** The mark of an ending, coloured. */
export function endingMark(ending: Ending, paint: Paint): string {
  return inColourOf(ending, ENDING_SIGNS[ending], paint);
}

function cellPart([ending, count]: Tally[number]): string {
  return `${count}${ENDING_SIGNS[ending]}`;
}

/** `21✓ 2✗` */
function plainCell(tally: Tally): string {
  return tally.map(cellPart).join(' ');
}

/** The escape codes of colours take no room. */
function cell(tally: Tally, width: number, paint: Paint): string {
  const painted = tally.map((part) => inColourOf(part[0], cellPart(part), paint));
  return painted.join(' ') + ' '.repeat(Math.max(0, width - plainCell(tally).length));
}

function legend(attacks: readonly AttackStory[], paint: Paint): string {
  const seen = new Set(tallyOf(attacks).map(([ending]) => ending));
  const words = COUNTED.filter((ending) => seen.has(ending)).map(
    (ending) => `${endingMark(ending, paint)} ${paint.dim(ENDING_WORDS[ending][0])}`,
  );
  return `  ${words.join('   ')}`;
}

/** The table and what its marks mean. */
export function campaignTable(attacks: readonly AttackStory[], paint: Paint): readonly string[] {
  const { severities, rows } = tallyTable(attacks);
  const names = rows.map(({ name }) => oneLine(name));
  const first = Math.max(...names.map((name) => name.length));
  const widths = severities.map((severity, column) =>
    Math.max(severity.length, ...rows.map(({ cells }) => plainCell(cells[column] ?? []).length)),
  );
  const head = severities.map((severity, column) => severity.padEnd(widths[column] ?? 0));
  const line = ({ cells }: TallyRow, index: number): string => {
    const texts = cells.map((tally, column) => cell(tally, widths[column] ?? 0, paint));
    return `  ${(names[index] ?? '').padEnd(first)}  ${texts.join('  ')}`.trimEnd();
  };
  return [
    paint.dim(`  ${' '.repeat(first)}  ${head.join('  ')}`.trimEnd()),
    ...rows.map(line),
    '',
    legend(attacks, paint),
  ];
}
