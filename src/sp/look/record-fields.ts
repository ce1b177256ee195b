/** Floor 5: the fields of a record of any make. */

/** Names of the getters that a class of the app's own gives its instances. */
function getterNames(record: object): string[] {
  const names: string[] = [];
  let prototype = Object.getPrototypeOf(record) as object | null;
  while (prototype !== null && prototype !== Object.prototype) {
    const descriptors = Object.entries(Object.getOwnPropertyDescriptors(prototype));
    const getters = descriptors.filter(([, descriptor]) => descriptor.get !== undefined);
    names.push(...getters.map(([name]) => name));
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return names;
}

function asJson(record: object): unknown {
  const { toJSON: write } = record as { readonly toJSON?: unknown };
  return typeof write === 'function' ? (write.call(record) as unknown) : record;
}

/**
 * The fields of a record: of a plain object, a Map, an instance with fields or getters, or of what `toJSON` gives
 * (models of most ORMs have it).
 *
 * @returns name and value, or `undefined` when the record is no record
 */
export function recordFields(record: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  if (record instanceof Map) return Array.from(record, ([name, value]) => [String(name), value]);
  const plain = asJson(record);
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return undefined;
  const names = new Set([...Object.keys(plain), ...getterNames(plain)]);
  return [...names].map((name) => [name, (plain as Readonly<Record<string, unknown>>)[name]]);
}
