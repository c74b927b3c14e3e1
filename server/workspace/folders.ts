import { URI } from "vscode-uri";
import { isBelow, normalizeUri, schemeOf } from "./uris";

/** The folders of the workspace; all URIs are normalised. */
export class Folders {
  private uris: string[] = [];

  get all(): readonly string[] {
    return this.uris;
  }

  /** The places of those on this machine. */
  paths(): readonly string[] {
    return this.uris.filter((uri) => schemeOf(uri) === "file").map((uri) => URI.parse(uri).fsPath);
  }

  add(uris: readonly string[]): void {
    this.uris = [...new Set([...this.uris, ...uris.map(normalizeUri)])];
  }

  remove(uris: readonly string[]): void {
    const gone = new Set(uris.map(normalizeUri));
    this.uris = this.uris.filter((uri) => !gone.has(uri));
  }

  /** The innermost folder that a file lies in. */
  of(uri: string): string | undefined {
    const normal = normalizeUri(uri);
    let best: string | undefined;
    for (const folder of this.uris)
      if (isBelow(folder, normal) && (best === undefined || folder.length > best.length)) best = folder;
    return best;
  }
}
