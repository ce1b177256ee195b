/** Floor 1: namespaces in scope while a tree is walked: one map, changed on the way down and restored on the way up. */
import { declaredPrefix } from './names.js';
import type { XmlElement } from './node.js';

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** A map from prefixes to namespace URIs that can be rolled back. Prefix `''` is the default namespace. */
export class Scope {
  readonly #bindings = new Map<string, string>();
  readonly #prefixes: string[] = [];
  readonly #former: (string | undefined)[] = [];

  /** The URI of a prefix; `undefined` when it is not declared. */
  get(prefix: string): string | undefined {
    return this.#bindings.get(prefix);
  }

  /** Every prefix in scope. */
  prefixes(): Iterable<string> {
    return this.#bindings.keys();
  }

  /** Where to roll back to. */
  mark(): number {
    return this.#prefixes.length;
  }

  /** Whether the prefix was bound since that mark. */
  boundSince(mark: number, prefix: string): boolean {
    return this.#prefixes.includes(prefix, mark);
  }

  /** The prefixes bound since that mark. */
  since(mark: number): readonly string[] {
    return this.#prefixes.slice(mark);
  }

  /** Binds a prefix until the next roll-back. */
  bind(prefix: string, uri: string): void {
    this.#prefixes.push(prefix);
    this.#former.push(this.#bindings.get(prefix));
    this.#bindings.set(prefix, uri);
  }

  /** Binds what an element declares. */
  enter(element: XmlElement): void {
    for (const { name, value } of element.attributes) {
      const prefix = declaredPrefix(name);
      if (prefix !== undefined) this.bind(prefix, value);
    }
  }

  /** Forgets everything since that mark. */
  rollBack(mark: number): void {
    while (this.#prefixes.length > mark) {
      const prefix = this.#prefixes.pop() ?? '';
      const former = this.#former.pop();
      if (former === undefined) this.#bindings.delete(prefix);
      else this.#bindings.set(prefix, former);
    }
  }
}
