/** Floor 5: placeholders in a shell command. Values travel in the environment and are never read as shell text. */
import { UserError } from '../../base/errors.js';
import { fill, placeholdersIn, type Values } from './placeholders.js';

/** A command that is ready, and the environment it reads its values from. */
export interface FilledCommand {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

const VARIABLES: Readonly<Record<keyof Values, string>> = {
  email: 'STANDIN_EMAIL',
  domain: 'STANDIN_DOMAIN',
  nameId: 'STANDIN_NAME_ID',
  idp: 'STANDIN_IDP',
  now: 'STANDIN_NOW',
  metadata: 'STANDIN_METADATA',
};

type Quote = 'none' | 'single' | 'double';

/** Which quotes a position of a POSIX shell text stands in (XCU 2.2). */
function quoteAt(text: string, position: number): Quote {
  let quote: Quote = 'none';
  for (let at = 0; at < position; at++) {
    const character = text[at];
    if (quote === 'single') quote = character === "'" ? 'none' : 'single';
    else if (character === '\\') at++;
    else if (character === '"') quote = quote === 'double' ? 'none' : 'double';
    else if (character === "'" && quote === 'none') quote = 'single';
  }
  return quote;
}

/** A reference to a variable that stays one word in whatever quotes it stands. */
function reference(variable: string, quote: Quote): string {
  if (quote === 'double') return `\${${variable}}`;
  return quote === 'single' ? `'"\${${variable}}"'` : `"\${${variable}}"`;
}

/**
 * Fills a command in: each placeholder becomes a quoted reference to an environment variable (`STANDIN_EMAIL`, …),
 * which the command may also read itself.
 *
 * @param platform - of this machine; `cmd.exe` has no reference that is safe
 * @throws UserError `not-supported` for a placeholder on Windows
 * @example
 * fillCommand('./off.sh {email}', { email: 'ada@acme.example' }).command; // './off.sh "${STANDIN_EMAIL}"'
 */
export function fillCommand(
  command: string,
  values: Values,
  platform: NodeJS.Platform = process.platform,
): FilledCommand {
  const env = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [VARIABLES[name as keyof Values], value]),
  ) as Record<string, string>;
  const [first] = placeholdersIn(command);
  if (first !== undefined && platform === 'win32') {
    throw new UserError('not-supported', `{${first}} cannot be filled in safely on Windows.`, {
      fix: `Read the environment variable ${VARIABLES[first]} in what the command starts.`,
    });
  }
  const filled = fill(command, values, (_value, name, position) =>
    reference(VARIABLES[name], quoteAt(command, position)),
  );
  return { command: filled, env };
}
