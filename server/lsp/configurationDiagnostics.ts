import { type Connection, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { LineIndex } from "../../engine/yaml/lines";
import type { ConfigurationFile } from "../../workspace/configuration/configurationFiles";
import { exceptionsOver } from "../../workspace/configuration/exceptions";
import type { ConfigurationProblem } from "../../workspace/configuration/problems";
import { localDay } from "../../workspace/localDay";
import { diagnosticCodes } from "../protocol";
import { isConfigurationUri } from "../workspace/configurations";
import type { OpenDocuments } from "../workspace/openDocuments";
import { isBelow, normalizeUri } from "../workspace/uris";
import type { Guard } from "./guard";
import { rangeOf } from "./ranges";

export function configurationDiagnostic(
  { span, message }: ConfigurationProblem,
  lines: LineIndex,
): Diagnostic {
  return {
    range: rangeOf(lines, span),
    severity: DiagnosticSeverity.Warning,
    source: "kubehint",
    code: diagnosticCodes.configuration,
    message,
  };
}

/**
 * Shows what is wrong in configuration files that are not open: whoever sees findings come or go has to learn why. Open
 * ones are shown as they are in the editor.
 */
export class ConfigurationDiagnostics {
  private readonly onDisk = new Map<string, Diagnostic[]>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: OpenDocuments,
    private readonly guard: Guard,
  ) {}

  /** A file was read from disk. */
  read(uri: string, file: ConfigurationFile): void {
    const { text } = file;
    const over = exceptionsOver(file, localDay()).map((one) => ({ ...one, path: "" }));
    const problems = [...file.problems, ...over];
    const lines = new LineIndex(text);
    const before = this.onDisk.get(uri);
    const diagnostics = problems.map((problem) => configurationDiagnostic(problem, lines));
    this.onDisk.set(uri, diagnostics);
    if (before?.length || diagnostics.length) this.send(uri, diagnostics);
  }

  /** The editor shows the file itself from now on. */
  opened(uri: string): void {
    if (this.onDisk.get(normalizeUri(uri))?.length) this.connectionSend(uri, []);
  }

  closed(uri: string): void {
    const diagnostics = this.onDisk.get(normalizeUri(uri));
    if (diagnostics?.length && isConfigurationUri(uri)) this.send(uri, diagnostics);
  }

  /** A file, or a folder with everything in it, is gone. */
  gone(uri: string): void {
    const normal = normalizeUri(uri);
    for (const [file, diagnostics] of this.onDisk) {
      if (!isBelow(normal, file)) continue;
      if (diagnostics.length > 0) this.send(file, []);
      this.onDisk.delete(file);
    }
  }

  private send(uri: string, diagnostics: Diagnostic[]): void {
    if (!this.documents.get(uri)) this.connectionSend(uri, diagnostics);
  }

  private connectionSend(uri: string, diagnostics: Diagnostic[]): void {
    this.guard.background("publishing", () => this.connection.sendDiagnostics({ uri, diagnostics }));
  }
}
