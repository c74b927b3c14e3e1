import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { SuppressionSources } from "../../engine/suppress/sources";
import type { FileSystem } from "../../workspace/fileSystem";
import { stillHolds, type Trace, type TracedFiles, traced } from "../../workspace/tracedFiles";
import { shownPath } from "../inputs";

export function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64url");
}

/** Of what suppresses findings of a file besides its own text, on this day. */
export function sourcesDigest({ exceptions = [], baseline, today }: SuppressionSources): string {
  return digest(JSON.stringify([today, exceptions, baseline && [...baseline.counts]]));
}

/** Remembers what is asked of a file system, with names as reports have them. */
export function tracedFiles(fileSystem: Required<FileSystem>): TracedFiles {
  // Of the bytes of texts as well: what they are is known of files that look as they did, without a look inside.
  const digestOfText = async (path: string) => digest(await fileSystem.readBytes(path));
  return traced(fileSystem, { nameOf: shownPath, digest, digestOfText });
}

/**
 * True where the file system still says what it said.
 * @param digestOf a file; `undefined` where it cannot be read.
 */
export function isStill(
  trace: Trace,
  fileSystem: FileSystem,
  digestOf: (path: string) => string | undefined,
): Promise<boolean> {
  return stillHolds(trace, fileSystem, {
    nameOf: shownPath,
    pathOf: (name) => resolve(name),
    digest,
    digestOf: (_ask, path) => digestOf(path),
  });
}
