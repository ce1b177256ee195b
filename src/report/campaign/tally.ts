/** Floor 8: a campaign in numbers: how the attacks of each group and severity ended. */
import type { Severity } from '../../scenario/attack.js';
import type { AttackStory, Ending } from './ending.js';
import { endingOf, ENDINGS, SEVERITIES } from './ending.js';

/** How many ended how; endings that none had are left out. */
export type Tally = readonly (readonly [ending: Ending, count: number])[];

/** One group, or all of them. */
export interface TallyRow {
  readonly name: string;
  /** One for each severity of the table, in its order. */
  readonly cells: readonly Tally[];
}

/** Groups down, severities across. */
export interface TallyTable {
  /** Those that some attack has. */
  readonly severities: readonly Severity[];
  /** In alphabetical order; the last one adds up, where there is more than one. */
  readonly rows: readonly TallyRow[];
}

/** What is as it should be goes before what is not. */
export const COUNTED: readonly Ending[] = [
  'resisted',
  ...ENDINGS.filter((ending) => ending !== 'resisted'),
];

/** How many of them ended how. */
export function tallyOf(attacks: readonly AttackStory[]): Tally {
  const endings = attacks.map(endingOf);
  return COUNTED.map(
    (ending) => [ending, endings.filter((each) => each === ending).length] as const,
  ).filter(([, count]) => count > 0);
}

/** The table of a campaign. */
export function tallyTable(attacks: readonly AttackStory[]): TallyTable {
  const severities = SEVERITIES.filter((severity) =>
    attacks.some(({ attack }) => attack.severity === severity),
  );
  const rowOf = (name: string, members: readonly AttackStory[]): TallyRow => ({
    name,
    cells: severities.map((severity) =>
      tallyOf(members.filter(({ attack }) => attack.severity === severity)),
    ),
  });
  const groups = [...new Set(attacks.map(({ attack }) => attack.group))].sort();
  const rows = groups.map((group) =>
    rowOf(
      group,
      attacks.filter(({ attack }) => attack.group === group),
    ),
  );
  return { severities, rows: groups.length > 1 ? [...rows, rowOf('all', attacks)] : rows };
}
