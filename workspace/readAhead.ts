import { type FileStat, type FileSystem, largestFile } from "./fileSystem";

/** Bytes of files that were read before somebody has asked for them, and how many of them. */
const mostBytes = 16 << 20;
const mostFiles = 256;

/**
 * The same file system, which asks for files before it is their turn where it is worth to have several questions under way.
 * @param paths the files that will be asked for, in this order. Those that were skipped are let go.
 */
export function readingAhead(fileSystem: FileSystem, paths: readonly string[]): FileSystem {
  const { atOnce = 1 } = fileSystem;
  if (atOnce === 1 || paths.length === 0) return fileSystem;
  const ahead = new ReadAhead(fileSystem, paths, atOnce);
  return {
    ...fileSystem,
    stat: (path) => ahead.stat(path),
    readFile: (path) => ahead.readFile(path),
  };
}

interface Begun {
  readonly path: string;
  readonly stat: Promise<FileStat>;
  /** `undefined` for what is not read ahead. */
  readonly text: Promise<string | undefined>;
  /** Bytes, once they are known. */
  size: number;
  /** Nobody will ask for it any more. */
  isGone: boolean;
}

class ReadAhead {
  private readonly places: ReadonlyMap<string, number>;
  /** Those whose turn is still to come, in order. */
  private begun: Begun[] = [];
  private next = 0;
  private underWay = 0;
  private bytes = 0;

  constructor(
    private readonly inner: FileSystem,
    private readonly paths: readonly string[],
    private readonly atOnce: number,
  ) {
    this.places = new Map(paths.map((path, place) => [path, place]));
    this.fill();
  }

  stat(path: string): Promise<FileStat> {
    return this.reach(path)?.stat ?? this.inner.stat(path);
  }

  async readFile(path: string): Promise<string> {
    const begun = this.reach(path);
    if (begun) this.drop(1);
    this.fill();
    return (await begun?.text) ?? this.inner.readFile(path);
  }

  /** What was begun of a file whose turn has come. */
  private reach(path: string): Begun | undefined {
    const place = this.places.get(path);
    if (place === undefined) return undefined;
    if (place >= this.next) {
      this.drop(this.begun.length);
      this.next = place + 1;
      this.fill();
      return undefined;
    }
    const index = this.begun.findIndex((one) => one.path === path);
    if (index > 0) this.drop(index);
    return index < 0 ? undefined : this.begun[0];
  }

  /** Lets go of the first. */
  private drop(count: number): void {
    for (const one of this.begun.splice(0, count)) {
      one.isGone = true;
      this.bytes -= one.size;
    }
  }

  private fill(): void {
    while (this.underWay < this.atOnce && this.begun.length < mostFiles && this.bytes < mostBytes) {
      const path = this.paths[this.next++];
      if (path === undefined) return;
      this.begin(path);
    }
  }

  private begin(path: string): void {
    this.underWay++;
    const stat = this.inner.stat(path);
    const one: Begun = {
      path,
      stat,
      text: stat.then((found) => this.text(one, found)),
      size: 0,
      isGone: false,
    };
    this.begun.push(one);
    // Whoever asks for it is told what is wrong.
    one.text
      .catch(() => undefined)
      .then(() => {
        this.underWay--;
        this.fill();
      });
  }

  private async text(one: Begun, { type, size }: FileStat): Promise<string | undefined> {
    if (one.isGone || type !== "file" || size > largestFile || this.bytes + size > mostBytes)
      return undefined;
    one.size = size;
    this.bytes += size;
    return this.inner.readFile(one.path);
  }
}
