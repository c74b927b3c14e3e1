/**
 * Remembers the results of the documents of the texts that were linted last, so that a keystroke lints one document
 * again. What an older version of a text held is let go soon: a tree weighs a hundred bytes for each character, and
 * whatever lives through a few keystrokes is copied about by the garbage collector.
 */
export class DocumentCache<T> {
  private generations: Map<string, T>[] = [];

  /** @param texts of how many texts the documents are remembered; 0 for none. */
  constructor(private readonly texts: number) {}

  /** A text is about to be linted. */
  begin(): void {
    this.generations = [new Map<string, T>(), ...this.generations].slice(0, this.texts);
  }

  get(document: string): T | undefined {
    for (const generation of this.generations) {
      const result = generation.get(document);
      if (result === undefined) continue;
      this.set(document, result);
      return result;
    }
    return undefined;
  }

  set(document: string, result: T): void {
    this.generations[0]?.set(document, result);
  }
}
