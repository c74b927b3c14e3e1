import { Disposable, LanguageStatusSeverity, languages, window, workspace } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { count } from "./commands/scanTexts";
import { documentSelector } from "./documents";

/** The entry behind the braces of the status bar: how many findings the active file has, and whether the server runs. */
export function status(client: BaseLanguageClient): Disposable {
  const item = languages.createLanguageStatusItem("kubehint", documentSelector);
  item.name = "Kubehint";

  const show = () => {
    const { state } = client;
    item.busy = state === State.Starting;
    item.severity = LanguageStatusSeverity.Information;
    if (state === State.Stopped || state === State.StartFailed) {
      item.text = "Kubehint has stopped";
      item.severity = LanguageStatusSeverity.Error;
      item.command = { title: "Restart", command: "kubehint.restartServer" };
      return;
    }
    const document = window.activeTextEditor?.document;
    const settings = workspace.getConfiguration("kubehint", document);
    if (!settings.get("enable", true)) {
      item.text = "Kubehint is off";
      item.command = {
        title: "Open Settings",
        command: "workbench.action.openSettings",
        arguments: ["kubehint.enable"],
      };
      return;
    }
    const findings = document
      ? languages.getDiagnostics(document.uri).filter(({ source }) => source === "kubehint").length
      : 0;
    item.text = findings === 0 ? "Kubehint: no findings" : `Kubehint: ${count(findings, "finding")}`;
    item.detail = `profile ${settings.get("profile", "recommended")}`;
    item.command =
      findings === 0
        ? { title: "Scan Workspace", command: "kubehint.scanWorkspace" }
        : { title: "Show Problems", command: "workbench.actions.view.problems" };
  };
  show();
  return Disposable.from(
    item,
    client.onDidChangeState(show),
    window.onDidChangeActiveTextEditor(show),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) show();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("kubehint")) show();
    }),
  );
}
