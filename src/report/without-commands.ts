/** Floor 8: a report for people that no CI system takes orders from. */

/** A line that begins with `::`, or `##[` anywhere: GitHub's runner obeys both (actions/runner, ActionCommand.cs). */
const COMMAND = /^(\s*):(?=:)|#(?=#\[)/gmu;

/**
 * The text with what a runner would obey made plain text.
 *
 * @example
 * withoutCommands('::add-mask::x'); // '\\::add-mask::x'
 */
export function withoutCommands(text: string): string {
  return text.replace(COMMAND, (start, space: string | undefined) =>
    space === undefined ? '#\\' : `${start.slice(0, -1)}\\:`,
  );
}
