/** Floor 1: namespaces in scope while a tree is walked: changed on the way down, restored on the way up. */

/** Namespace URIs by the number of their prefix, with a way back. */
export class Scope {
  readonly #uris: (string | undefined)[] = [];
  readonly #bound: number[] = [];
  readonly #former: (string | undefined)[] = [];

  /** The URI of a prefix; `undefined` when it is not declared. */
  get(slot: number): string | undefined {
    return this.#uris[slot];
  }

  /** Binds a prefix until the next roll-back. */
  bind(slot: number, uri: string): void {
    this.#bound.push(slot);
    this.#former.push(this.#uris[slot]);
    this.#uris[slot] = uri;
  }

  /** Where to roll back to: how many bindings there have been. */
  mark(): number {
    return this.#bound.length;
  }

  /** The prefix of one binding, by its place since the start. */
  boundAt(index: number): number {
    return this.#bound[index] ?? 0;
  }

  /** Whether the prefix was bound since that mark. */
  boundSince(mark: number, slot: number): boolean {
    return this.#bound.includes(slot, mark);
  }

  /** Forgets everything since that mark. */
  rollBack(mark: number): void {
    while (this.#bound.length > mark) {
      this.#uris[this.#bound.pop() ?? 0] = this.#former.pop();
    }
  }
}
