import type { Connection, InitializeParams } from "vscode-languageserver";
import type { Rule } from "../../engine/rule";
import type { Host, Prose } from "../host";
import { type CrashedDocuments, type InitializationOptions, methods } from "../protocol";
import { ScanMemory } from "../scan/scanMemory";
import { Analyses } from "../workspace/analyses";
import { Charts } from "../workspace/charts";
import { clientFiles } from "../workspace/clientFiles";
import { Configurations } from "../workspace/configurations";
import { FileRoles } from "../workspace/fileRoles";
import { FolderSettings } from "../workspace/folderSettings";
import { Folders } from "../workspace/folders";
import { Linters } from "../workspace/linters";
import { WorkspaceObjects } from "../workspace/objects";
import { OpenDocuments } from "../workspace/openDocuments";
import { ScanIndex } from "../workspace/scanIndex";
import { WatchedWork } from "../workspace/watchedWork";
import { WorkspaceFiles, withinFolders } from "../workspace/workspaceFiles";
import { clientFeatures } from "./clientFeatures";
import { ConfigurationDiagnostics } from "./configurationDiagnostics";
import { FailureLog } from "./failureLog";
import type { Guard } from "./guard";
import { readObjects } from "./readObjects";
import type { Session } from "./session";

/** Puts together what the features of a connection share. */
export function createSession(
  params: InitializeParams,
  connection: Connection,
  host: Host,
  rules: readonly Rule[],
  guard: Guard,
  /** The settings that the client last sent by itself. */
  sentSettings: () => unknown,
  /** Open texts have to be looked at again. */
  lookAgain: () => void,
): Session {
  const client = clientFeatures(params.capabilities);
  const options = readOptions(params.initializationOptions);
  const documents = new OpenDocuments();
  const folders = new Folders();
  folders.add(params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []));
  const settings = new FolderSettings(
    async (folder) =>
      client.answersConfiguration
        ? await connection.workspace.getConfiguration({
            section: "kubehint",
            ...(folder !== undefined && { scopeUri: folder }),
          })
        : sentSettings(),
    (problems) => connection.console.warn(`Settings: ${problems.join("; ")}`),
    rules,
  );
  const remote = options.files
    ? clientFiles(<T>(method: string, file: object) => connection.sendRequest<T>(method, file))
    : undefined;
  const local = host.files && withinFolders(host.files, () => folders.paths());
  const files = new WorkspaceFiles(local, remote);
  const work = new WatchedWork(host.watch, options.crashed ?? { suspects: [], quarantined: [] });
  const roles = new FileRoles(files, work);
  const linters = new Linters(rules);
  const configurationDiagnostics = new ConfigurationDiagnostics(connection, documents, guard);
  const configurations = new Configurations(
    files,
    folders,
    settings,
    rules,
    (uri, file) => configurationDiagnostics.read(uri, file),
    (problem) => connection.console.warn(`Baseline: ${problem}`),
  );
  const objects = new WorkspaceObjects(
    (folder, take) => readObjects(folder, take, { configurations, linters, guard, work }),
    lookAgain,
    work,
  );
  const charts = new Charts(files, folders, documents, work);
  const run = Date.now().toString(36);
  let prose: Promise<Prose> | undefined;
  return {
    connection,
    client,
    options,
    guard,
    failures: new FailureLog(connection),
    rules,
    documents,
    folders,
    settings,
    charts,
    configurations,
    configurationDiagnostics,
    files,
    roles,
    linters,
    work,
    analyses: new Analyses(documents, folders, configurations, roles, linters, objects, charts, work, run),
    objects,
    index: new ScanIndex(),
    memory: new ScanMemory(),
    // Work in threads is not named: after an end that a thread may have brought about the next one is to tell of what.
    startThreads: options.crashed?.ended ? undefined : host.startThreads,
    prose: () => {
      prose ??= host
        .loadProse(() => connection.sendRequest<string>(methods.readProse))
        .catch((error: unknown) => {
          guard.log("loading the rules' texts", error);
          prose = undefined;
          return {};
        });
      return prose;
    },
  };
}

function readOptions(given: unknown): InitializationOptions {
  if (typeof given !== "object" || given === null) return {};
  const { rulePages, files, commands, settings, crashed } = given as Record<string, unknown>;
  return {
    ...(typeof rulePages === "string" && { rulePages }),
    ...(typeof files === "boolean" && { files }),
    ...(typeof commands === "boolean" && { commands }),
    ...(settings !== undefined && { settings }),
    crashed: readCrashed(crashed),
  };
}

function readCrashed(given: unknown): CrashedDocuments {
  const { suspects, quarantined, ended } = (given ?? {}) as { readonly [key: string]: unknown };
  return {
    ...(ended === true && { ended }),
    suspects: listOf(suspects).filter((uri) => typeof uri === "string"),
    quarantined: listOf(quarantined).flatMap((one) => {
      const { uri, text } = (one ?? {}) as { readonly [key: string]: unknown };
      if (typeof uri !== "string") return [];
      return [typeof text === "string" ? { uri, text } : { uri }];
    }),
  };
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [];
}
