/**
 * A cache of at most about `sizeMax` entries with two generations: when the young one is full it becomes the
 * old one, and what is used again moves back. Close to least-recently-used, at the cost of one map look-up.
 */
export class BoundedCache<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();
  private readonly generationSizeMax: number;

  constructor(sizeMax: number) {
    this.generationSizeMax = Math.max(1, Math.floor(sizeMax / 2));
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  get(key: string): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const older = this.old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: string, value: Value): void {
    if (this.young.size >= this.generationSizeMax) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }
}
