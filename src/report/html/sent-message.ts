/** Floor 8: a forged message as it was sent, to the character: indenting it would hide what is forged. */
import type { StepResult } from '../../run/result.js';
import type { Markup } from './markup.js';
import { folded, h, when } from './markup.js';
import { shorten } from './shorten.js';

/** Characters that are shown: of a message that is to exhaust an SP the rest is more of the same. */
const LONGEST = 16_384;

/** The last message of a step that its browser carried to the SP. */
function sentBy({ evidence, message }: StepResult): string | undefined {
  const carried = evidence?.messages.filter(({ kind }) => kind !== 'AuthnRequest') ?? [];
  return carried.at(-1)?.xml ?? message;
}

/**
 * The message of an attack.
 *
 * @param open - whether somebody has to look at it
 */
export function sentMessage(step: StepResult, open: boolean): Markup {
  const source = (xml: string): Markup =>
    h`<pre class="source" tabindex="0" role="group" aria-label="The message as sent">${shorten(xml, LONGEST)}</pre>\n`;
  return when(sentBy(step), (xml) => folded('The message as sent', source(xml), open));
}
