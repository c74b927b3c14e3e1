import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DiagnosticTag, FileChangeType } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { type Baselines, type IgnoreChoice, methods } from "../../server/protocol";
import { fullCapabilities, type LanguageClient, startClient, until } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = (line = "privileged: true # once") => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        ${line}
`;

const exception = `exceptions:
  - rule: privileged-container
    file: deploy/a.yaml
    kind: Pod
    name: web
    reason: a driver
`;

describe("suppressions in the editor", () => {
  let client: LanguageClient;
  let folder: string;
  afterEach(() => client.stop());

  const uriOf = (path: string) => URI.file(join(folder, path)).toString();
  async function start(files: Record<string, string>, options: Parameters<typeof startClient>[0] = {}) {
    folder = temporaryFolder(files);
    client = await startClient({ folders: [folder], ...options });
  }
  const ignoring = async (uri: string, at: string) =>
    (await client.actions(uri, at)).filter(({ title }) => title.startsWith("Ignore"));
  /** What the client does once it knows the reason. */
  async function ignore(uri: string, at: string, where: string, reason: string) {
    const [action] = await ignoring(uri, at);
    assert.equal(action?.command?.command, "kubehint.ignore");
    const [{ scopes, ...wanted }]: [IgnoreChoice] = action.command.arguments as [IgnoreChoice];
    const scope = scopes.find((one) => one === where);
    assert.ok(scope);
    return client.command("kubehint.server.ignore", { ...wanted, scope, reason });
  }
  const codes = async (uri: string) => (await client.diagnostics(uri)).map(({ code }) => String(code));

  it("are offered from the nearest scope to the widest, and ask for a reason", async () => {
    await start({});
    const uri = await client.open(pod(), uriOf("deploy/a.yaml"));
    const offered = async (at: string) =>
      (await ignoring(uri, at)).map(({ title, edit, command }) => [
        title,
        edit,
        command?.arguments?.[0].scopes,
      ]);
    assert.deepEqual(await offered("true # once"), [
      ["Ignore privileged-container…", undefined, ["here", "container", "resource", "file", "configuration"]],
    ]);
    assert.deepEqual(await offered("true\n  containers"), [
      ["Ignore host-network…", undefined, ["here", "resource", "file", "configuration"]],
    ]);
  });

  for (const [where, before, after] of [
    ["here", "true # once", "true # once # kubehint: ignore[privileged-container] a driver"],
    ["container", "    - name", "    # kubehint: ignore[privileged-container] a driver\n    - name"],
    [
      "resource",
      "  name: web\nspec",
      "  name: web\n  annotations:\n    ignore.kubehint/privileged-container: a driver\nspec",
    ],
    ["file", "apiVersion", "# kubehint: ignore-file[privileged-container] a driver\napiVersion"],
  ] as const)
    it(`are put in place: ${where}`, async () => {
      await start({});
      const uri = await client.open(pod(), uriOf("deploy/a.yaml"));
      assert.equal(await ignore(uri, "true # once", where, "a driver"), null);
      assert.equal(client.text(uri), pod().replace(before, after));
    });

  it("take together what one container lacks", async () => {
    await start({}, { settings: () => ({ profile: "pss-restricted" }) });
    const uri = await client.open(pod("privileged: false"), uriOf("a.yaml"));
    await ignore(uri, "web\n      image", "here", "a test");
    assert.match(client.text(uri), /- name: web # kubehint: ignore\[[a-z-]+(?:, [a-z-]+)+\] a test\n/);
  });

  it("go into a new kubehint.yaml, or into the nearest", async () => {
    await start({});
    const uri = await client.open(pod(), uriOf("deploy/a.yaml"));
    assert.equal(await ignore(uri, "true # once", "configuration", "a driver"), uriOf("kubehint.yaml"));
    assert.equal(client.text(uriOf("kubehint.yaml")), exception);
    assert.equal(client.text(uri), pod());
    await client.stop();
    await start({
      "kubehint.yaml": "rules: {}\n",
      "deploy/kubehint.yaml": "# ours\r\nprofile: all # every one\r\n",
    });
    await client.open(pod(), uriOf("deploy/a.yaml"));
    await ignore(uriOf("deploy/a.yaml"), "true # once", "configuration", "a driver");
    assert.equal(
      client.text(uriOf("deploy/kubehint.yaml")),
      `# ours\r\nprofile: all # every one\r\n${exception.replace("deploy/", "").replaceAll("\n", "\r\n")}`,
    );
  });

  it("come with a reason to be written where the client asks for none", async () => {
    const { resolveSupport: _, ...codeAction } = fullCapabilities.textDocument?.codeAction ?? {};
    for (const capabilities of [
      fullCapabilities,
      { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, codeAction } },
    ]) {
      await start({}, { options: { commands: false }, capabilities });
      const uri = await client.open(pod(), uriOf("a.yaml"));
      const [here] = await ignoring(uri, "true # once");
      assert.ok(here && here.command === undefined);
      await client.run(here);
      assert.match(client.text(uri), /# once # kubehint: ignore\[privileged-container\] <reason>\n/);
      await client.stop();
    }
    await start({});
  });

  it("keep to the version they were offered for", async () => {
    await start({});
    const uri = await client.open(pod(), uriOf("a.yaml"));
    const [here] = await ignoring(uri, "true # once");
    await client.type(uri, "name: web", "name: api");
    const [{ scopes: _, ...wanted }] = (here?.command?.arguments ?? []) as [IgnoreChoice];
    await assert.rejects(
      client.command("kubehint.server.ignore", { ...wanted, scope: "here", reason: "a" }),
      /has changed/,
    );
  });

  it("that are of no use are faded and can be taken out", async () => {
    await start({});
    const uri = await client.open(
      pod("privileged: false # kubehint: ignore[privileged-container] a"),
      uriOf("a.yaml"),
    );
    const unused = (await client.diagnostics(uri)).find(({ code }) => code === "suppression-unused");
    assert.deepEqual(unused?.tags, [DiagnosticTag.Unnecessary]);
    const actions = await client.actions(uri, "# kubehint");
    assert.deepEqual(
      actions.filter(({ title }) => title.startsWith("Ignore")),
      [],
    );
    const fix = actions.find(({ title }) => title.startsWith("Remove the suppression"));
    assert.ok(fix);
    await client.run(fix);
    assert.equal(client.text(uri), pod("privileged: false"));
  });

  it("of kubehint.yaml hold as soon as it is saved", async () => {
    await start({});
    const uri = await client.open(pod(), uriOf("deploy/a.yaml"));
    assert.deepEqual(await codes(uri), ["host-network", "privileged-container"]);
    const before = client.refreshes;
    writeFileSync(join(folder, "kubehint.yaml"), exception);
    await client.fileChanged(join(folder, "kubehint.yaml"), FileChangeType.Created);
    await until("a refresh", () => client.refreshes > before);
    assert.deepEqual(await codes(uri), ["host-network"]);
  });

  it("leave the results of a scan as well", async () => {
    await start({
      "deploy/a.yaml": pod(),
      "kubehint.yaml": exception,
      "b.yaml": pod("privileged: false").replace(
        "hostNetwork: true",
        "hostNetwork: true # kubehint: ignore[*] a",
      ),
    });
    const summary = await client.scan();
    assert.equal(summary.findings, 1);
    assert.deepEqual(client.tree(), { "a.yaml": ["host-network"] });
  });

  it("do not change what a lens says of a workload", async () => {
    await start({});
    const uri = await client.open(
      pod("privileged: false").replace("hostNetwork: true", "hostNetwork: true # kubehint: ignore[*] a"),
      uriOf("a.yaml"),
    );
    const [lens] = await client.lenses(uri);
    assert.equal(lens?.command?.title, "Pod Security: privileged · hostNetwork blocks baseline");
  });

  it("of a baseline take all that there is, and come and go with its file", async () => {
    await start({ "deploy/a.yaml": pod() });
    const [made, ...more] = await client.connection.sendRequest<Baselines>(methods.createBaseline, {});
    assert.deepEqual(more, []);
    assert.equal(made?.uri, uriOf(".kubehint-baseline.json"));
    assert.equal(made.findings, 2);
    const uri = await client.open(
      pod("privileged: true\n        procMount: Unmasked"),
      uriOf("deploy/a.yaml"),
    );
    assert.deepEqual(await codes(uri), ["host-network", "privileged-container", "proc-mount-unmasked"]);
    const refreshed = async (type: FileChangeType) => {
      const before = client.refreshes;
      await client.fileChanged(join(folder, ".kubehint-baseline.json"), type);
      await until("a refresh", () => client.refreshes > before);
      return codes(uri);
    };
    writeFileSync(join(folder, ".kubehint-baseline.json"), made.text);
    assert.deepEqual(await refreshed(FileChangeType.Created), ["proc-mount-unmasked"]);
    writeFileSync(
      join(folder, ".kubehint-baseline.json"),
      readFileSync(join(folder, ".kubehint-baseline.json"), "utf8").replace("host-network", "host-pid"),
    );
    assert.deepEqual(await refreshed(FileChangeType.Changed), ["host-network", "proc-mount-unmasked"]);
  });

  it("of a baseline take what a chart renders to as well", async () => {
    await start({
      "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "shop/values.yaml": "hostNetwork: true\n",
      "shop/templates/pod.yaml": pod("privileged: false").replace(
        "hostNetwork: true",
        "hostNetwork: {{ .Values.hostNetwork }}",
      ),
    });
    const before = await client.scan();
    const [made] = await client.connection.sendRequest<Baselines>(methods.createBaseline, {});
    assert.ok(before.findings > 0);
    assert.equal(made?.findings, before.findings);
    writeFileSync(join(folder, ".kubehint-baseline.json"), made.text);
    await client.fileChanged(join(folder, ".kubehint-baseline.json"), FileChangeType.Created);
    assert.equal((await client.scan()).findings, 0);
  });
});
