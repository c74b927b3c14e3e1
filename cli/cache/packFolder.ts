import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type ReadPack, readPack } from "./pack";

/** In bytes, of all packs together. */
const largest = 1024 * 1024 * 1024;

/** A folder with packs, of which those that were not used for the longest time make room for others. */
export class PackFolder {
  private readonly file: string;

  /** @param name of the pack, 32 hexadecimal digits. */
  constructor(
    private readonly folder: string,
    name: string,
  ) {
    this.file = join(folder, `kubehint-${name}.cache`);
  }

  /** `undefined` where there is none that can be read. */
  read(): ReadPack | undefined {
    try {
      const pack = readPack(readFileSync(this.file));
      if (pack) utimesSync(this.file, new Date(), new Date());
      return pack;
    } catch {
      return undefined;
    }
  }

  /** Replaces the pack at once, so that nobody reads a half. Throws where the folder cannot be written. */
  write(chunks: readonly Uint8Array[]): void {
    const size = chunks.reduce((sum, { length }) => sum + length, 0);
    if (size > largest) return;
    mkdirSync(this.folder, { recursive: true });
    const torn = `${this.file}.${process.pid}`;
    try {
      writeFileSync(torn, Buffer.concat(chunks), { mode: 0o600 });
      renameSync(torn, this.file);
    } finally {
      rmSync(torn, { force: true });
    }
    this.makeRoom();
  }

  private makeRoom(): void {
    const packs = readdirSync(this.folder)
      .filter((name) => /^kubehint-[0-9a-f]{32}\.cache$/.test(name))
      .map((name) => {
        const file = join(this.folder, name);
        const { size, mtimeMs } = statSync(file);
        return { file, size, mtimeMs };
      })
      .sort((a, b) => b.mtimeMs - a.mtimeMs);
    let sum = 0;
    for (const { file, size } of packs) {
      sum += size;
      if (sum > largest && file !== this.file) rmSync(file, { force: true });
    }
  }
}
