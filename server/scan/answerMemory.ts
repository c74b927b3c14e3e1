/**
 * Roughly the bytes that answers of one sort may take. 8,828 files of other people's projects take 9 MB; the texts of a
 * workspace that fills this are a gigabyte, and what is kept of it beyond would be missed less than the memory.
 */
const most = 64 << 20;

interface Kept<T> {
  readonly key: string;
  readonly answer: T;
  readonly weight: number;
  /** The last pass that it was of use to. */
  pass: number;
}

/**
 * Answers of one scan or report for the next, each found by all that it depends on. What does not fit is not kept: were the
 * oldest let go instead, each scan of a workspace that is too large would let go of all that the next comes to.
 */
export class AnswerMemory<T> {
  /** Workspace folder -> path -> what is known. */
  private readonly folders = new Map<string, Map<string, Kept<T>>>();
  private weight = 0;
  private pass = 0;

  constructor(private readonly weigh: (answer: T) => number) {}

  /** A pass over all files of a folder begins: others may be under way. Gives what `end` is to be told. */
  begin(): number {
    return ++this.pass;
  }

  /** True where something is known of the file. */
  has(folder: string, path: string): boolean {
    return this.folders.get(folder)?.has(path) ?? false;
  }

  /** What is known of the file, where its key begins so. */
  like(folder: string, path: string, start: string): T | undefined {
    const kept = this.folders.get(folder)?.get(path);
    return kept?.key.startsWith(start) ? kept.answer : undefined;
  }

  known(folder: string, path: string, key: string): T | undefined {
    const kept = this.folders.get(folder)?.get(path);
    if (kept?.key !== key) return undefined;
    kept.pass = this.pass;
    return kept.answer;
  }

  keep(folder: string, path: string, key: string, answer: T): void {
    this.forget(folder, path);
    const weight = this.weigh(answer) + 2 * (path.length + key.length);
    if (this.weight + weight > most) return;
    const files = this.folders.get(folder) ?? new Map<string, Kept<T>>();
    this.folders.set(folder, files);
    files.set(path, { key, answer, weight, pass: this.pass });
    this.weight += weight;
  }

  /** Lets go of all of a folder that nobody has come to since a pass began: it was whole. */
  end(folder: string, begun: number): void {
    for (const [path, { pass }] of this.folders.get(folder) ?? [])
      if (pass < begun) this.forget(folder, path);
  }

  /** Lets go of all but these folders. */
  retain(folders: readonly string[]): void {
    const retained = new Set(folders);
    for (const [folder, files] of this.folders) {
      if (retained.has(folder)) continue;
      for (const path of files.keys()) this.forget(folder, path);
      this.folders.delete(folder);
    }
  }

  private forget(folder: string, path: string): void {
    const files = this.folders.get(folder);
    const kept = files?.get(path);
    if (!kept) return;
    this.weight -= kept.weight;
    files?.delete(path);
  }
}
