/** Floor 5: a map that forgets its oldest entries: whoever asks a thousand times costs no more memory. */

/** The newest entries, by key. */
export interface BoundedMap<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  values(): IterableIterator<Value>;
  clear(): void;
}

/** Opens one. @param most - how many entries it holds */
export function boundedMap<Value>(most: number): BoundedMap<Value> {
  const map = new Map<string, Value>();
  return {
    get: (key) => map.get(key),
    set(key, value) {
      map.delete(key);
      map.set(key, value);
      if (map.size <= most) return;
      const [oldest] = map.keys();
      if (oldest !== undefined) map.delete(oldest);
    },
    delete: (key) => void map.delete(key),
    values: () => map.values(),
    clear: () => map.clear(),
  };
}
