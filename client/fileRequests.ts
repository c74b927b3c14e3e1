import { Disposable, FileType, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type DirectoryListing, type FileParams, methods, type StatAnswer } from "../server/protocol";

/**
 * Reads for a server that cannot: in a browser, or a workspace that is no folder of this machine. Only what lies below
 * the folders of the workspace, and the texts that come with the extension.
 */
export function answerFileRequests(client: BaseLanguageClient, extension: Uri): Disposable {
  return Disposable.from(
    client.onRequest(methods.readFile, (params: FileParams) => readText(inWorkspace(params))),
    client.onRequest(methods.readDirectory, async (params: FileParams): Promise<DirectoryListing> => {
      const entries = await workspace.fs.readDirectory(inWorkspace(params));
      return entries.map(([name, type]) => ({ name, type: kindOf(type), link: isLink(type) }));
    }),
    client.onRequest(methods.stat, async (params: FileParams): Promise<StatAnswer> => {
      const { type, size } = await workspace.fs.stat(inWorkspace(params));
      return { type: kindOf(type), size };
    }),
    client.onRequest(methods.readProse, () => readText(Uri.joinPath(extension, "dist/prose.en.json"))),
  );
}

function inWorkspace({ uri }: FileParams): Uri {
  // Without `..`, which would lead out of a folder that the path begins with.
  const place = Uri.joinPath(Uri.parse(uri, true), ".");
  if (!workspace.getWorkspaceFolder(place)) throw new Error("The file is outside of the workspace");
  return place;
}

async function readText(uri: Uri): Promise<string> {
  const bytes = await workspace.fs.readFile(uri);
  // By the byte order marks of UTF-16, as the editor and kubectl do.
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}

function kindOf(type: FileType): StatAnswer["type"] {
  if (type & FileType.File) return "file";
  return type & FileType.Directory ? "folder" : "other";
}

function isLink(type: FileType): boolean {
  return (type & FileType.SymbolicLink) !== 0;
}
