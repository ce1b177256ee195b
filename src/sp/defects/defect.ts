/** Floor 5: what a defect is: one mistake in consuming a login, as a real library made it. */
import type { Check } from '../checks/check.js';
import type { LogoutCheck } from '../checks/logout-check.js';
import type { Habit } from '../reference/habit.js';

export interface Defect {
  /** kebab-case, e.g. `first-text-node`. */
  readonly id: string;
  /** What the SP does wrong, one sentence. */
  readonly title: string;
  /** Libraries, advisories, or the word "policy" where no library is to blame. */
  readonly seenIn: readonly string[];
  /** Rows of the table replaced, by id; `null` takes the row out. */
  readonly rows: Readonly<Record<string, Check | null>>;
  /** Rows of the table of LogoutRequests replaced, by id; `null` takes the row out. */
  readonly logoutRows?: Readonly<Record<string, LogoutCheck | null>>;
  /** What goes wrong around the table. */
  readonly habits?: readonly Habit[];
}
