import type { Severity } from "../engine/finding";

/**
 * What the language server and its client say to each other beyond the Language Server Protocol. Method names and
 * plain data only: client and server libraries have request objects of their own that must not be mixed.
 */
export const methods = {
  /** client -> server, request: `ScanParams` -> `ScanSummary`. Cancelling keeps what was found so far. */
  scan: "kubehint/scan",
  /** server -> client, notification while a scan runs: `ScanProgress`, at most ten a second. */
  scanProgress: "kubehint/scanProgress",
  /** server -> client, notification: `ResultsChanged`, after a scan and whenever a scanned file changes. */
  resultsChanged: "kubehint/resultsChanged",
  /** client -> server, request: `{ rule }` -> the rule's page in Markdown, or null for an unknown rule. */
  rulePage: "kubehint/rulePage",
  /** server -> client, requests of a server without files of its own (browser, virtual workspaces); paths are URIs. */
  readFile: "kubehint/readFile",
  readDirectory: "kubehint/readDirectory",
  stat: "kubehint/stat",
  /** server -> client, request of a server that cannot read its own folder: nothing -> the text of dist/prose.js. */
  readProse: "kubehint/readProse",
} as const;

/** Commands that the server carries out (`workspace/executeCommand`); the answer is a `workspace/applyEdit`. */
export const serverCommands = {
  /** Arguments: document URI, JSON Pointer of a container, pod spec or resource in `document` (an index). */
  harden: "kubehint.server.harden",
} as const;

/** What a client tells the server when it starts (`initializationOptions`). All optional. */
export interface InitializationOptions {
  /** Prefix of the address of a rule's page: the rule id is appended. Without it diagnostics carry no link. */
  readonly rulePages?: string;
  /** The client answers `readFile` and the other file requests: used for workspace folders that are no `file:` URIs. */
  readonly files?: boolean;
}

export interface ScanParams {
  /** URIs of the folders to read; all workspace folders by default. */
  readonly folders?: readonly string[];
}

export interface ScanProgress {
  readonly done: number;
  /** Files known so far; final once the walk is over. */
  readonly found: number;
  readonly findings: number;
}

export interface ScanSummary {
  readonly found: number;
  readonly checked: number;
  readonly partly: number;
  readonly skipped: number;
  readonly findings: number;
  readonly cancelled: boolean;
  readonly milliseconds: number;
}

/** The findings of the files that changed; a file without findings has an empty list. */
export interface ResultsChanged {
  /** Everything the client knew is void: this is a new scan. */
  readonly reset: boolean;
  readonly files: readonly FileFindings[];
}

export interface FileFindings {
  readonly uri: string;
  readonly findings: readonly ListedFinding[];
}

/** A finding as the results view lists it; the range is zero-based, UTF-16. */
export interface ListedFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly fix: "safe" | "review" | null;
}
