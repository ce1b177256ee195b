/** Floor 5: accounts as JSON: an endpoint, or what a command prints. */
import type { AccountsSource } from '../../scenario/target-config.js';
import { unknownRecords, type Records, type SourceReader } from './accounts-source.js';
import { atPointer } from './json-pointer.js';

type JsonEndpoint = Extract<AccountsSource, { readonly kind: 'json' }>;
type JsonCommand = Extract<AccountsSource, { readonly kind: 'command' }>;

/** Reads a JSON text whose list of accounts stands at a pointer. */
function listIn(text: string, pointer: string, from: string): Records {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unknownRecords(`${from} is no JSON: ${text.slice(0, 80).replace(/\s+/g, ' ')}`);
  }
  const records = atPointer(value, pointer);
  if (!Array.isArray(records)) {
    return unknownRecords(`${from} has no list at "${pointer}": set \`list\` to where it stands`);
  }
  return { kind: 'records', records, pick: atPointer };
}

/** `accounts.json`: asks the app. */
export const readJsonEndpoint: SourceReader<JsonEndpoint> = async ({ url, list }, { ask }) => {
  const { status, body } = await ask(url);
  if (status < 200 || status > 299) return unknownRecords(`${url} answered ${status}`);
  return listIn(body, list, `the answer of ${url}`);
};

/** `accounts.command`: asks the shell. An empty output is an empty list, as `sqlite3 -json` prints it. */
export const readJsonCommand: SourceReader<JsonCommand> = async ({ command, list }, { shell }) => {
  const result = await shell(command);
  if (result.kind === 'failed') return unknownRecords(`\`${command}\` ${result.why}`);
  const output = result.output.trim() === '' ? '[]' : result.output;
  return listIn(output, output === '[]' ? '' : list, `the output of \`${command}\``);
};
