import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileChangeType } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { rules } from "../../rules";
import { type LanguageClient, startClient, until } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

const rule = "ingress-duplicate-host";
/** Of all rules this one alone, whatever the profiles hold. */
const settings = () => ({
  rules: Object.fromEntries(rules.map(({ id }) => [id, id === rule ? "high" : "off"])),
});
const ingress = (namespace: string, host = "shop.example.com") => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: ${namespace} }
spec:
  rules:
    - host: ${host}
`;

describe("rules across files, in the editor", () => {
  let client: LanguageClient;
  afterEach(() => client.stop());

  /** The rule's diagnostics, asked for again until there are as many. */
  const findings = async (uri: string, count: number) => {
    for (;;) {
      const found = (await client.diagnostics(uri)).filter(({ code }) => code === rule);
      if (found.length === count) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const open = async (files: Record<string, string>, name: string) => {
    const folder = temporaryFolder(files);
    client = await startClient({ folders: [folder], settings });
    const uri = URI.file(join(folder, name)).toString();
    await client.open(files[name] ?? "", uri);
    return { folder, uri };
  };

  it("leave out of a Kustomize base what its overlay sets, also while the overlay is written", async () => {
    const folder = temporaryFolder({
      "base/web.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n",
      "base/kustomization.yaml": "resources: [web.yaml]\n",
      "prod/kustomization.yaml": "resources: [../base]\nnamespace: shop\n",
    });
    client = await startClient({ folders: [folder], settings: () => ({ profile: "all" }) });
    const uri = URI.file(join(folder, "base/web.yaml")).toString();
    const overlay = URI.file(join(folder, "prod/kustomization.yaml")).toString();
    const has = async (expected: boolean) => {
      const codes = (await client.diagnostics(uri)).map(({ code }) => code);
      return codes.includes("default-namespace") === expected;
    };
    const untilIt = async (expected: boolean) => {
      while (!(await has(expected))) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await client.open("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n", uri);
    await untilIt(false);
    await client.open("resources: [../base]\n", overlay);
    await client.diagnostics(overlay);
    await untilIt(true);
  });

  it("point to the overlay that deploys a base without what another changes, open and in a scan", async () => {
    const base = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n";
    const folder = temporaryFolder({
      "base/web.yaml": base,
      "base/kustomization.yaml": "resources: [web.yaml]\n",
      "prod/kustomization.yaml": "# the shop\nresources: [../base]\nnamespace: shop\n",
      "dev/kustomization.yaml": "# for trying\nresources: [../base]\n",
    });
    client = await startClient({ folders: [folder], settings: () => ({ profile: "all" }) });
    const uri = URI.file(join(folder, "base/web.yaml")).toString();
    const expected = [
      {
        location: {
          uri: URI.file(join(folder, "dev/kustomization.yaml")).toString(),
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        },
        message: 'deployed from here without the change that "prod" makes',
      },
    ];
    await client.scan();
    const scanned = client.published.get(uri)?.find(({ code }) => code === "default-namespace");
    assert.deepEqual(scanned?.relatedInformation, expected);
    await client.open(base, uri);
    const opened = async () => {
      const found = (await client.diagnostics(uri)).find(({ code }) => code === "default-namespace");
      return found?.relatedInformation;
    };
    while (!(await opened())) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(await opened(), expected);
  });

  it("leave out what operations in a file of the overlay take away, also while they are written", async () => {
    const pod =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { hostPID: true }\n";
    const folder = temporaryFolder({
      "base/web.yaml": pod,
      "base/kustomization.yaml": "resources: [web.yaml]\n",
      "prod/kustomization.yaml":
        "resources: [../base]\npatches: [{ path: ops.yaml, target: { kind: Pod } }]\n",
      "prod/ops.yaml": "- { op: remove, path: /spec/hostPID }\n",
    });
    client = await startClient({ folders: [folder] });
    const uri = URI.file(join(folder, "base/web.yaml")).toString();
    const untilItHas = async (expected: string[]) => {
      const codes = async () => (await client.diagnostics(uri)).map(({ code }) => String(code));
      while ((await codes()).join() !== expected.join())
        await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await client.open(pod, uri);
    await untilItHas([]);
    const operations = URI.file(join(folder, "prod/ops.yaml")).toString();
    await client.open("- { op: remove, path: /spec/hostIPC }\n", operations);
    await client.diagnostics(operations);
    await untilItHas(["host-pid"]);
  });

  it("speak once the folder is read, and name the place in the other file", async () => {
    const files = { "a.yaml": ingress("shop"), "deep/b.yaml": `# moved down\n---\n${ingress("trial")}` };
    const { folder, uri } = await open(files, "a.yaml");
    await client.diagnostics(uri);
    await until("a refresh", () => client.refreshes > 0);
    const [found] = await findings(uri, 1);
    assert.deepEqual(found?.range.start, { line: 5, character: 12 });
    assert.deepEqual(found?.relatedInformation, [
      {
        location: {
          uri: URI.file(join(folder, "deep/b.yaml")).toString(),
          range: { start: { line: 7, character: 12 }, end: { line: 7, character: 28 } },
        },
        message: "the same host",
      },
    ]);
  });

  it("follow other texts as they are typed, saved nowhere and closed", async () => {
    const { folder, uri } = await open({ "a.yaml": ingress("shop"), "b.yaml": ingress("trial") }, "a.yaml");
    await findings(uri, 1);
    const other = await client.open(ingress("trial"), URI.file(join(folder, "b.yaml")).toString());
    await client.type(other, "shop.example.com", "trial.example.com");
    await client.diagnostics(other);
    await findings(uri, 0);
    await client.close(other);
    await findings(uri, 1);
  });

  it("follow the disk", async () => {
    const { folder, uri } = await open({ "a.yaml": ingress("shop") }, "a.yaml");
    await findings(uri, 0);
    const other = join(folder, "b.yaml");
    writeFileSync(other, ingress("trial"));
    await client.fileChanged(other, FileChangeType.Created);
    await findings(uri, 1);
    rmSync(other);
    await client.fileChanged(other, FileChangeType.Deleted);
    await findings(uri, 0);
  });

  it("look at all files anew when one of them becomes a patch", async () => {
    const files = {
      "set.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec: { serviceName: db, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: db }] } } }
`,
      "service.yaml": `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { clusterIP: None, selector: { app: db } }
`,
    };
    const folder = temporaryFolder(files);
    client = await startClient({
      folders: [folder],
      settings: () => ({ rules: { "statefulset-service-name": "high" } }),
    });
    const uri = URI.file(join(folder, "set.yaml")).toString();
    const has = async () =>
      (await client.diagnostics(uri)).some(({ code }) => code === "statefulset-service-name");
    await client.open(files["set.yaml"], uri);
    await client.diagnostics(uri);
    await until("the folder is read", () => client.refreshes > 0);
    assert.equal(await has(), false);
    const kustomization = join(folder, "kustomization.yaml");
    writeFileSync(kustomization, "patches: [{ path: service.yaml }]\n");
    await client.fileChanged(kustomization, FileChangeType.Created);
    while (!(await has())) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it("are said to be unchanged while no file has changed", async () => {
    const { uri } = await open({ "a.yaml": ingress("shop"), "b.yaml": ingress("trial") }, "a.yaml");
    await findings(uri, 1);
    const { resultId } = await client.report(uri);
    assert.deepEqual(await client.report(uri, resultId), { kind: "unchanged", resultId });
  });

  it("are part of a scan of the workspace", async () => {
    const folder = temporaryFolder({ "a.yaml": ingress("shop"), "b.yaml": ingress("trial") });
    client = await startClient({ folders: [folder], settings });
    assert.equal((await client.scan()).findings, 2);
    assert.deepEqual(client.tree(), { "a.yaml": [rule], "b.yaml": [rule] });
    const [published] = client.published.get(URI.file(join(folder, "b.yaml")).toString()) ?? [];
    assert.equal(
      published?.relatedInformation?.[0]?.location.uri,
      URI.file(join(folder, "a.yaml")).toString(),
    );
    assert.equal(published.relatedInformation[0].location.range.start.line, 5);
  });

  it("take a text outside of any folder for a workspace of its own", async () => {
    client = await startClient({ settings });
    const uri = await client.open(`${ingress("shop")}---\n${ingress("trial")}`);
    await findings(uri, 2);
  });
});
