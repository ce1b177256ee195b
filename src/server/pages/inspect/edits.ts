/** Floor 5: what a person changed in a message, between the form and the overrides of a login. */
import type { MessageFacts } from '../../../saml/facts.js';
import type { MessageOverrides } from '../../../scenario/step.js';
import type { HttpRequest } from '../../http/request.js';
import { MESSAGE_FIELDS, type FieldName, type MessageField } from './message-fields.js';

/** An attribute as the form has it: a value a line. */
export interface AttributeRow {
  readonly name: string;
  readonly values: string;
}

/** A field as the form has it: what stands there, and what stood there when the page was made. */
interface FieldText {
  readonly value: string;
  readonly was: string;
}

/** The form. */
export interface Edits {
  readonly fields: Readonly<Record<FieldName, FieldText>>;
  readonly rows: readonly AttributeRow[];
}

/** No message of a person's has more. */
const MOST_ROWS = 200;

function fieldsBy(text: (field: MessageField) => FieldText): Edits['fields'] {
  const entries = MESSAGE_FIELDS.map((field) => [field.name, text(field)]);
  return Object.fromEntries(entries) as Edits['fields'];
}

/** Attributes of one name are one row: overrides go by name. */
function rowsOf({ assertions }: MessageFacts): readonly AttributeRow[] {
  const byName = new Map<string, string[]>();
  for (const { name, values } of assertions[0]?.attributes ?? []) {
    byName.set(name, [...(byName.get(name) ?? []), ...values]);
  }
  return [...byName].map(([name, values]) => ({ name, values: values.join('\n') }));
}

/** The form before anybody changed anything. */
export function editsOf(facts: MessageFacts): Edits {
  const fields = fieldsBy((field) => {
    const value = field.read(facts) ?? '';
    return { value, was: value };
  });
  return { fields, rows: rowsOf(facts) };
}

/** The form as it was sent: `f.NAME` and `w.NAME`, and one `a.name` with one `a.values` a row. */
export function readEdits({ body }: HttpRequest): Edits {
  const sent = new URLSearchParams(body);
  const fields = fieldsBy(({ name }) => {
    const was = sent.get(`w.${name}`) ?? '';
    return { value: sent.get(`f.${name}`) ?? was, was };
  });
  const values = sent.getAll('a.values');
  const rows = sent.getAll('a.name').map((name, index) => ({
    name: name.trim(),
    // Forms are sent with CRLF (HTML, "constructing the entry list").
    values: (values[index] ?? '').replaceAll('\r\n', '\n'),
  }));
  const dropped = sent.get('drop');
  const kept = rows.filter((_, index) => String(index) !== dropped).slice(0, MOST_ROWS);
  return { fields, rows: sent.get('do') === 'add' ? [...kept, { name: '', values: '' }] : kept };
}

function textOverrides({ fields }: Edits): Omit<MessageOverrides, 'attributes'> {
  const changed = MESSAGE_FIELDS.flatMap(({ name, kind }) => {
    const { value, was } = fields[name];
    if (value === was || (kind === 'instant' && value.trim() === '')) return [];
    return [[name, kind === 'removable' && value === '' ? null : value] as const];
  });
  return Object.fromEntries(changed);
}

function attributeOverrides(
  { rows }: Edits,
  before: readonly AttributeRow[],
): MessageOverrides['attributes'] {
  const named = rows.filter(({ name }) => name !== '');
  const changed = named.flatMap(({ name, values }) => {
    const same = before.some((row) => row.name === name && row.values === values);
    return same ? [] : [[name, values.split('\n')] as const];
  });
  const gone = before.flatMap(({ name }) =>
    named.some((row) => row.name === name) ? [] : [[name, null] as const],
  );
  const all = [...changed, ...gone];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

/**
 * The overrides that make a message say what the form says.
 *
 * @param before - what the vendor would write
 * @returns `undefined` when nothing was changed
 */
export function overridesOf(edits: Edits, before: MessageFacts): MessageOverrides | undefined {
  const attributes = attributeOverrides(edits, rowsOf(before));
  const overrides = {
    ...textOverrides(edits),
    ...(attributes === undefined ? {} : { attributes }),
  };
  return Object.keys(overrides).length === 0 ? undefined : overrides;
}
