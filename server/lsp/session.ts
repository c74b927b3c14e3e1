import type { Connection } from "vscode-languageserver";
import type { Rule } from "../../engine/rule";
import type { Host, Prose } from "../host";
import type { InitializationOptions } from "../protocol";
import type { ScanMemory } from "../scan/scanMemory";
import type { Analyses } from "../workspace/analyses";
import type { Charts } from "../workspace/charts";
import type { Configurations } from "../workspace/configurations";
import type { FileRoles } from "../workspace/fileRoles";
import type { FolderSettings } from "../workspace/folderSettings";
import type { Folders } from "../workspace/folders";
import type { Linters } from "../workspace/linters";
import type { WorkspaceObjects } from "../workspace/objects";
import type { OpenDocuments } from "../workspace/openDocuments";
import type { ScanIndex } from "../workspace/scanIndex";
import type { WatchedWork } from "../workspace/watchedWork";
import type { WorkspaceFiles } from "../workspace/workspaceFiles";
import type { ClientFeatures } from "./clientFeatures";
import type { ConfigurationDiagnostics } from "./configurationDiagnostics";
import type { FailureLog } from "./failureLog";
import type { Guard } from "./guard";

/** What the features of one connection share. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly options: InitializationOptions;
  readonly guard: Guard;
  /** Where rules that failed are named. */
  readonly failures: FailureLog;
  readonly rules: readonly Rule[];
  readonly documents: OpenDocuments;
  readonly folders: Folders;
  readonly settings: FolderSettings;
  readonly charts: Charts;
  readonly configurations: Configurations;
  readonly configurationDiagnostics: ConfigurationDiagnostics;
  readonly files: WorkspaceFiles;
  readonly roles: FileRoles;
  readonly linters: Linters;
  readonly work: WatchedWork;
  readonly analyses: Analyses;
  /** What rules across files look at. */
  readonly objects: WorkspaceObjects;
  readonly index: ScanIndex;
  /** What scans and reports know of files and charts. */
  readonly memory: ScanMemory;
  /** See `Host.startThreads`. */
  readonly startThreads: Host["startThreads"];
  /** What explains the rules; empty where it cannot be loaded. */
  prose(): Promise<Prose>;
}
