import type { CancellationToken } from "vscode-languageserver";
import type { FileSystem } from "../../workspace/fileSystem";

/**
 * The same file system, where it is one that has to be waited for, which answers nothing any more once somebody has cancelled:
 * an answer may take seconds, and nobody waits for it then.
 */
export function untilCancelled(fileSystem: FileSystem, token: CancellationToken): FileSystem {
  const { atOnce = 1, readBytes, realPath } = fileSystem;
  if (atOnce === 1) return fileSystem;
  const heard = <T>(ask: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cancelled = () => reject(new Error("cancelled"));
      if (token.isCancellationRequested) return cancelled();
      const listening = token.onCancellationRequested(cancelled);
      ask()
        .finally(() => listening.dispose())
        .then(resolve, reject);
    });
  return {
    ...fileSystem,
    readDirectory: (path) => heard(() => fileSystem.readDirectory(path)),
    readFile: (path) => heard(() => fileSystem.readFile(path)),
    stat: (path) => heard(() => fileSystem.stat(path)),
    ...(readBytes && { readBytes: (path: string) => heard(() => readBytes(path)) }),
    ...(realPath && { realPath: (path: string) => heard(() => realPath(path)) }),
  };
}
