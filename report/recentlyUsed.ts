/** Remembers the results of the texts that were used last; the least recently used go first. */
export class RecentlyUsed<T> {
  private readonly results = new Map<string, T>();

  constructor(private readonly capacity: number) {}

  get(text: string): T | undefined {
    const result = this.results.get(text);
    if (result === undefined) return undefined;
    this.results.delete(text);
    this.results.set(text, result);
    return result;
  }

  set(text: string, result: T): void {
    if (this.capacity === 0) return;
    this.results.set(text, result);
    if (this.results.size <= this.capacity) return;
    for (const oldest of this.results.keys()) {
      this.results.delete(oldest);
      return;
    }
  }
}
