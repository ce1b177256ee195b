/** Floor 5: mutants: the reference SP's table with one defect, by name. */
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import type { Check } from '../checks/check.js';
import { CHECKS } from '../checks/checks.js';
import type { LogoutCheck } from '../checks/logout-check.js';
import { LOGOUT_CHECKS } from '../checks/logout-checks.js';
import type { Habit } from '../reference/habit.js';
import { DEFECTS } from './defects.js';
import { ACCEPT_ALL, REJECT_ALL } from './extremes.js';
import { TAKES_ANY_LOGOUT } from './logouts.js';

/** Tables that are no table with a mistake in it: the two that prove that an attack run can tell anything apart. */
const EXTREMES: Readonly<Record<string, readonly Check[]>> = {
  'accept-all': ACCEPT_ALL,
  'reject-all': REJECT_ALL,
};

const WITHOUT = 'without-';

/** The ids of the rows that only judge: the table works without any one of them. */
export const REMOVABLE_ROWS: readonly string[] = CHECKS.filter(
  ({ produces }) => produces !== true,
).map(({ id }) => id);

/** Those of them that are about what a profile allows: stories need them, forged messages do not. */
export const PROFILE_ROWS: readonly string[] = CHECKS.filter(
  ({ clause, produces }) => clause.startsWith('profile') && produces !== true,
).map(({ id }) => id);

/** Every name that `mutantOf` takes. */
export const DEFECT_NAMES: readonly string[] = [
  ...DEFECTS.map(({ id }) => id),
  ...REMOVABLE_ROWS.map((id) => WITHOUT + id),
  ...Object.keys(EXTREMES),
];

/** Mutants that the corpus must catch. */
export const ATTACKABLE: readonly string[] = DEFECT_NAMES.filter(
  (name) => !PROFILE_ROWS.includes(name.replace(WITHOUT, '')),
);

function rowsOf(name: string): Readonly<Record<string, Check | null>> {
  const defect = DEFECTS.find(({ id }) => id === name);
  if (defect !== undefined) return defect.rows;
  const row = name.startsWith(WITHOUT) ? name.slice(WITHOUT.length) : '';
  if (REMOVABLE_ROWS.includes(row)) return { [row]: null };
  throw new UserError('defect-unknown', `"${name}" is no defect of the embedded SP.`, {
    fix: didYouMean(name, DEFECT_NAMES),
  });
}

/** The table with these rows replaced, and those taken out that are `null`. */
function replaced<Row extends { readonly id: string }>(
  table: readonly Row[],
  rows: Readonly<Record<string, Row | null>>,
): readonly Row[] {
  return table.flatMap((check) => {
    const other = Object.hasOwn(rows, check.id) ? rows[check.id] : check;
    return other === null || other === undefined ? [] : [other];
  });
}

/**
 * The table of the reference SP with defects: names of `DEFECTS`, `without-` and a row's id, `accept-all`, `reject-all`.
 * Where several are given, each is made in the table that the one before left.
 *
 * @throws UserError `defect-unknown`, with did-you-mean
 * @example
 * openEmbeddedSp({ profile, settings, context, checks: mutantOf('first-text-node') });
 */
export function mutantOf(...names: readonly string[]): readonly Check[] {
  return names.reduce<readonly Check[]>(
    (table, name) => EXTREMES[name] ?? replaced(table, rowsOf(name)),
    CHECKS,
  );
}

/** The table of LogoutRequests of such a mutant. */
export function logoutMutantOf(...names: readonly string[]): readonly LogoutCheck[] {
  if (names.includes('accept-all')) return [TAKES_ANY_LOGOUT];
  return DEFECTS.filter(({ id }) => names.includes(id)).reduce<readonly LogoutCheck[]>(
    (table, { logoutRows = {} }) => replaced(table, logoutRows),
    LOGOUT_CHECKS,
  );
}

/** What goes wrong around the table of such a mutant. */
export function habitsOf(...names: readonly string[]): readonly Habit[] {
  return DEFECTS.filter(({ id }) => names.includes(id)).flatMap(({ habits = [] }) => habits);
}
