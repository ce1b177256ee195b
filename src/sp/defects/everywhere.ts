/** Floor 5: looking for elements by name wherever they stand, as `getElementsByTagNameNS` does. */
import { isNamed, type ResolvedElement } from '../../xml/query.js';
import { descendants } from '../checks/descendants.js';

/** Every element of that name in the tree, the root included, in document order. */
export function everywhere(
  root: ResolvedElement,
  namespace: string,
  local: string,
): readonly ResolvedElement[] {
  return [...descendants(root)].filter((view) => isNamed(view, namespace, local));
}
