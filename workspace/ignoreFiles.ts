import ignore, { type Ignore } from "ignore";
import type { FileSystem } from "./fileSystem";

/**
 * The .gitignore files that hold for a folder, the outermost first. The last file that says anything of a path decides,
 * as in git; a folder that is ignored is not entered, so that nothing below it can come back.
 */
export class IgnoreFiles {
  private constructor(
    private readonly levels: readonly { readonly folder: string; readonly rules: Ignore }[],
  ) {}

  static readonly none = new IgnoreFiles([]);

  /** Those of the folders above `folder`, up to the one that holds `.git`; none outside a repository. */
  static async above(fileSystem: FileSystem, folder: string): Promise<IgnoreFiles> {
    const folders: string[] = [];
    for (let current = folder; ; ) {
      if (await exists(fileSystem, fileSystem.join(current, ".git"))) break;
      const parent = fileSystem.dirname(current);
      if (parent === current) return IgnoreFiles.none;
      folders.unshift(parent);
      current = parent;
    }
    let ignores = IgnoreFiles.none;
    for (const above of folders) ignores = await ignores.with(fileSystem, above);
    return ignores;
  }

  /** These and the one of `folder`, where it has one. */
  async with(fileSystem: FileSystem, folder: string): Promise<IgnoreFiles> {
    let text: string;
    try {
      text = await fileSystem.readFile(fileSystem.join(folder, ".gitignore"));
    } catch {
      return this;
    }
    return new IgnoreFiles([
      ...this.levels,
      { folder, rules: ignore({ allowRelativePaths: true }).add(text) },
    ]);
  }

  ignores(fileSystem: FileSystem, path: string, isFolder: boolean): boolean {
    for (const { folder, rules } of [...this.levels].reverse()) {
      const below = fileSystem.relative(folder, path);
      if (!below) continue;
      const { ignored, unignored } = rules.test(isFolder ? `${below}/` : below);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

async function exists(fileSystem: FileSystem, path: string): Promise<boolean> {
  try {
    await fileSystem.stat(path);
    return true;
  } catch {
    return false;
  }
}
