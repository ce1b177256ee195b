/** Floor 1: qualified names taken apart once; prefixes become small numbers, so that scopes are arrays. */
import { declaredPrefix, localNameOf, prefixOf } from './names.js';

/** A qualified name, taken apart. */
export interface NameParts {
  readonly local: string;
  readonly prefix: string;
  /** The number of the prefix. */
  readonly slot: number;
  /** The number of the prefix that an attribute of this name declares; -1 when it declares none. */
  readonly declares: number;
}

/** The number of the default namespace, which has the empty prefix. */
export const DEFAULT_SLOT = 0;
/** The number of the prefix `xml`, which is bound without a declaration. */
export const XML_SLOT = 1;
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** Names that were met, each taken apart once. */
export class NameTable {
  readonly #parts = new Map<string, NameParts>();
  readonly #prefixes = ['', 'xml'];
  readonly #slots = new Map([
    ['', DEFAULT_SLOT],
    ['xml', XML_SLOT],
  ]);

  /** How many names are known. */
  get size(): number {
    return this.#parts.size;
  }

  /** The prefix with this number. */
  prefixAt(slot: number): string {
    return this.#prefixes[slot] ?? '';
  }

  /** The number of a prefix. */
  slotOf(prefix: string): number {
    const known = this.#slots.get(prefix);
    if (known !== undefined) return known;
    const slot = this.#prefixes.push(prefix) - 1;
    this.#slots.set(prefix, slot);
    return slot;
  }

  /** A name, taken apart. */
  parts(name: string): NameParts {
    return this.#parts.get(name) ?? this.#take(name);
  }

  #take(name: string): NameParts {
    const prefix = prefixOf(name);
    const declared = declaredPrefix(name);
    const parts: NameParts = {
      local: localNameOf(name),
      prefix,
      slot: this.slotOf(prefix),
      declares: declared === undefined ? -1 : this.slotOf(declared),
    };
    this.#parts.set(name, parts);
    return parts;
  }
}

/** What one table may learn before the next walk starts with an empty one: hostile names fill no memory. */
const MOST_NAMES = 1000;
// A memo of a pure function: nothing that a walk gives depends on what an earlier one left here.
const shared = { table: new NameTable() };

/** The table for a walk; vendors write the same fifty names in every message. */
export function sharedNames(): NameTable {
  if (shared.table.size > MOST_NAMES) shared.table = new NameTable();
  return shared.table;
}
