/** Floor 5: accounts on a page: the roster of an app without any API. */
import { unknownRecords, type PageSource, type SourceReader } from './accounts-source.js';
import { openHtml, textIn } from './select-html.js';
import { textValue } from './text-value.js';

function pickField(record: unknown, field: string): unknown {
  return record instanceof Map ? (record.get(field) as unknown) : undefined;
}

/** `accounts.page`: one element an account; the fields are selectors below it. */
export const readPage: SourceReader<PageSource> = async (source, { page }, fields) => {
  if (fields === undefined) {
    return unknownRecords('accounts on a page need `fields`: a selector for each');
  }
  const text = await page(source);
  if ('why' in text) return unknownRecords(text.why);
  const html = await openHtml(text.html);
  const records = html.select(source.rows).map((row) => {
    const cells = Object.values(fields).map((selector) => {
      const [cell] = html.select(selector, row);
      return [selector, cell === undefined ? undefined : textValue(textIn(cell))] as const;
    });
    return new Map(cells);
  });
  return { kind: 'records', records, pick: pickField };
};
