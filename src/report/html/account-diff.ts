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
  readonly mark?: string;
}

function rowMarkup({ field, cells, mark }: Row): Markup {
  const shown = cells.map((cell) => h`<td>${cell ?? '—'}</td>`);
  const word = mark === undefined ? NOTHING : h` <span class="mark">${mark}</span>`;
  return h`<tr${mark === undefined ? NOTHING : h` class="differs"`}><th scope="row">${field}${word}</th>${shown}</tr>\n`;
}

function table(caption: string, columns: readonly string[], rows: readonly Row[]): Markup {
  if (rows.length === 0) return NOTHING;
  const heads = ['field', ...columns].map((column) => h`<th scope="col">${column}</th>`);
  return h`<table>\n<caption>${caption}</caption>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${rows.map(rowMarkup)}</tbody>\n</table>\n`;
}

function changeOf(before: string | undefined, after: string | undefined): string | undefined {
  if (before === after) return undefined;
  if (before === undefined) return 'new';
  return after === undefined ? 'gone' : 'changed';
}

function diffRows(before: Account, after: Account): readonly Row[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.map((field) => {
    const cells = [valueText(before[field]), valueText(after[field])] as const;
    const mark = changeOf(...cells);
    return { field, cells, ...(mark === undefined ? {} : { mark }) };
  });
}

function oneAccount(caption: string, account: Account): Markup {
  const rows = Object.entries(account).map(([field, value]) => ({
    field,
    cells: [valueText(value)],
  }));
  return table(caption, ['value'], rows);
}

function diff({ before, account }: StepEvidence): Markup {
  if (before === undefined && account === undefined) return NOTHING;
  if (before === undefined && account !== undefined)
    return oneAccount('Account, first seen in this step', account);
  if (account === undefined)
    return oneAccount('Account, not seen after this step', before ?? { id: '' });
  return table(
    'Account before and after',
    ['before', 'after'],
    diffRows(before ?? account, account),
  );
}

/** What the SP does not keep cannot drift; roles that nobody gave are the SP's own. */
function drifts(field: string, record: unknown, kept: unknown): boolean {
  if (kept === undefined || kept === null || record === undefined) return false;
  if (field !== 'roles') return !sameValue(record, kept);
  const given = Array.isArray(record) && record.length > 0;
  return given && !sameValue(lowerCased(record), lowerCased(kept));
}

function againstDirectory({ user, account }: StepEvidence): Markup {
  if (user === undefined) return NOTHING;
  const rows = COMMON.filter((field) => user[field] !== undefined).map((field): Row => {
    const kept = account === undefined ? undefined : accountField(account, field);
    const cells = [valueText(user[field]), valueText(kept)];
    return { field, cells, ...(drifts(field, user[field], kept) ? { mark: 'drift' } : {}) };
  });
  const state = valueText(user['state']);
  const all: readonly Row[] =
    state === undefined ? rows : [{ field: 'state', cells: [state, undefined] }, ...rows];
  return table('Directory and account', ['directory', 'account'], all);
}

/** Both tables; nothing when nothing was seen. */
export function accountTables(evidence: StepEvidence): Markup {
  return h`${diff(evidence)}${againstDirectory(evidence)}`;
}
