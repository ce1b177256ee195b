/** Floor 5: the form for a new person. */
import { html, type Markup } from '../../../base/html.js';
import type { UserState } from '../../../directory/user.js';
import { stateWord } from '../../pages/state-chips.js';
import type { TenantState } from '../../state/tenant-state.js';
import { tenantPath } from '../addresses.js';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: string;
  readonly required?: true;
}

const FIELDS: readonly Field[] = [
  { name: 'firstName', label: 'First name' },
  { name: 'lastName', label: 'Last name' },
  { name: 'email', label: 'E-mail', type: 'email', required: true },
  { name: 'groups', label: 'Groups', hint: 'with commas between them' },
  { name: 'roles', label: 'Roles', hint: 'with commas between them' },
  { name: 'userName', label: 'Login name', hint: 'the e-mail unless said otherwise' },
  { name: 'handle', label: 'Handle', hint: 'what scenario files call the person' },
];

/** One labelled input. @param value - what was typed before */
export function inputField(field: Field, value: string): Markup {
  const { name, label, hint, type = 'text', required } = field;
  return html`<label class="field"
    ><span>${label}</span
    ><input
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="off"
      ${required ? html`required` : undefined}
    />${hint === undefined ? undefined : html`<small>${hint}</small>`}</label
  >`;
}

function assignments({ apps }: TenantState, typed: URLSearchParams | undefined): Markup {
  const chosen = typed?.getAll('application');
  const boxes = [...apps.keys()].map((name) => {
    const checked = chosen === undefined || chosen.includes(name) ? html`checked` : undefined;
    return html`<label class="check"
      ><input type="checkbox" name="application" value="${name}" ${checked} />${name}</label
    >`;
  });
  return html`<fieldset>
    <legend>May use</legend>
    <div class="row">${boxes}</div>
  </fieldset>`;
}

/** What a state is called here, and by the vendor where that is another word. */
export function stateChoice(state: UserState): string {
  const word = stateWord(state);
  return word === state ? word : `${word} (${state})`;
}

/** Where they begin. Who was never there cannot be gone. */
function states({ vendor }: TenantState, typed: URLSearchParams | undefined): Markup {
  const { initial, states: all } = vendor.lifecycle;
  const chosen = typed?.get('state') ?? initial;
  const options = all
    .filter((state) => state !== 'deleted' && state !== 'soft-deleted')
    .map((state) => {
      const selected = state === chosen ? html`selected` : undefined;
      return html`<option value="${state}" ${selected}>${stateChoice(state)}</option>`;
    });
  return html`<label class="field"
    ><span>State</span
    ><select name="state">
      ${options}
    </select></label
  >`;
}

/** The form. @param typed - what was refused */
export function hireForm(tenant: TenantState, typed: URLSearchParams | undefined): Markup {
  const fields = FIELDS.map((field) => inputField(field, typed?.get(field.name) ?? ''));
  const open = typed?.has('email') ? html`open` : undefined;
  return html`<details class="card" id="hire" ${open}>
    <summary>Hire somebody</summary>
    <form method="post" action="${tenantPath(tenant.key)}/users" class="stack">
      <div class="fields">${fields} ${states(tenant, typed)}</div>
      ${assignments(tenant, typed)}
      <div><button class="primary">Hire</button></div>
    </form>
  </details>`;
}
