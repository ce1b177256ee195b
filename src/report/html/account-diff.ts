/** Floor 8: the account before and after a step, and what the directory says of the person. */
import { accountField } from '../../run/judge/account-field.js';
import { lowerCased, sameValue } from '../../run/judge/equal.js';
import type { StepEvidence } from '../../run/result.js';
import type { Account } from '../../sp/target.js';
import type { Markup } from './markup.js';
import { h, NOTHING } from './markup.js';
import { valueText } from './value-text.js';

/** Fields that the directory and an account have in common, as `drift` compares them. */
const COMMON = ['email', 'firstName', 'lastName', 'displayName', 'roles'] as const;

/** One line of the table; the words say what the colours say. */
interface Row {
  readonly field: string;
  readonly cells: readonly (string | undefined)[];
  readonly marks: readonly string[];
}

/** What there is to compare, from left to right. */
interface Column {
  readonly name: string;
  readonly valueOf: (field: string) => unknown;
}

function rowMarkup({ field, cells, marks }: Row): Markup {
  const shown = cells.map((cell) => h`<td>${cell ?? '—'}</td>`);
  const words = marks.map((mark) => h` <span class="mark">${mark}</span>`);
  const open = marks.length === 0 ? h`<tr>` : h`<tr class="differs">`;
  return h`${open}<th scope="row">${field}${words}</th>${shown}</tr>\n`;
}

function table(columns: readonly Column[], rows: readonly Row[]): Markup {
  const heads = ['field', ...columns.map(({ name }) => name)].map(
    (name) => h`<th scope="col">${name}</th>`,
  );
  return h`<table>\n<caption>Account</caption>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${rows.map(rowMarkup)}</tbody>\n</table>\n`;
}

function changes(field: string, { before, account }: StepEvidence): readonly string[] {
  if (before === undefined || account === undefined) return [];
  const [old, now] = [valueText(before[field]), valueText(account[field])];
  if (old === now) return [];
  if (old === undefined) return ['new'];
  return [now === undefined ? 'gone' : 'changed'];
}

/** What the SP does not keep cannot drift; roles that nobody gave are the SP's own. */
function drifts(field: string, { user, account }: StepEvidence): readonly string[] {
  if (!COMMON.some((each) => each === field)) return [];
  const kept = account === undefined ? undefined : accountField(account, field);
  const record = user?.[field];
  if (kept === undefined || kept === null || record === undefined) return [];
  if (field !== 'roles') return sameValue(record, kept) ? [] : ['drift'];
  const given = Array.isArray(record) && record.length > 0;
  return given && !sameValue(lowerCased(record), lowerCased(kept)) ? ['drift'] : [];
}

/** The record's `id` is the directory's own: beside the account's it would only confuse. */
function recordOf(user: NonNullable<StepEvidence['user']>): Column['valueOf'] {
  return (field) => (field === 'id' ? undefined : user[field]);
}

function columnsOf({ before, account, user }: StepEvidence): readonly Column[] {
  const kept = (name: string, of: Account): Column => ({
    name,
    valueOf: (field) =>
      COMMON.some((each) => each === field) ? accountField(of, field) : of[field],
  });
  return [
    ...(before === undefined ? [] : [kept('before', before)]),
    ...(account === undefined ? [] : [kept(before === undefined ? 'now' : 'after', account)]),
    ...(user === undefined ? [] : [{ name: 'directory', valueOf: recordOf(user) }]),
  ];
}

/** `role` of an account is the directory's `roles`: one line for both. */
function fieldsOf({ before, account, user }: StepEvidence): readonly string[] {
  const kept = [...Object.keys(before ?? {}), ...Object.keys(account ?? {})].map((field) =>
    field === 'role' ? 'roles' : field,
  );
  const known = ['state', ...COMMON].filter((field) => valueText(user?.[field]) !== undefined);
  return [...new Set([...kept, ...known])];
}

/**
 * The account before and after the step beside the person's record, field by field.
 *
 * @returns nothing when neither was seen
 */
export function accountTable(evidence: StepEvidence): Markup {
  const columns = columnsOf(evidence);
  if (columns.length === 0) return NOTHING;
  const rows = fieldsOf(evidence).map((field): Row => {
    const cells = columns.map(({ valueOf }) => valueText(valueOf(field)));
    return { field, cells, marks: [...changes(field, evidence), ...drifts(field, evidence)] };
  });
  return table(columns, rows);
}
