/** Floor 8: one workflow command of GitHub Actions. */
import { printable } from '../printable.js';

/** Where an annotation stands, and what it is called. */
export interface CommandProperties {
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
  readonly title?: string;
}

/** What ends a line or looks like an escape (actions/toolkit, packages/core/src/command.ts, escapeData). */
function data(text: string): string {
  return printable(text)
    .replaceAll('%', '%25')
    .replaceAll('\n', '%0A')
    .replace(/[\u{2028}\u{2029}]/gu, ' ');
}

/** Properties end at a colon or a comma, too (escapeProperty). */
function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * An annotation as the runner reads it from stdout.
 *
 * @example
 * workflowCommand('error', { file: 'a.yaml', line: 3 }, 'no'); // '::error file=a.yaml,line=3::no'
 */
export function workflowCommand(
  name: 'error' | 'warning' | 'notice',
  properties: CommandProperties,
  message: string,
): string {
  const pairs = Object.entries(properties) as readonly (readonly [string, string | number])[];
  const written = pairs.map(([key, value]) => `${key}=${property(value)}`).join(',');
  return `::${name}${written === '' ? '' : ` ${written}`}::${data(message)}`;
}
