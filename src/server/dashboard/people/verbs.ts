/** Floor 5: what can be done to a person, in words of buttons. */
import { html, type Markup } from '../../../base/html.js';
import type { Lifecycle, TransitionVerb } from '../../../directory/lifecycle.js';
import type { User } from '../../../directory/user.js';

const WORDS: Readonly<Record<TransitionVerb, string>> = {
  activate: 'Activate',
  suspend: 'Suspend',
  unsuspend: 'Unsuspend',
  lock: 'Lock out',
  unlock: 'Unlock',
  'expire-password': 'Expire password',
  'reset-password': 'Reset password',
  deactivate: 'Deactivate',
  reactivate: 'Reactivate',
  delete: 'Delete',
  restore: 'Restore',
  rehire: 'Hire again',
};

/** Those that end something. */
const ENDINGS: ReadonlySet<TransitionVerb> = new Set<TransitionVerb>(['deactivate', 'delete']);

/** What the vendor can do in the person's state, and nothing else. */
function verbsFor({ state }: User, { transitions }: Lifecycle): readonly TransitionVerb[] {
  return Object.keys(transitions[state] ?? {}) as TransitionVerb[];
}

/** Whether a word of a form is one of them. */
export function isVerb(word: string): word is TransitionVerb {
  return Object.hasOwn(WORDS, word);
}

/** One button a verb; each says whom it is about, for those who hear only the button. */
export function verbButtons(user: User, lifecycle: Lifecycle): Markup {
  const buttons = verbsFor(user, lifecycle).map((verb) => {
    const tone = ENDINGS.has(verb) ? 'danger' : '';
    const label = `${WORDS[verb]} ${user.displayName}`;
    return html`<button class="small ${tone}" name="do" value="${verb}" aria-label="${label}">
      ${WORDS[verb]}
    </button>`;
  });
  return html`${buttons}`;
}
