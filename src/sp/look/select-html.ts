/** Floor 5: CSS selectors over pages. */
import type { AnyNode, Element } from 'domhandler';
import { TargetError } from '../../base/errors.js';

/** A page that can be asked. */
export interface HtmlPage {
  /** Elements that match, in document order; below `scope`, which `:scope` means, or in the whole page. */
  readonly select: (selector: string, scope?: Element) => readonly Element[];
}

/** `Node.TEXT_NODE` of the DOM. */
const TEXT_NODE = 3;
/** Elements whose text nobody sees. */
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'template']);

/** The text of a node as `textContent` has it, white space folded. */
export function textIn(node: AnyNode): string {
  const pieces: string[] = [];
  const walk = (here: AnyNode): void => {
    if (here.nodeType === TEXT_NODE && 'data' in here) pieces.push(here.data);
    else if ('children' in here && !('name' in here && UNSEEN.has(here.name))) {
      here.children.forEach(walk);
    }
  };
  walk(node);
  return pieces.join('').replace(/\s+/g, ' ').trim();
}

/**
 * Parses a page as browsers do.
 *
 * @param html - the page, as it came
 * @example
 * const page = await openHtml('<p class="me">ada@acme.example</p>');
 * page.select('.me').map(textIn); // ['ada@acme.example']
 */
export async function openHtml(html: string): Promise<HtmlPage> {
  // Only targets that are read by selector pay for these three.
  const [{ parse }, { adapter }, { selectAll }] = await Promise.all([
    import('parse5'),
    import('parse5-htmlparser2-tree-adapter'),
    import('css-select'),
  ]);
  const root = parse(html, { treeAdapter: adapter });
  return {
    select(selector, scope) {
      try {
        if (scope === undefined) return selectAll<AnyNode, Element>(selector, root);
        if (selector.trim() === ':scope') return [scope];
        return selectAll<AnyNode, Element>(selector, scope, { context: scope });
      } catch (cause) {
        throw new TargetError('target-undrivable', `"${selector}" is not a CSS selector.`, {
          fix: 'Correct the selector in the configuration of the target.',
          cause,
        });
      }
    },
  };
}
