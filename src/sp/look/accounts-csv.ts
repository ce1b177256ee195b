/** Floor 5: accounts as CSV (RFC 4180): a file, or what a command prints. The first line names the columns. */
import { readFile } from 'node:fs/promises';
import type { AccountsSource } from '../../scenario/target-config.js';
import { unknownRecords, type Records, type SourceReader } from './accounts-source.js';
import { textValue } from './text-value.js';

type CsvFile = Extract<AccountsSource, { readonly kind: 'csv' }>;
type CsvCommand = Extract<AccountsSource, { readonly kind: 'csv-command' }>;

function pickColumn(record: unknown, column: string): unknown {
  return record instanceof Map ? (record.get(column) as unknown) : undefined;
}

async function rowsIn(text: string, separator: string, from: string): Promise<Records> {
  const { parse } = await import('csv-parse/sync');
  try {
    const lines = parse(text, { bom: true, delimiter: separator, skip_empty_lines: true });
    const [columns = [], ...rows] = lines;
    const records = rows.map(
      (row) => new Map(columns.map((column, at) => [column.trim(), textValue(row[at] ?? '')])),
    );
    return { kind: 'records', records, pick: pickColumn };
  } catch (error) {
    return unknownRecords(`${from} is no CSV: ${(error as Error).message}`);
  }
}

/** `accounts.csv`: a file that the app writes. */
export const readCsvFile: SourceReader<CsvFile> = async ({ file, separator }) => {
  try {
    return await rowsIn(await readFile(file, 'utf8'), separator, file);
  } catch (error) {
    return unknownRecords(`${file} cannot be read: ${(error as Error).message}`);
  }
};

/** `accounts.csv` of a command. */
export const readCsvCommand: SourceReader<CsvCommand> = async (
  { command, separator },
  { shell },
) => {
  const result = await shell(command);
  if (result.kind === 'failed') return unknownRecords(`\`${command}\` ${result.why}`);
  return rowsIn(result.output, separator, `the output of \`${command}\``);
};
