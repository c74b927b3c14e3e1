import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileChangeType } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { defineRule, type Rule } from "../../engine/rule";
import type { Watch } from "../../server/watch";
import { acrossWorkspace } from "../harness/acrossWorkspace";
import { faultyRule } from "../harness/faultyRule";
import { type LanguageClient, startClient, until } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = (name: string, more = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2${more}
`;
const privileged = "\n      securityContext: { privileged: true }";

/** Two charts, one of which has the other beside it, an overlay, and 300 files of their own. */
function workspace(): Record<string, string> {
  const files: Record<string, string> = { ...acrossWorkspace };
  for (let index = 0; index < 300; index++)
    files[`many/${index % 7}/pod-${index}.yaml`] = pod(`pod-${index}`, index % 5 === 0 ? privileged : "");
  return {
    ...files,
    "many/accepted.yaml": pod("accepted", privileged),
    "common/Chart.yaml": "apiVersion: v2\nname: common\nversion: 1.0.0\n",
    "common/values.yaml": "privileged: true\n",
    "common/templates/pod.yaml": pod(
      "common",
      "\n      securityContext: { privileged: {{ .Values.privileged }} }",
    ).replace("name: web", "name: in-common"),
    "shop/Chart.yaml":
      'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [{ name: common, version: 1.0.0, repository: "file://../common" }]\n',
    "shop/values.yaml": "hostNetwork: true\n",
    "shop/values-live.yaml": "hostNetwork: true\n",
    "shop/templates/pod.yaml": pod("shop")
      .replace("spec:", "spec:\n  hostNetwork: {{ .Values.hostNetwork }}")
      .replace("name: web", "name: in-shop"),
    "base/kustomization.yaml": "resources: [pod.yaml]\n",
    "base/pod.yaml": pod("patched", privileged),
    "over/kustomization.yaml": "resources: [../base]\npatches: [{ path: patch.yaml }]\n",
    "over/patch.yaml":
      "apiVersion: v1\nkind: Pod\nmetadata: { name: patched, namespace: shop }\nspec: { containers: [{ name: web, securityContext: { privileged: false } }] }\n",
  };
}

function assertSame(found: string, expected: string): void {
  if (found === expected) return;
  let at = 0;
  while (found[at] === expected[at]) at++;
  const [one, other] = [found, expected].map((text) => text.slice(Math.max(0, at - 200), at + 200));
  assert.fail(`${one}\n\ninstead of\n\n${other}`);
}

/** Notes containers of charts that are rendered and looked at, which only a rule learns of. */
function noting(looked: string[]): Rule {
  return defineRule({
    id: "noting-rule",
    title: "Noting rule",
    on: "container",
    severity: "low",
    confidence: "high",
    profiles: ["recommended"],
    fields: ["container.name"],
    messages: {},
    check({ name }) {
      if (name?.startsWith("in-") && !looked.includes(name)) looked.push(name);
    },
  });
}

describe("a second scan", function () {
  this.timeout(60_000);
  let folder: string;
  let client: LanguageClient;
  let settings: object;
  /** What was looked at, by the names of the files. */
  let looked: string[];
  beforeEach(() => {
    folder = temporaryFolder(workspace());
    settings = { profile: "all" };
    looked = [];
  });
  afterEach(() => client.stop());

  const start = async (options: Parameters<typeof startClient>[0] = {}) => {
    const watch: Watch = {
      beat: () => {},
      during: ({ uri, size }, work) => {
        const name = uri.slice(URI.file(folder).toString().length + 1);
        // Kustomizations and their patches are read before anything is looked at, and charts are told by what they render.
        if (size > 0 && /\.(?:yaml|json)$/.test(name) && !/kustomization|patch|^over/.test(name))
          looked.push(name);
        return work();
      },
    };
    client = await startClient({
      folders: [folder],
      settings: () => settings,
      watch,
      rules: [noting(looked), faultyRule],
      ...options,
    });
  };
  /** All that the client has from a scan, to the byte. */
  const scan = async (): Promise<string> => {
    looked.length = 0;
    const { length } = client.results;
    const { milliseconds: _, ...summary } = await client.scan();
    await client.connection.sendRequest("kubehint/ruleCatalogue");
    const found = new Map<string, unknown>();
    for (const { files } of client.results.slice(length))
      for (const { uri, findings } of files) found.set(uri, findings);
    const published = [...client.published].filter(([, diagnostics]) => diagnostics.length > 0);
    return JSON.stringify([summary, [...found], published.sort()]);
  };
  const write = async (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    await client.fileChanged(join(folder, name), FileChangeType.Changed);
    // Whoever reads what has changed is done with it.
    await client.connection.sendRequest("kubehint/ruleCatalogue");
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const uriOf = (name: string) => URI.file(join(folder, name)).toString();
  /** Scans, and gives the names of what was looked at; what is found has to be what a server finds that knows nothing. */
  const lookedAt = async (): Promise<string[]> => {
    const found = await scan();
    const names = [...new Set(looked)].sort();
    assertSame(found, await afresh());
    return names;
  };
  /** Of a server that knows nothing yet. */
  const afresh = async (): Promise<string> => {
    const known = client;
    const names = looked;
    looked = [];
    await start();
    const found = await scan();
    await client.stop();
    client = known;
    looked = names;
    return found;
  };

  it("says what the first said, to the byte, and looks at nothing", async () => {
    await start();
    const first = await scan();
    assert.ok(looked.length > 300, `${looked.length} looked at`);
    assert.ok(first.length > 100_000, `${first.length} characters`);
    assertSame(await scan(), first);
    assert.deepEqual(looked, []);
  });

  it("looks at a file that changed, and at no other", async () => {
    await start();
    await scan();
    await write("many/1/pod-1.yaml", pod("pod-1", privileged));
    assert.deepEqual(await lookedAt(), ["many/1/pod-1.yaml"]);
  });

  it("forgets a file that is gone", async () => {
    await start();
    await scan();
    const text = readFileSync(join(folder, "many/1/pod-1.yaml"), "utf8");
    rmSync(join(folder, "many/1/pod-1.yaml"));
    await scan();
    assert.deepEqual(looked, []);
    await write("many/1/pod-1.yaml", text);
    assert.deepEqual(await lookedAt(), ["many/1/pod-1.yaml"]);
  });

  it("looks at what a configuration file holds for, and an exception in it accepts", async () => {
    await start();
    await scan();
    await write("many/2/kubehint.yaml", "rules: { privileged-container: low }\n");
    const inFolder = await lookedAt();
    assert.equal(inFolder.length, 44);
    assert.deepEqual(
      inFolder.filter((name) => !name.startsWith("many/2/")),
      [],
    );
    const exception =
      "exceptions: [{ rule: [privileged-container], file: [pod-30.yaml], reason: it manages the node }]\n";
    await write("many/2/kubehint.yaml", `rules: { privileged-container: low }\n${exception}`);
    assert.deepEqual(await lookedAt(), ["many/2/kubehint.yaml", "many/2/pod-30.yaml"]);
  });

  it("looks at what a baseline knows", async () => {
    await start();
    await scan();
    const findings = [
      {
        rule: "privileged-container",
        file: "many/accepted.yaml",
        resource: "Pod/shop/accepted",
        path: "/spec/containers/web/securityContext/privileged",
      },
    ];
    await write(".kubehint-baseline.json", JSON.stringify({ version: 1, findings }));
    assert.deepEqual(await lookedAt(), [".kubehint-baseline.json", "many/accepted.yaml"]);
  });

  it("looks at everything under another setting, and shows anew what is shown otherwise", async () => {
    await start();
    await scan();
    for (settings of [{ kubernetesVersion: "1.30" }, { severities: { critical: "error" } }]) {
      await client.changeSettings(settings);
      assert.ok((await lookedAt()).length > 300);
    }
  });

  it("renders a chart again when its values, or those of a chart that it needs, change", async () => {
    await start();
    await scan();
    await write("shop/values-live.yaml", "hostNetwork: false\n");
    assert.deepEqual(await lookedAt(), ["in-common", "in-shop", "shop/values-live.yaml"]);
    await write("shop/values-test.yaml", "hostNetwork: true\n");
    assert.deepEqual(await lookedAt(), ["in-common", "in-shop", "shop/values-test.yaml"]);
    await write("common/templates/pod.yaml", pod("other").replace("name: web", "name: in-common"));
    assert.deepEqual(await lookedAt(), ["common/templates/pod.yaml", "in-common", "in-shop"]);
  });

  it("looks at what is typed in an open file, and at what is on disk once it is closed", async () => {
    await start();
    await scan();
    const uri = await client.open(pod("pod-1"), uriOf("many/1/pod-1.yaml"));
    const values = await client.open("hostNetwork: true\n", uriOf("shop/values.yaml"));
    await client.problems(uri);
    await until("all is read for rules across files", () => client.refreshes > 0);
    await scan();
    assert.deepEqual(looked, []);
    await client.type(uri, "1.4.2", "1.4.2-rc");
    await client.type(values, "true", "false");
    const typed = ["in-common", "in-shop", "many/1/pod-1.yaml", "shop/values.yaml"];
    await scan();
    assert.deepEqual([...new Set(looked)].sort(), typed);
    await client.close(uri);
    await client.close(values);
    await scan();
    assert.deepEqual([...new Set(looked)].sort(), typed);
  });

  it("looks again at what a rule failed in", async () => {
    writeFileSync(join(folder, "many/faulty.yaml"), pod("faulty").replace("name: web", "name: throws"));
    await start();
    await scan();
    await scan();
    assert.deepEqual(looked, ["many/faulty.yaml"]);
  });

  it("knows nothing once the results are cleared", async () => {
    await start();
    await scan();
    await client.connection.sendNotification("kubehint/clearResults");
    await scan();
    assert.ok(looked.length > 300);
  });
});
