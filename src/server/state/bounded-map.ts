/** Floor 5: a map that forgets its oldest entries: whoever asks a thousand times costs no more memory. */

/** The newest entries, by key. */
export interface BoundedMap<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  values(): IterableIterator<Value>;
  clear(): void;
}

/** How much a map holds. */
export interface Bounds<Value> {
  /** Entries. */
  readonly most: number;
  /** What an entry weighs, in a unit of the caller's; absent: entries are alike. */
  readonly weigh?: (value: Value) => number;
  /** What all entries together may weigh; one that is heavier is not kept at all. */
  readonly heaviest?: number;
}

/** Opens one. */
export function boundedMap<Value>({
  most,
  weigh = () => 0,
  heaviest = Infinity,
}: Bounds<Value>): BoundedMap<Value> {
  const map = new Map<string, Value>();
  const held = { weight: 0 };
  const drop = (key: string): void => {
    const value = map.get(key);
    if (value === undefined) return;
    held.weight -= weigh(value);
    map.delete(key);
  };
  return {
    get: (key) => map.get(key),
    set(key, value) {
      drop(key);
      map.set(key, value);
      held.weight += weigh(value);
      for (const oldest of map.keys()) {
        if (map.size <= most && held.weight <= heaviest) return;
        drop(oldest);
      }
    },
    delete: drop,
    values: () => map.values(),
    clear() {
      map.clear();
      held.weight = 0;
    },
  };
}
