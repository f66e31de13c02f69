/**
 * What was worked out about an object, kept with the object and gone with it. A WeakMap would say the same, but each look-up
 * in it costs a hash, and V8's collections of young objects were seen to keep what was in one.
 */
export class Memo<K extends object, V> {
  private readonly slot = Symbol("memo");

  /** What was kept for this owner, as long as no other has kept something since. */
  get(key: K, owner: object): V | undefined {
    const kept = (key as { [slot: symbol]: Kept<V> | undefined })[this.slot];
    return kept?.owner === owner ? kept.value : undefined;
  }

  set(key: K, owner: object, value: V): void {
    const kept: Kept<V> = { owner, value };
    // Not enumerable: two objects that say the same are equal, whatever was worked out about them.
    if (this.slot in key) (key as { [slot: symbol]: Kept<V> })[this.slot] = kept;
    else Object.defineProperty(key, this.slot, { value: kept, writable: true });
  }
}

interface Kept<V> {
  /** By whose lights it was worked out: a framework, a model. */
  owner: object;
  value: V;
}

/** Owner of what depends on nothing but the object. */
export const NOBODY = {};
