/** Floor 5: walking a resolved tree. */
import type { ResolvedElement } from '../../xml/query.js';

/** The element and everything below it, in document order. */
export function* descendants(element: ResolvedElement): Generator<ResolvedElement> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}
