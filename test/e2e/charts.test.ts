import * as vscode from "vscode";
import { equal, eventually, match, ok } from "./assert";
import {
  closeAll,
  diagnostics,
  open,
  place,
  problems,
  rangeOf,
  resetSettings,
  seeProblems,
  set,
  write,
} from "./editor";

const chart = {
  "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "values.yaml": "hostNetwork: true\nname: web\n",
  "values-prod.yaml": "hostNetwork: false\n",
  "templates/web.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Values.name }}
spec:
  hostNetwork: {{ .Values.hostNetwork }}
  containers:
  - name: web
    image: nginx:1.29.0
`,
};

/** The document that shows what a template is rendered as. */
function rendered(): vscode.TextDocument | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "kubehint-rendered")
    ?.document;
}

describe("Charts", () => {
  before(async () => {
    for (const [name, text] of Object.entries(chart)) await write(`shop/web/${name}`, text);
  });
  afterEach(async () => {
    await closeAll();
    await resetSettings();
  });
  after(() => vscode.workspace.fs.delete(place("shop/web"), { recursive: true }));

  it("have a finding on the template and on the values key that decides, and the fix edits the values", async () => {
    await set("confirmReview", false);
    const template = await open("shop/web/templates/web.yaml");
    await seeProblems(template, ["6:16 host-network"]);
    const [finding] = diagnostics(template.document.uri);
    const [decided] = finding?.relatedInformation ?? [];
    equal(decided?.location.uri.path.split("/").slice(-2).join("/"), "web/values.yaml");
    equal(decided?.location.range.start.line, 0);
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      template.document.uri,
      rangeOf(template.document, "{{ .Values.hostNetwork }}"),
      vscode.CodeActionKind.QuickFix.value,
      50,
    );
    const fix = found.find(({ title }) => title.includes("in values.yaml"));
    ok(fix?.edit, "there is a fix of the values");
    equal(await vscode.workspace.applyEdit(fix.edit), true);
    await seeProblems(template, []);
    const values = await open("shop/web/values.yaml");
    equal(values.document.getText(), "hostNetwork: false\nname: web\n");
    await seeProblems(values, []);
  });

  it("show what a template renders beside it, as it is typed, for each values file, with the way back", async () => {
    const template = await open("shop/web/templates/web.yaml");
    await seeProblems(template, ["6:16 host-network"]);
    await vscode.commands.executeCommand("kubehint.showRenderedTemplate");
    await eventually(() => rendered()?.lineAt(5).text, "  hostNetwork: true");
    const shown = rendered();
    ok(shown, "the rendered template is shown");
    equal(shown.languageId, "yaml");
    await eventually(() => problems(shown.uri), ["6:16 host-network"]);

    await vscode.window.showTextDocument(template.document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(template.document.uri, new vscode.Position(4, 0), "  labels: { tier: {{ .Values.name }} }\n");
    await vscode.workspace.applyEdit(edit);
    await eventually(() => rendered()?.lineAt(4).text, "  labels: { tier: web }");

    const [source] = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      shown.uri,
      new vscode.Position(6, 18),
    );
    equal(source?.uri.path.split("/").at(-1), "web.yaml");
    equal(source?.range.start.line, 6);
    const editor = await vscode.window.showTextDocument(shown, vscode.ViewColumn.Two);
    editor.selection = new vscode.Selection(3, 9, 3, 9);
    await vscode.commands.executeCommand("kubehint.showTemplateSource");
    const active = vscode.window.activeTextEditor;
    equal(active?.document.uri.path.split("/").at(-1), "web.yaml");
    equal(active?.selection.active.line, 3);
  });

  it("say once on Chart.yaml which dependency is missing", async () => {
    await write(
      "shop/web/Chart.yaml",
      `${chart["Chart.yaml"]}dependencies:\n- name: redis\n  version: 1.0.0\n`,
    );
    const metadata = await open("shop/web/Chart.yaml");
    await seeProblems(metadata, ["5:3 helm-chart"]);
    match(diagnostics(metadata.document.uri)[0]?.message ?? "", /redis; "helm dependency build"/);
    await write("shop/web/Chart.yaml", chart["Chart.yaml"]);
    await seeProblems(metadata, []);
  });

  it("name the values files that a finding holds with", async () => {
    await write("shop/web/values-dev.yaml", "tier: dev\n");
    try {
      const values = await open("shop/web/values.yaml");
      await eventually(
        () => diagnostics(values.document.uri).map(({ message }) => message.replace(/^[^(]*/, "")),
        ["(values.yaml, values-dev.yaml)"],
      );
    } finally {
      await vscode.workspace.fs.delete(place("shop/web/values-dev.yaml"));
    }
  });
});
