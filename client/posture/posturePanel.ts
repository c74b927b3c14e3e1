import { commands, Disposable, ProgressLocation, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { methods, type PostureData } from "../../server/protocol";
import { rangeOf } from "../ranges";
import type { Filter } from "../views/filter";
import type { Results } from "../views/results";
import { type PostureMessage, postureHtml } from "./postureHtml";

/** The summary of the workspace as a page; one at a time. */
export function posturePanel(client: BaseLanguageClient, results: Results): Disposable {
  let panel: WebviewPanel | undefined;
  let data: PostureData | null = null;

  const refresh = async () => {
    data = await window.withProgress(
      { location: ProgressLocation.Notification, title: "Kubehint: Posture", cancellable: true },
      (_, token) => client.sendRequest<PostureData | null>(methods.posture, {}, token).catch(() => null),
    );
    if (!panel) {
      panel = window.createWebviewPanel("kubehint.posture", "Kubehint Posture", ViewColumn.Active, {
        enableScripts: true,
        localResourceRoots: [],
        enableFindWidget: true,
      });
      panel.webview.onDidReceiveMessage((message: PostureMessage) => answer(message));
      panel.onDidDispose(() => {
        panel = undefined;
      });
    }
    panel.webview.html = postureHtml(data, nonce());
    panel.reveal();
  };
  const answer = async (message: PostureMessage) => {
    switch (message.kind) {
      case "refresh":
        return refresh();
      case "export":
        return commands.executeCommand("kubehint.exportReport");
      case "framework": {
        const chosen = data?.frameworks[message.index];
        return chosen && show({ framework: [chosen.framework] }, results);
      }
      case "area": {
        const chosen = data?.areas[message.index];
        return chosen && show({ area: [chosen.area] }, results);
      }
      case "finding": {
        const chosen = data?.foremost[message.index];
        return chosen && open(chosen);
      }
    }
  };
  return Disposable.from(
    commands.registerCommand("kubehint.showPosture", refresh),
    results.onDidChange(() => {
      if (results.state === "done")
        panel?.webview.postMessage({ status: "There was a scan, or files have changed, since: refresh." });
    }),
    { dispose: () => panel?.dispose() },
  );
}

/** The findings behind a figure, in the results view. */
async function show(filter: Filter, results: Results): Promise<void> {
  if (results.state === "none") await commands.executeCommand("kubehint.scanWorkspace");
  await commands.executeCommand("kubehint.filterResults", filter);
  await commands.executeCommand("kubehint.results.focus");
}

async function open({ uri, range }: PostureData["foremost"][number]): Promise<void> {
  if (uri === null) return;
  await window.showTextDocument(Uri.parse(uri), { selection: rangeOf(range), viewColumn: ViewColumn.Beside });
}

function nonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
