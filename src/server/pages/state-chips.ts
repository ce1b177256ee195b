/** Floor 5: how a person stands, as chips: the word and its colour. */
import { html, type Markup } from '../../base/html.js';
import type { User, UserState } from '../../directory/user.js';

/** Colours of the style: `.chip.good`. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | '';

type Chip = readonly [word: string, tone: Tone];

const STATES: Readonly<Record<UserState, Chip>> = {
  active: ['active', 'good'],
  staged: ['staged', 'info'],
  provisioned: ['provisioned', 'info'],
  suspended: ['suspended', 'warn'],
  'locked-out': ['locked', 'bad'],
  'password-expired': ['password expired', 'warn'],
  deprovisioned: ['deactivated', 'bad'],
  disabled: ['deactivated', 'bad'],
  'soft-deleted': ['deleted', 'bad'],
  deleted: ['deleted', 'bad'],
};

/** One chip. */
export function chip(word: string, tone: Tone = ''): Markup {
  return html`<span class="chip ${tone}">${word}</span>`;
}

/** Whether a second factor is asked for: the attribute `mfa` with the value `required`. */
export function needsSecondFactor({ attributes }: User): boolean {
  return attributes['mfa']?.includes('required') ?? false;
}

/** What a person's state is called here. */
export function stateWord(state: UserState): string {
  return STATES[state][0];
}

/**
 * The words with their colours: the state first, then what else keeps the person from going straight in.
 *
 * @param application - the name of the one that the person is assigned to, or not; absent: assignments do not matter
 */
function chipsOf(user: User, application?: string): readonly Chip[] {
  const unassigned = application !== undefined && !user.assignments.includes(application);
  return [
    STATES[user.state],
    ...(unassigned ? [['unassigned', 'warn'] as const] : []),
    ...(needsSecondFactor(user) ? [['MFA required', 'info'] as const] : []),
    ...(user.guestOf === undefined ? [] : [[`guest of ${user.guestOf}`, 'info'] as const]),
  ];
}

/** The chips. */
export function stateChips(user: User, application?: string): Markup {
  return html`${chipsOf(user, application).map(([word, tone]) => html`${chip(word, tone)} `)}`;
}
