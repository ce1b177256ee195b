/** Floor 7: what a check of `standin doctor` is. */
import type { Examination } from './examination.js';

/** What one check found. */
export type Diagnosis =
  | { readonly verdict: 'fine' | 'skipped'; readonly says: string }
  | {
      /** `danger`: the app lets in whom it must not. */
      readonly verdict: 'wrong' | 'danger' | 'warning';
      readonly says: string;
      /** What to do, one sentence. */
      readonly fix: string;
    };

/** Names of checks. */
export type CheckName =
  | 'config'
  | 'reachable'
  | 'begins'
  | 'metadata'
  | 'login'
  | 'session'
  | 'anonymous'
  | 'accounts'
  | 'garbage'
  | 'logout'
  | 'reset'
  | 'clock';

/** One row of the table of checks. */
export interface Check {
  readonly name: CheckName;
  /** In words, as a promise. */
  readonly title: string;
  /** Checks without whose success this one says nothing. */
  readonly needs: readonly CheckName[];
  /** @throws TargetError when the app cannot be driven: the check is wrong then */
  examine(examination: Examination): Promise<Diagnosis> | Diagnosis;
}

/** All is well. */
export function fine(says: string): Diagnosis {
  return { verdict: 'fine', says };
}

/** There is nothing to check. */
export function skipped(says: string): Diagnosis {
  return { verdict: 'skipped', says };
}

/** Something must be put right. */
export function wrong(says: string, fix: string): Diagnosis {
  return { verdict: 'wrong', says, fix };
}

/** Something is worth knowing. */
export function warning(says: string, fix: string): Diagnosis {
  return { verdict: 'warning', says, fix };
}
