/** Floor 1: reading plain data by path. */
import type { Path } from './yaml-text.js';

/** The value at a path, or `undefined`. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce(
    (inside, key) => (isMap(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined),
    value,
  );
}

/** Whether a value has keys, or items. */
export function isMap(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}
