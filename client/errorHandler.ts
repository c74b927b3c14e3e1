import { commands, Uri, window, workspace } from "vscode";
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler } from "vscode-languageclient";
import type { Crashes } from "./crashes";

/** Starts the server again when it ends by itself, for as long as that is of use. */
export function errorHandler(crashes: Crashes): ErrorHandler {
  return {
    // What is written to a server that has just ended fails. That it ended is heard of by itself.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed(): CloseHandlerResult {
      const { restart, quarantined } = crashes.ended(Date.now());
      if (quarantined !== undefined) tellQuarantine(quarantined);
      if (restart)
        return {
          action: CloseAction.Restart,
          message: "The server ended. It is started again.",
          handled: true,
        };
      tellStopped();
      return { action: CloseAction.DoNotRestart, message: stopped, handled: true };
    },
  };
}

const stopped = "Kubehint has stopped checking: its language server ended too often within 3 minutes.";

const showOutput = { title: "Show Output", command: "kubehint.showOutput" };

function tellStopped(): void {
  const restart = { title: "Restart", command: "kubehint.restartServer" };
  window
    .showErrorMessage(`${stopped} Restart it, or see its output for the reason.`, restart, showOutput)
    .then(carryOut);
}

function tellQuarantine(uri: string): void {
  const path = workspace.asRelativePath(Uri.parse(uri));
  window
    .showWarningMessage(
      `Kubehint leaves ${path} out until it changes: checking it ended the language server twice. All else is checked as ever.`,
      showOutput,
    )
    .then(carryOut);
}

function carryOut(chosen: { readonly command: string } | undefined): void {
  if (chosen) commands.executeCommand(chosen.command);
}
