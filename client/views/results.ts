import { EventEmitter } from "vscode";
import type { FileFindings, ResultsChanged } from "../../server/protocol";

export type ScanState = "none" | "running" | "done";

/** What is known of the workspace since the last scan. */
export class Results {
  private readonly files = new Map<string, FileFindings>();
  private readonly changes = new EventEmitter<void>();
  private scan: ScanState = "none";

  readonly onDidChange = this.changes.event;

  get state(): ScanState {
    return this.scan;
  }

  /** Files that have findings. */
  get all(): readonly FileFindings[] {
    return [...this.files.values()];
  }

  get fileCount(): number {
    return this.files.size;
  }

  get findingCount(): number {
    return this.all.reduce((sum, { findings }) => sum + findings.length, 0);
  }

  take({ reset, files }: ResultsChanged): void {
    if (reset) this.files.clear();
    for (const file of files)
      if (file.findings.length > 0) this.files.set(file.uri, file);
      else this.files.delete(file.uri);
    this.changes.fire();
  }

  setState(state: ScanState): void {
    this.scan = state;
    this.changes.fire();
  }

  clear(): void {
    this.files.clear();
    this.setState("none");
  }
}
