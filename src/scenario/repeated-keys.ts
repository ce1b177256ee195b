/** Floor 1: keys that stand twice in one YAML map, found in one walk. */
import { isCollection, isMap, isPair, isScalar } from 'yaml';

/** A key that repeats an earlier one; `offset` counts UTF-16 units from the start of the text. */
export interface RepeatedKey {
  readonly name: string;
  readonly offset: number;
}

/**
 * Every key that an earlier key of the same map already is.
 *
 * @param contents - the top node of a YAML document
 */
export function repeatedKeys(contents: unknown): RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const waiting: unknown[] = [contents];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (isPair(node)) waiting.push(node.value);
    if (!isCollection(node)) continue;
    if (isMap(node)) found.push(...repeatedIn(node.items));
    for (const item of node.items) waiting.push(item);
  }
  return found;
}

function repeatedIn(items: readonly unknown[]): RepeatedKey[] {
  const seen = new Set<string>();
  const repeated: RepeatedKey[] = [];
  for (const item of items) {
    if (!isPair(item) || !isScalar(item.key)) continue;
    const name = String(item.key.value);
    if (seen.has(name)) repeated.push({ name, offset: item.key.range?.[0] ?? 0 });
    seen.add(name);
  }
  return repeated;
}
