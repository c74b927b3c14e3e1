import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileChangeType } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { rules } from "../../rules";
import { fullCapabilities, type LanguageClient, startClient, until } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

const chart = {
  "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "web/values.yaml": "hostNetwork: true\nsecurityContext:\n  privileged: true\n",
  "web/templates/_helpers.tpl": `{{- define "context" }}
{{- toYaml .Values.securityContext }}
{{- end }}`,
  "web/templates/web.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: {{ .Values.hostNetwork }}
  containers:
  - name: web
    image: nginx:1.29.0
    securityContext:
      {{- include "context" . | nindent 6 }}
`,
};

describe("a chart, as it is typed", () => {
  let client: LanguageClient;
  afterEach(() => client.stop());

  const start = async (files: Record<string, string>, options: Parameters<typeof startClient>[0] = {}) => {
    const folder = temporaryFolder(files);
    client = await startClient({ folders: [folder], ...options });
    return {
      folder,
      open: (name: string) =>
        client.open(
          files[name] ?? "",
          URI.file(join(folder, name)).toString(),
          name.endsWith(".tpl") ? "plaintext" : "yaml",
        ),
    };
  };
  /** Asks again until that is said; Mocha ends it where it never is. */
  const eventually = async <T>(ask: () => Promise<T>, expected: T) => {
    while (JSON.stringify(await ask()) !== JSON.stringify(expected))
      await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const seen = async (uri: string) =>
    (await client.diagnostics(uri)).map(({ code, range, relatedInformation = [] }) => {
      const places = relatedInformation.map(
        ({ location }) => `${location.uri.split("/").at(-1)}:${location.range.start.line + 1}`,
      );
      return [`${code}@${range.start.line + 1}`, ...places].join(" ");
    });

  it("has its findings on the values key and on the template text, each with the other as related place", async () => {
    const { open } = await start(chart);
    assert.deepEqual(await seen(await open("web/values.yaml")), [
      "host-network@1 web.yaml:6",
      "privileged-container@3 _helpers.tpl:2",
    ]);
    assert.deepEqual(await seen(await open("web/templates/web.yaml")), ["host-network@6 values.yaml:1"]);
    assert.deepEqual(await seen(await open("web/templates/_helpers.tpl")), [
      "privileged-container@2 values.yaml:3",
    ]);
  });

  it("is rendered with what is typed in any of its files, saved or not", async () => {
    const { open } = await start(chart);
    const values = await open("web/values.yaml");
    const template = await open("web/templates/web.yaml");
    const before = await client.report(template);
    await client.type(values, "hostNetwork: true", "hostNetwork: false");
    assert.deepEqual(await seen(values), ["privileged-container@3 _helpers.tpl:2"]);
    assert.equal((await client.report(template, before.resultId)).kind, "full");
    assert.deepEqual(await seen(template), []);
    await client.type(template, "{{ .Values.hostNetwork }}", "true");
    assert.deepEqual(await seen(template), ["host-network@6"]);
    const same = await client.report(template);
    assert.equal((await client.report(template, same.resultId)).kind, "unchanged");
    await client.close(values);
    await client.type(template, "hostNetwork: true", "hostNetwork: {{ .Values.hostNetwork }}");
    assert.deepEqual(await seen(template), ["host-network@6 values.yaml:1"]);
  });

  it("is rendered so where no rule looks across files as well", async () => {
    const off = Object.fromEntries(rules.map(({ id }) => [id, "off"]));
    const settings = () => ({ rules: { ...off, "host-network": "high" } });
    const { open } = await start(chart, { settings });
    const values = await open("web/values.yaml");
    const template = await open("web/templates/web.yaml");
    assert.deepEqual(await seen(template), ["host-network@6 values.yaml:1"]);
    await client.type(values, "hostNetwork: true", "hostNetwork: false");
    assert.deepEqual(await seen(template), []);
  });

  it("is read again when the disk changes", async () => {
    const { folder, open } = await start(chart);
    const template = await open("web/templates/web.yaml");
    await seen(template);
    const path = join(folder, "web/values.yaml");
    writeFileSync(path, "hostNetwork: false\nsecurityContext: {}\n");
    await client.fileChanged(path, FileChangeType.Changed);
    await until("a refresh", () => client.refreshes > 0);
    assert.deepEqual(await seen(template), []);
  });

  it("has hardening that no template reads marked on its key", async () => {
    const { open } = await start(chart);
    const values = await open("web/values.yaml");
    await client.type(
      values,
      "securityContext:",
      "podSecurityContext:\n  runAsNonRoot: true\nsecurityContext:",
    );
    assert.deepEqual(await seen(values), [
      "host-network@1 web.yaml:6",
      "unread-hardening@2",
      "privileged-container@5 _helpers.tpl:2",
    ]);
  });

  it("is rendered with what a file has when it is opened, and without it when that is closed", async () => {
    const { folder, open } = await start(chart);
    const template = await open("web/templates/web.yaml");
    assert.deepEqual(await seen(template), ["host-network@6 values.yaml:1"]);
    // As after a fix: the edit is made, and the editor shows the file.
    const values = URI.file(join(folder, "web/values.yaml")).toString();
    const refreshes = client.refreshes;
    await client.open("hostNetwork: false\nsecurityContext: {}\n", values, "yaml");
    await until("a refresh", () => client.refreshes > refreshes);
    await eventually(() => seen(template), []);
    const before = client.refreshes;
    await client.close(values);
    await until("another refresh", () => client.refreshes > before);
    await eventually(() => seen(template), ["host-network@6 values.yaml:1"]);
  });

  it("is one from when its Chart.yaml is made until that goes", async () => {
    const { "web/Chart.yaml": made, ...others } = chart;
    const { folder, open } = await start(others);
    const template = await open("web/templates/web.yaml");
    assert.deepEqual(await seen(template), []);
    const path = join(folder, "web/Chart.yaml");
    writeFileSync(path, made);
    await client.fileChanged(path, FileChangeType.Created);
    await eventually(() => seen(template), ["host-network@6 values.yaml:1"]);
    rmSync(path);
    await client.fileChanged(path, FileChangeType.Deleted);
    await eventually(() => seen(template), []);
  });

  it("is rendered with a values file from when that is made until it goes", async () => {
    const { folder, open } = await start(chart);
    const values = await open("web/values.yaml");
    const held = async () => /\(.*\)$/.exec(String((await client.diagnostics(values))[0]?.message))?.[0];
    assert.equal(await held(), undefined);
    const path = join(folder, "web/values-dev.yaml");
    writeFileSync(path, "name: dev\n");
    const refreshes = client.refreshes;
    await client.fileChanged(path, FileChangeType.Created);
    await until("a refresh", () => client.refreshes > refreshes);
    await eventually(held, "(values.yaml, values-dev.yaml)");
    rmSync(path);
    await client.fileChanged(path, FileChangeType.Deleted);
    await eventually(held, undefined);
  });

  it("names the values files that a finding holds in; which they are is a setting", async () => {
    const files = {
      ...chart,
      "web/values-prod.yaml": "hostNetwork: false\n",
      "web/env/trial.yaml": "securityContext: { privileged: false }\n",
    };
    const { open } = await start(files);
    const values = await open("web/values.yaml");
    const messages = async () => (await client.diagnostics(values)).map(({ message }) => message);
    assert.deepEqual(await messages(), [
      'Pod "web" shares the network namespace of the node',
      'container "web" runs privileged (values.yaml, values-prod.yaml)',
    ]);
    await client.changeSettings({ helm: { valuesFiles: ["env/*.yaml"] } });
    assert.deepEqual(await messages(), [
      'Pod "web" shares the network namespace of the node (values.yaml, env/trial.yaml)',
      'container "web" runs privileged',
    ]);
  });

  it("has what Helm stops at said on the template, without values, and what the others render still found", async () => {
    const { open } = await start({
      ...chart,
      "web/templates/broken.yaml": "a: {{ .Values.absent.key }}\n",
      "web/templates/asks.yaml": 'a: {{ fail (printf "no %s" .Values.token) }}\n',
    });
    const shown = async (uri: string) =>
      (await client.diagnostics(uri)).map(
        ({ range, message }) => `${range.start.line + 1}:${range.start.character} ${message}`,
      );
    const broken = await open("web/templates/broken.yaml");
    assert.deepEqual(await shown(broken), ["1:13 nil pointer evaluating interface {}.key"]);
    await client.type(broken, "{{ .Values.absent.key }}", "b");
    assert.deepEqual(await shown(broken), []);
    const asks = await open("web/templates/asks.yaml");
    assert.deepEqual(await shown(asks), ["1:6 the chart refuses these values"]);
    await client.type(asks, 'fail (printf "no %s" .Values.token)', "if");
    assert.deepEqual(await shown(asks), ["1:9 missing value for if"]);
    const values = await open("web/values.yaml");
    assert.deepEqual(await seen(values), [
      "host-network@1 web.yaml:6",
      "privileged-container@3 _helpers.tpl:2",
    ]);
    const metadata = await open("web/Chart.yaml");
    assert.deepEqual(await shown(metadata), [
      "1:0 the chart is checked file by file, and not for what is missing: it cannot be rendered as Helm would",
    ]);
  });

  it("that lacks a dependency says so once, where it is named, and nothing of what is missing", async () => {
    const { open } = await start(
      {
        ...chart,
        "web/Chart.yaml": `${chart["web/Chart.yaml"]}dependencies:\n- name: redis\n  version: 1.0.0\n  repository: https://example.com\n`,
      },
      { settings: () => ({ profile: "restricted" }) },
    );
    const metadata = await open("web/Chart.yaml");
    assert.deepEqual(
      (await client.diagnostics(metadata)).map(({ range, message }) => `${range.start.line + 1} ${message}`),
      [
        '5 the chart is checked file by file, and not for what is missing: charts/ lacks what Chart.yaml depends on: redis; "helm dependency build" would make it whole',
      ],
    );
    const values = await open("web/values.yaml");
    assert.deepEqual(await seen(values), [
      "host-network@1 web.yaml:6",
      "privileged-container@3 _helpers.tpl:2",
    ]);
  });

  it("has what its schema refuses on the key", async () => {
    const { open } = await start({
      ...chart,
      "web/values.schema.json": '{"properties": {"hostNetwork": {"type": "string"}}}',
    });
    const values = await open("web/values.yaml");
    const [first] = (await client.diagnostics(values)).filter(({ code }) => code === "helm-chart");
    assert.equal(first?.range.start.line, 0);
    assert.match(String(first?.message), /^values\.schema\.json: hostNetwork: /);
  });

  it("has nothing on the files of a chart that came with it", async () => {
    const files = {
      ...chart,
      "web/charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
      "web/charts/sub/values.yaml": "host: true\n",
      "web/charts/sub/templates/pod.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: {name: sub}\nspec:\n  hostNetwork: {{ .Values.host }}\n  containers: []\n",
    };
    const { open } = await start(files);
    assert.deepEqual(await seen(await open("web/charts/sub/values.yaml")), []);
    assert.deepEqual(await seen(await open("web/charts/sub/templates/pod.yaml")), []);
    assert.deepEqual(await seen(await open("web/Chart.yaml")), ["host-network@1"]);
  });

  it("is followed in all its open files by clients that do not ask", async () => {
    const { diagnostic: _, ...textDocument } = fullCapabilities.textDocument ?? {};
    const { open } = await start(chart, { capabilities: { ...fullCapabilities, textDocument } });
    const values = await open("web/values.yaml");
    const template = await open("web/templates/web.yaml");
    await until("diagnostics", () => client.published.get(template)?.length === 1);
    await client.type(values, "hostNetwork: true", "hostNetwork: false");
    await until("none", () => client.published.get(template)?.length === 0);
  });

  it("is fixed in the values file where a key decides, from the template as well", async () => {
    const { open } = await start(chart);
    const values = await open("web/values.yaml");
    const template = await open("web/templates/web.yaml");
    const [fix] = (await client.actions(template, "{{ .Values.hostNetwork")).filter(({ edit }) => edit);
    assert.match(fix?.title ?? "", / in values\.yaml \(needs review\)$/);
    assert.deepEqual(fix?.edit?.documentChanges, [
      {
        textDocument: { uri: values, version: 1 },
        edits: [
          { range: { start: { line: 0, character: 13 }, end: { line: 0, character: 17 } }, newText: "false" },
        ],
      },
    ]);
    await client.type(values, "hostNetwork: true", "hostNetwork: false");
    assert.deepEqual(await seen(values), ["privileged-container@3 _helpers.tpl:2"]);
    const [second] = (await client.actions(values, "true")).filter(({ edit }) => edit);
    assert.match(second?.title ?? "", / in values\.yaml/);
  });

  it("is fixed in the template where that says it", async () => {
    const text = chart["web/templates/web.yaml"].replace("{{ .Values.hostNetwork }}", "true");
    const { open } = await start({ ...chart, "web/templates/web.yaml": text });
    const template = await open("web/templates/web.yaml");
    const [fix] = (await client.actions(template, "true")).filter(({ edit }) => edit);
    assert.match(fix?.title ?? "", / in web\.yaml/);
  });

  it("is offered no fix that would not do, or that brings something else", async () => {
    const text = `${chart["web/templates/web.yaml"]}{{- if not .Values.hostNetwork }}\n  hostPID: true\n{{- end }}\n`;
    const { open } = await start({ ...chart, "web/templates/web.yaml": text });
    const values = await open("web/values.yaml");
    assert.deepEqual(
      (await client.actions(values, "true")).filter(({ edit }) => edit),
      [],
    );
  });

  it("says on a key what it becomes, and on an action what each environment renders", async () => {
    const { open } = await start({ ...chart, "web/values-prod.yaml": "hostNetwork: false\n" });
    const values = await open("web/values.yaml");
    const text = await client.hover(values, "privileged");
    assert.match(
      text,
      /^- sets `securityContext\.privileged` to `true` of container `web` in `Pod "web"` \(`values\.yaml`, `values-prod\.yaml`\)\n/,
    );
    assert.match(text, /privileged-container/);
    const template = await open("web/templates/web.yaml");
    assert.match(
      await client.hover(template, ".Values.hostNetwork"),
      /^- sets `hostNetwork` to `true` of `Pod "web"` \(`values\.yaml`\)\n- sets `hostNetwork` to `false` of `Pod "web"` \(`values-prod\.yaml`\)\n/,
    );
    assert.match(
      await client.hover(template, "hostNetwork: {{"),
      /^- sets `hostNetwork` to `true` of `Pod "web"` \(`values\.yaml`\)\n- sets `hostNetwork` to `false`/,
    );
    assert.equal(await client.hover(template, "kind"), "");
  });

  it("has what a comment in a template accepts left out", async () => {
    const files = {
      ...chart,
      "web/templates/web.yaml": chart["web/templates/web.yaml"].replace(
        "{{ .Values.hostNetwork }}",
        "{{ .Values.hostNetwork }} # kubehint: ignore[host-network] the agent of the node",
      ),
    };
    const { open } = await start(files);
    assert.deepEqual(await seen(await open("web/values.yaml")), ["privileged-container@3 _helpers.tpl:2"]);
  });

  it("is shown as each environment renders it, with what is found, and the way from one text to the other", async () => {
    const { open } = await start({ ...chart, "web/values-prod.yaml": "hostNetwork: false\n" });
    const template = await open("web/templates/web.yaml");
    const shown = await client.rendered(template, undefined, "{{- include");
    assert.deepEqual(shown?.environments, ["values.yaml", "values-prod.yaml"]);
    assert.equal(
      shown?.text,
      "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true\n  containers:\n  - name: web\n    image: nginx:1.29.0\n    securityContext:\n      privileged: true\n",
    );
    assert.equal(shown?.shows.line, 10);
    assert.deepEqual(
      shown?.findings.map(({ rule, range, source }) => [
        rule,
        range.start.line + 1,
        source?.uri.split("/").at(-1),
        (source?.range.start.line ?? 0) + 1,
      ]),
      [
        ["host-network", 6, "web.yaml", 6],
        ["privileged-container", 11, "_helpers.tpl", 2],
      ],
    );
    const production = await client.rendered(template, "values-prod.yaml");
    assert.match(production?.text ?? "", /hostNetwork: false/);
    await client.type(template, "name: web\nspec", "name: site\nspec");
    assert.match((await client.rendered(template))?.text ?? "", /name: site\nspec/);
    const source = await client.templateSource({
      uri: template,
      environment: "values.yaml",
      position: { line: 3, character: 9 },
    });
    assert.deepEqual([source?.uri, source?.range.start], [template, { line: 3, character: 9 }]);
  });

  it("is shown as far as it goes where Helm refuses it; partials and what is in no chart show nothing", async () => {
    const { open } = await start({ ...chart, "other.yaml": "a: 1\n" });
    const template = await open("web/templates/web.yaml");
    await client.type(template, "{{ .Values.hostNetwork }}", '{{ fail "no" }}');
    const shown = await client.rendered(template);
    assert.deepEqual([shown?.whole, shown?.text?.split("\n")[5]], [false, "  hostNetwork: "]);
    assert.equal((await client.rendered(await open("web/templates/_helpers.tpl")))?.text, null);
    assert.equal(await client.rendered(await open("web/values.yaml")), null);
    assert.equal(await client.rendered(await open("other.yaml")), null);
  });

  it("has a finding accepted by a comment at the values key, or in the configuration", async () => {
    const { open } = await start(chart, { options: { commands: false } });
    const values = await open("web/values.yaml");
    const ignoring = (await client.actions(values, "true")).filter(({ title }) => title.startsWith("Ignore"));
    assert.deepEqual(
      ignoring.map(({ title }) => title),
      ["Ignore host-network here", "Ignore host-network in kubehint.yaml"],
    );
    const [here] = ignoring;
    assert.ok(here);
    await client.run(here);
    const written = "hostNetwork: true # kubehint: ignore[host-network] <reason>\n";
    assert.ok(client.text(values).startsWith(written));
    await client.type(values, "<reason>", "the agent of the node");
    assert.deepEqual(await seen(values), ["privileged-container@3 _helpers.tpl:2"]);
    const template = await open("web/templates/web.yaml");
    assert.deepEqual(await seen(template), []);
    assert.deepEqual(
      (await client.actions(template, "{{- include")).filter(({ title }) => title.startsWith("Ignore")),
      [],
    );
  });
});
