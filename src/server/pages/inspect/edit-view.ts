/** Floor 5: the form on which a message is edited. It works without a script: rows are added by sending it. */
import { html, type Markup } from '../../../base/html.js';
import type { AttributeRow, Edits } from './edits.js';
import { MESSAGE_FIELDS, type MessageField } from './message-fields.js';

const EXPLAINED: Readonly<Record<MessageField['kind'], string | undefined>> = {
  text: undefined,
  instant: 'As 2026-03-02T09:00:00Z; unchanged it is set when the message is sent',
  removable: 'Left empty it is taken out',
};

function fieldInput({ name, label, kind }: MessageField, { fields }: Edits): Markup {
  const { value, was } = fields[name];
  const explained = EXPLAINED[kind];
  return html`<label class="field"
    ><span>${label}</span
    ><input
      class="mono"
      name="f.${name}"
      value="${value}"
      autocomplete="off"
      spellcheck="false"
    /><input type="hidden" name="w.${name}" value="${was}" />
    ${explained === undefined ? undefined : html`<small>${explained}</small>`}
  </label>`;
}

function rowInput({ name, values }: AttributeRow, index: number, action: string): Markup {
  const which = `attribute ${index + 1}`;
  const lines = Math.min(values.split('\n').length, 8);
  return html`<div class="attribute">
    <input
      class="mono"
      name="a.name"
      value="${name}"
      aria-label="Name of ${which}"
      placeholder="Name"
      autocomplete="off"
      spellcheck="false"
    />
    <textarea
      class="mono"
      name="a.values"
      rows="${lines}"
      aria-label="Values of ${which}, one a line"
      placeholder="Value, one a line"
      spellcheck="false"
    >
${values}</textarea>
    <button class="quiet small" name="drop" value="${index}" formaction="${action}#change">
      Remove<span class="hidden"> ${which}</span>
    </button>
  </div>`;
}

/**
 * The editor.
 *
 * @param action - where the form goes; rows come and go without losing the place
 * @param open - something is changed already
 */
export function editor(edits: Edits, action: string, open: boolean): Markup {
  const openly = open ? html` open` : undefined;
  return html`<details class="card" id="change" ${openly}>
    <summary>Change it before it is sent</summary>
    <p class="soft">It is signed after the change, as if the vendor had written it so.</p>
    <fieldset class="stack">
      <legend>Attributes</legend>
      ${edits.rows.map((row, index) => rowInput(row, index, action))}
      <div>
        <button class="small" name="do" value="add" formaction="${action}#change">
          Add an attribute
        </button>
      </div>
    </fieldset>
    <fieldset>
      <legend>Everything else</legend>
      <div class="fields">${MESSAGE_FIELDS.map((field) => fieldInput(field, edits))}</div>
    </fieldset>
    <div><button name="do" value="preview">Show what it says now</button></div>
  </details>`;
}
