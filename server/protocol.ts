import type { Severity } from "../engine/finding";
import type { FixSafety } from "../engine/fix";

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
  /** client -> server, notification: forgets the last scan, and with it the problems of files that are not open. */
  clearResults: "kubehint/clearResults",
  /** client -> server, request: `FileParams` -> `FileCounts` of an open file, or null for one that is not checked. */
  fileCounts: "kubehint/fileCounts",
  /** client -> server, request: nothing -> `Baselines`, of all that is found in the workspace now. */
  createBaseline: "kubehint/createBaseline",
  /** client -> server, request: `FixWorkspaceParams` -> `FixedFile[]`, of the files that the last scan found something in. */
  fixWorkspace: "kubehint/fixWorkspace",
  /** client -> server, request: `RenderedTemplateParams` -> `RenderedTemplate`, or null for what is no template of a chart. */
  renderedTemplate: "kubehint/renderedTemplate",
  /** client -> server, request: `TemplateSourceParams` -> `TemplateSource`, or null for text that no template wrote. */
  templateSource: "kubehint/templateSource",
  /** client -> server, request: `{ rule }` -> the rule's page in Markdown, or null for an unknown rule. */
  rulePage: "kubehint/rulePage",
  /** client -> server, request: nothing -> `RuleCatalogue`, which stays the same for as long as the server runs. */
  ruleCatalogue: "kubehint/ruleCatalogue",
  /** client -> server, request: nothing -> `PostureData` of a scan that it makes, or null. */
  posture: "kubehint/posture",
  /** client -> server, request: `ReportParams` -> the text of a report on a scan that it makes, or null. */
  report: "kubehint/report",
  /** server -> client, requests of a server without files of its own (browser, virtual workspaces); paths are URIs. */
  readFile: "kubehint/readFile",
  readDirectory: "kubehint/readDirectory",
  stat: "kubehint/stat",
  /** server -> client, request of a server that cannot read its own folder: nothing -> the text of dist/prose.en.json. */
  readProse: "kubehint/readProse",
} as const;

/** Commands that the server carries out (`workspace/executeCommand`); the answer is a `workspace/applyEdit`. */
export const serverCommands = {
  /**
   * One argument, `HardenArguments`: applies every fix that brings the object to the Pod Security level, as one edit
   * (one step of undo), and says in a message what only a person can decide.
   */
  harden: "kubehint.server.harden",
  /** One argument, `IgnoreArguments`: suppresses findings. Answers with the URI of a configuration that it changed, or null. */
  ignore: "kubehint.server.ignore",
} as const;

/** Commands that the client carries out: the server only names them in code actions. */
export const clientCommands = {
  /** One argument, the id of a rule: shows its page. */
  showRule: "kubehint.showRule",
  /** One argument, `IgnoreChoice`: asks for the scope and the reason, and has the server do the rest. */
  ignore: "kubehint.ignore",
} as const;

/** The kind of the source action that applies every safe fix of a file. */
export const fixAllKind = "source.fixAll.kubehint";

/** The kinds of the actions that bring what the cursor is in to the Pod Security level restricted. */
export const hardenKinds = {
  container: "refactor.rewrite.kubehint.container",
  workload: "refactor.rewrite.kubehint.workload",
  file: "refactor.rewrite.kubehint.file",
} as const;

/** Codes of diagnostics that are not the id of a rule. */
export const diagnosticCodes = {
  /** All the hardening that one container or pod lacks, in one diagnostic. */
  missingHardening: "missing-hardening",
  /** A document that is not YAML. */
  yamlSyntax: "yaml-syntax",
  /** Helm does not render the chart, or what it is checked without. */
  chart: "helm-chart",
  /** Something in a kubehint.yaml that does not count. */
  configuration: "configuration",
  /** A rule failed on the file: a fault of ours. */
  ruleFailed: "rule-failed",
  /** The file ended the server and is not looked at. */
  quarantined: "quarantined",
  /** There is more than the setting `maxProblems` lets through. */
  maxProblems: "max-problems",
} as const;

export interface HardenArguments {
  readonly uri: string;
  /** Zero-based index of the document in its file. */
  readonly document: number;
  /** JSON Pointer, in the document, of a resource, pod spec or container; empty for the document's object. */
  readonly pointer: string;
  readonly level: "baseline" | "restricted";
}

export interface IgnoreArguments {
  readonly uri: string;
  /** The version of the text that the findings are of. */
  readonly version: number;
  /** Names of findings within that text, all at one place. */
  readonly findings: readonly string[];
  readonly scope: "here" | "container" | "resource" | "file" | "configuration";
  /** Ids, for the question. */
  readonly rules: readonly string[];
  readonly reason?: string;
}

/** What can be ignored, and in which scopes, from the nearest to the widest. */
export interface IgnoreChoice extends Omit<IgnoreArguments, "scope" | "reason"> {
  readonly scopes: readonly IgnoreArguments["scope"][];
}

/** Answer of `createBaseline`: what the client is to write, for each workspace folder. */
export type Baselines = readonly {
  readonly uri: string;
  readonly text: string;
  readonly findings: number;
}[];

export interface FixWorkspaceParams {
  /** Only findings of this rule; every rule without it. */
  readonly rule?: string;
  /** `review`: also fixes that somebody has to look at. */
  readonly include: FixSafety;
}

/** A file as it would be after the fixes. Nothing is changed yet. */
export interface FixedFile {
  readonly uri: string;
  /** The text that the edits are for: where it is another one by then, they do not count. */
  readonly before: string;
  readonly after: string;
  readonly edits: readonly { readonly range: ListedFinding["range"]; readonly newText: string }[];
  readonly fixes: number;
}

/** Lines and UTF-16 columns, zero-based. */
export interface PlainPosition {
  readonly line: number;
  readonly character: number;
}

export interface RenderedTemplateParams {
  /** An open template. */
  readonly uri: string;
  /** The name of a values file, as `environments` has it; the chart's own values without it. */
  readonly environment?: string;
  /** A place in the template: the answer says where it is rendered. */
  readonly position?: PlainPosition;
}

/** What an environment renders for a template, now. */
export interface RenderedTemplate {
  readonly environments: readonly string[];
  readonly environment: string;
  /** Null where the chart does not render with these values, or this template renders nothing by itself. */
  readonly text: string | null;
  /** False where Helm refuses the chart with these values: the text is as far as it goes. */
  readonly whole: boolean;
  readonly findings: readonly (Pick<ListedFinding, "rule" | "message" | "range"> & {
    /** As the user's settings have it. */
    readonly severity: "error" | "warning" | "information" | "hint";
    readonly source: TemplateSource | null;
  })[];
  /** Where the position that was asked for is rendered. */
  readonly shows: PlainPosition;
}

export interface TemplateSourceParams {
  readonly uri: string;
  readonly environment: string;
  /** In the rendered text. */
  readonly position: PlainPosition;
}

/** The template text that wrote something. */
export interface TemplateSource {
  readonly uri: string;
  readonly range: ListedFinding["range"];
}

/** What a client tells the server when it starts (`initializationOptions`). All optional. */
export interface InitializationOptions {
  /** Prefix of the address of a rule's page: the rule id is appended. Without it diagnostics carry no link. */
  readonly rulePages?: string;
  /** The client answers `readFile` and the other file requests: used for workspace folders that are no `file:` URIs. */
  readonly files?: boolean;
  /** The client carries out `clientCommands`. Without it no action names them. */
  readonly commands?: boolean;
  /** The settings (the object under `kubehint`) for clients that do not answer `workspace/configuration`. */
  readonly settings?: unknown;
  /** What ended the server before. */
  readonly crashed?: CrashedDocuments;
}

/** What a client remembers of the servers that ended before this one. */
export interface CrashedDocuments {
  /** URIs of documents that were worked on when one ended. */
  readonly suspects: readonly string[];
  /** Documents not to be looked at; `text` as the server named it: until then, otherwise whatever their text. */
  readonly quarantined: readonly { readonly uri: string; readonly text?: string }[];
  /** One has ended by itself, whatever it worked on. */
  readonly ended?: boolean;
}

/**
 * What a server is about to work on: one in a worker says so in a `WorkerSign`, one that was started with
 * `tellWorkArgument` in a line of JSON behind `workNoteMark` on standard error. Without a URI: nothing any more.
 */
export interface WorkNote {
  readonly uri?: string;
  /** Names the text, of documents that are suspected. */
  readonly text?: string;
}

export const workNoteMark = "kubehint-work ";
export const tellWorkArgument = "--tell-work";

/** What a server in a worker posts beside the messages of the protocol, as a sign of life. */
export interface WorkerSign {
  /** In milliseconds, how long it may take until the next one. */
  readonly kubehintAllows: number;
  /** Where what is worked on has changed. */
  readonly note?: WorkNote;
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

/** What the open file has in findings, as its problems show them. */
export interface FileCounts {
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Findings with a fix, safe or not. */
  readonly fixable: number;
  readonly suppressed: number;
  readonly profile: string;
}

/** Parameters of `fileCounts`, `readFile`, `readDirectory` and `stat`. */
export interface FileParams {
  readonly uri: string;
}

/** Answer of `readDirectory`. */
export type DirectoryListing = readonly {
  readonly name: string;
  readonly type: "file" | "folder" | "other";
  readonly link: boolean;
}[];

/** Answer of `stat`; `readFile` answers with the text (UTF-8). All three fail where there is nothing to read. */
export interface StatAnswer {
  readonly type: "file" | "folder" | "other";
  /** Bytes. */
  readonly size: number;
}

/** Parameters of `rulePage`. */
export interface RulePageParams {
  readonly rule: string;
}

/** What follows from the rule of a finding, by which results are filtered. */
export interface RuleCatalogue {
  readonly rules: Readonly<
    Record<
      string,
      { readonly area: string; readonly frameworks: readonly string[]; readonly profiles: readonly string[] }
    >
  >;
  /** The title of each framework. */
  readonly frameworks: Readonly<Record<string, string>>;
}

/** The formats of reports, as the command line has them. */
export type ReportFormat =
  | "text"
  | "json"
  | "sarif"
  | "html"
  | "markdown"
  | "junit"
  | "gitlab"
  | "gitlab-sast"
  | "github"
  | "csv"
  | "slack";

export interface ReportParams {
  readonly format: ReportFormat;
  /** Of the extension, which reports name. */
  readonly version: string;
}

/** The summary of a workspace. */
export interface PostureData {
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  /** Files that were checked, in part or as a whole. */
  readonly files: number;
  readonly frameworks: readonly {
    readonly framework: string;
    readonly title: string;
    readonly passed: number;
    readonly failed: number;
    readonly notApplicable: number;
    /** 0 to 100; null where no control applies. */
    readonly score: number | null;
  }[];
  readonly areas: readonly {
    readonly area: string;
    readonly findings: number;
    readonly bySeverity: Readonly<Record<Severity, number>>;
  }[];
  /** The ten findings that matter most. */
  readonly foremost: readonly {
    readonly rule: string;
    readonly severity: Severity;
    readonly message: string;
    readonly file: string;
    readonly uri: string | null;
    readonly range: ListedFinding["range"];
    readonly why: readonly string[];
  }[];
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
  /** The profiles that report it, where they are fewer than those that have the rule. */
  readonly profiles?: readonly string[];
}
