import { URI } from "vscode-uri";
import type { FileSystem } from "../../workspace/fileSystem";
import { type DirectoryListing, type FileParams, methods, type StatAnswer } from "../protocol";
import { isBelow } from "./uris";

/** Each is a message to the client, which mostly asks somebody else in turn. More than these make it no faster. */
const atOnce = 32;

/** The client's file system: paths are normalised URIs. */
export function clientFiles(ask: <T>(method: string, params: FileParams) => Promise<T>): FileSystem {
  return {
    atOnce,
    readDirectory: (uri) => ask<DirectoryListing>(methods.readDirectory, { uri }),
    async readFile(uri) {
      const text = await ask<string>(methods.readFile, { uri });
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    },
    stat: (uri) => ask<StatAnswer>(methods.stat, { uri }),
    join: (folder, name) => {
      const parent = URI.parse(folder);
      return parent.with({ path: `${parent.path.replace(/\/$/, "")}/${name}` }).toString();
    },
    dirname: (uri) => {
      const child = URI.parse(uri);
      const slash = child.path.replace(/\/$/, "").lastIndexOf("/");
      return child.with({ path: slash <= 0 ? "/" : child.path.slice(0, slash) }).toString();
    },
    relative(folder, uri) {
      if (!isBelow(folder, uri)) return undefined;
      const above = URI.parse(folder).path.replace(/\/$/, "");
      return URI.parse(uri).path.slice(above.length + 1);
    },
  };
}
