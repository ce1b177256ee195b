/** Floor 5: the attacks that may be sent instead, and upon whom. */
import { html, type Markup } from '../../../base/html.js';
import type { User } from '../../../directory/user.js';
import type { Decided } from '../../sso/finish-login.js';
import type { ForgeryChoice } from '../../state/arrival.js';
import type { OfferedAttack } from '../../state/corpus.js';

const EXPECTED: Readonly<Record<string, string>> = {
  reject: 'a correct SP rejects it',
  'not-victim': 'a correct SP does not take it for the victim',
  accept: 'a control: a correct SP accepts it',
};

/** What a correct SP does. */
export function expectedOf({ expect }: OfferedAttack): string {
  return EXPECTED[expect] ?? expect;
}

function selected(yes: boolean): Markup | undefined {
  return yes ? html` selected` : undefined;
}

function attackOptions(
  attacks: readonly OfferedAttack[],
  chosen: string | undefined,
): readonly Markup[] {
  const groups = [...new Set(attacks.map(({ group }) => group))];
  return groups.map((group) => {
    const options = attacks
      .filter((attack) => attack.group === group)
      .map(
        (attack) =>
          html`<option value="${attack.id}" ${selected(attack.id === chosen)}>
            ${attack.title} (${attack.severity}; ${expectedOf(attack)})
          </option>`,
      );
    return html`<optgroup label="${group}">${options}</optgroup>`;
  });
}

/** Whom an attack is upon unless somebody says otherwise: another person who would get in. */
export function usualVictim(
  users: readonly User[],
  { user: attacker, app }: Pick<Decided, 'user' | 'app'>,
): string | undefined {
  const others = users.filter(({ handle }) => handle !== attacker);
  const named = others.find(({ handle }) => handle === 'victim');
  const welcome = others.find(
    ({ state, assignments }) => state === 'active' && assignments.includes(app.application.name),
  );
  return (named ?? welcome ?? others[0])?.handle;
}

/** What the chooser shows. */
export interface AttackChooser {
  readonly attacks: readonly OfferedAttack[];
  readonly users: readonly User[];
  readonly chosen: ForgeryChoice | undefined;
  /** A handle. */
  readonly victim: string | undefined;
  /** The host that forbids it. */
  readonly closed: string | undefined;
}

function chooser({ attacks, users, chosen, victim }: AttackChooser): Markup {
  const people = users.map(
    ({ handle, displayName }) =>
      html`<option value="${handle}" ${selected(handle === victim)}>${displayName}</option>`,
  );
  return html`<div class="fields">
      <label class="field"
        ><span>Attack</span
        ><select name="attack">
          <option value="">none: the message as it is above</option>
          ${attackOptions(attacks, chosen?.attack)}
        </select></label
      >
      <label class="field"
        ><span>Victim</span
        ><select name="victim">
          ${people}
        </select></label
      >
    </div>
    <div><button name="do" value="preview">Show the attack</button></div>`;
}

/** The panel; absent where no corpus is there. */
export function attackPanel(panel: AttackChooser): Markup | undefined {
  if (panel.attacks.length === 0) return undefined;
  const body =
    panel.closed === undefined
      ? chooser(panel)
      : html`<p class="notice warn">
          From here attacks go to this machine only, and <code>${panel.closed}</code> is another:
          <code>standin attack --allow-host</code> attacks it.
        </p>`;
  const open = panel.chosen === undefined ? undefined : html` open`;
  return html`<details class="card" ${open}>
    <summary>Send an attack instead</summary>
    <p class="soft">
      The person is the attacker: the message is forged to get in as the victim. Only attacks of one
      message are here; <code>standin attack</code> plays all of them and judges the SP.
    </p>
    ${body}
  </details>`;
}
