import type { CancellationToken } from "vscode-languageserver";
import type { FileSystem } from "../../workspace/fileSystem";
import type { ScanWork } from "../../workspace/scanWork";
import { watchedScan } from "../workspace/watchedScan";
import { type Place, withOpenTexts } from "../workspace/workspaceFiles";
import type { Session } from "./session";

/** What a walk through a workspace folder goes by, whatever it is for. */
export interface FolderPass {
  /** With the texts of the editor in place of those on disk. */
  readonly fileSystem: FileSystem;
  readonly work: ScanWork;
  /** A sign of life as well. */
  shouldStop(): boolean;
  /** True for a text that is to be looked at in this thread alone, by its URI. */
  staysHere(uri: string): boolean;
}

export function folderPass({ documents, work }: Session, place: Place, token: CancellationToken): FolderPass {
  return {
    fileSystem: withOpenTexts(place.fileSystem, (path) => documents.get(place.uri(path))?.text),
    work: watchedScan(work, place),
    shouldStop: () => {
      work.beat();
      return token.isCancellationRequested;
    },
    staysHere: (uri) => documents.get(uri) !== undefined || work.isSuspect(uri),
  };
}
