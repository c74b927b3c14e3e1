import type { Diagnostic } from "vscode-languageserver";
import type { ListedFinding } from "../protocol";
import { isBelow, normalizeUri } from "./uris";

/** What a scan keeps of a file: enough to show it, nothing of its text. */
export interface IndexedFile {
  readonly uri: string;
  readonly findings: readonly ListedFinding[];
  /** What is published while the file is not open. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The files that a scan found something in, and those it looked at. */
export class ScanIndex {
  private readonly files = new Map<string, IndexedFile>();
  private scanned = false;
  /** Files, and folders that are gone, by their URIs: what became known of them since the scan began. */
  private readonly changed = new Set<string>();

  /** True once there was a scan: from then on files are kept true to the disk. */
  get isFilled(): boolean {
    return this.scanned;
  }

  /** Empties it for a new scan, and gives back what it held. */
  begin(): IndexedFile[] {
    const before = [...this.files.values()];
    this.files.clear();
    this.changed.clear();
    this.scanned = true;
    return before;
  }

  /** Empties it until the next scan, and gives back what it held. */
  end(): IndexedFile[] {
    const before = this.begin();
    this.scanned = false;
    return before;
  }

  get(uri: string): IndexedFile | undefined {
    return this.files.get(normalizeUri(uri));
  }

  set(file: IndexedFile): void {
    this.files.set(normalizeUri(file.uri), file);
  }

  /** The same for a file that has changed: whatever a scan has read of it may be older. */
  setChanged(file: IndexedFile): void {
    this.changed.add(normalizeUri(file.uri));
    this.set(file);
  }

  /** True where the file was changed, or went, since the last scan began. */
  hasChanged(uri: string): boolean {
    if (this.changed.size === 0) return false;
    const normal = normalizeUri(uri);
    if (this.changed.has(normal)) return true;
    // The folders above it, which may be gone as a whole: a change of branches changes thousands of files.
    for (let end = normal.lastIndexOf("/"); end > 0; end = normal.lastIndexOf("/", end - 1))
      if (this.changed.has(normal.slice(0, end)) || this.changed.has(normal.slice(0, end + 1))) return true;
    return false;
  }

  /** Takes out a file, or everything below a folder, and gives it back. */
  remove(uri: string): IndexedFile[] {
    const normal = normalizeUri(uri);
    this.changed.add(normal);
    const gone = [...this.files].filter(([key]) => isBelow(normal, key));
    for (const [key] of gone) this.files.delete(key);
    return gone.map(([, file]) => file);
  }

  all(): IndexedFile[] {
    return [...this.files.values()];
  }
}
