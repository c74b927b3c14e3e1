import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import type { Finding } from "../../engine/finding";
import { createLinter } from "../../engine/linter";
import { formatMessage } from "../../engine/message";
import { rules } from "../../rules";
import { withRelated } from "../../workspace/across";
import type { Settlement } from "../../workspace/lookAcross";
import { scanFiles } from "../../workspace/scanFiles";
import { memoryFileSystem } from "../harness/memoryFileSystem";

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });

const base = {
  "/w/base/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  replicas: 1
  template:
    metadata: { labels: { app: web } }
    spec:
      volumes: [{ name: root, hostPath: { path: / } }]
      containers:
        - name: side
          image: registry.example/side:1.0.0
          securityContext: { runAsUser: 1 }
        - name: web
          image: registry.example/web
          securityContext: { privileged: true }
`,
  "/w/base/kustomization.yaml": "resources: [web.yaml]\n",
};

const overlay = (text: string, name = "prod") => ({
  [`/w/${name}/kustomization.yaml`]: `resources: [../base]\n${text}`,
});

/** What the base has left. */
async function leftIn(files: Record<string, string>): Promise<readonly Finding[]> {
  let own: readonly Finding[] = [];
  const options = {
    fileSystem: memoryFileSystem({ ...base, ...files }),
    roots: ["/w"],
    base: "/w",
    linter,
    onSettled: (path: string, settlement: Settlement) => {
      if (path !== "/w/base/web.yaml") return;
      own = own
        .filter((finding) => !settlement.settles(finding))
        .map((finding) => withRelated(finding, settlement));
    },
  };
  await scanFiles(options, ({ path, result }) => {
    if (path === "/w/base/web.yaml") own = result.findings;
  });
  return own;
}

/** How many findings of each of these rules the base has left, in their order. */
async function left(files: Record<string, string>, ...ids: string[]): Promise<number[]> {
  const own = await leftIn(files);
  return ids.map((id) => own.filter(({ rule }) => rule === id).length);
}

/** Where the base's finding that nobody set the number of replicas points to: file and message. */
async function pointedTo(files: Record<string, string>, id = "single-replica"): Promise<string[]> {
  const finding = (await leftIn(files)).find(({ rule }) => rule === id);
  return (finding?.related ?? []).map(({ file, message }) => `${file}: ${formatMessage(message)}`);
}

const patch = (spec: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: ${spec} } }\n`;

describe("a base that overlays change", () => {
  it("is judged alone where nothing uses it", async () => {
    const found = await left(
      {},
      "image-tag-latest",
      "single-replica",
      "default-namespace",
      "privileged-container",
    );
    assert.deepEqual(found, [1, 1, 1, 1]);
  });

  it("has the namespace, the replicas and the images that its overlay gives it", async () => {
    const ids = ["default-namespace", "single-replica", "image-tag-latest"];
    const name = "registry.example/web";
    const found = (text: string) => left(overlay(text), ...ids);
    assert.deepEqual(await found("namespace: shop\n"), [0, 1, 1]);
    assert.deepEqual(await found("namespace: default\n"), [1, 1, 1]);
    assert.deepEqual(await found("replicas: [{ name: web, count: 3 }]\n"), [1, 0, 1]);
    assert.deepEqual(await found("replicas: [{ name: other, count: 3 }]\n"), [1, 1, 1]);
    assert.deepEqual(await found(`images: [{ name: ${name}, newTag: 1.4.2 }]\n`), [1, 1, 0]);
    assert.deepEqual(await found(`images: [{ name: ${name}, newTag: latest }]\n`), [1, 1, 1]);
    assert.deepEqual(await found(`images: [{ name: web, newTag: 1.4.2 }]\n`), [1, 1, 1]);
    assert.deepEqual(
      await found(`images: [{ name: ${name}, digest: "sha256:${"0".repeat(64)}" }]\n`),
      [1, 1, 0],
    );
  });

  it("keeps what one of several overlays leaves as it is", async () => {
    const both = (staging: string) => ({ ...overlay("namespace: shop\n"), ...overlay(staging, "staging") });
    assert.deepEqual(await left(both("namespace: try\n"), "default-namespace"), [0]);
    assert.deepEqual(await left(both(""), "default-namespace"), [1]);
  });

  it("is changed by overlays of overlays and by components", async () => {
    const above = { "/w/top/kustomization.yaml": "resources: [../prod]\nnamespace: shop\n" };
    assert.deepEqual(await left({ ...overlay(""), ...above }, "default-namespace"), [0]);
    const component = { "/w/part/kustomization.yaml": "kind: Component\nnamespace: shop\n" };
    const taken = overlay("components: [../part]\n");
    assert.deepEqual(await left({ ...taken, ...component }, "default-namespace"), [0]);
    assert.deepEqual(await left({ ...taken }, "default-namespace"), [1]);
  });

  it("says nothing of circles and of what is fetched", async () => {
    const circle = { "/w/base/kustomization.yaml": "resources: [web.yaml, ../base]\n" };
    assert.deepEqual(await left(circle, "default-namespace"), [1]);
    const remote = overlay("components: ['https://example.org/parts?ref=v1']\n");
    assert.deepEqual(await left(remote, "default-namespace"), [1]);
  });

  it("has what a patch in a file sets, container by container", async () => {
    const ids = ["privileged-container", "read-only-root-filesystem", "memory-limit-missing"];
    const found = (spec: string) =>
      left({ ...overlay("patches: [{ path: p.yaml }]\n"), "/w/prod/p.yaml": patch(spec) }, ...ids);
    const before = await left({}, ...ids);
    assert.deepEqual(before, [1, 2, 2]);
    const context = "{ privileged: false, readOnlyRootFilesystem: true }";
    assert.deepEqual(await found(`{ containers: [{ name: web, securityContext: ${context} }] }`), [0, 1, 2]);
    assert.deepEqual(
      await found("{ containers: [{ name: side, resources: { limits: { memory: 1Gi } } }] }"),
      [1, 2, 1],
    );
    assert.deepEqual(await found("{ containers: [{ name: web, $patch: delete }] }"), [0, 1, 1]);
    assert.deepEqual(
      await found("{ containers: [{ name: web, securityContext: { privileged: true } }] }"),
      before,
    );
    assert.deepEqual(
      await found("{ containers: [{ name: new, securityContext: { privileged: false } }] }"),
      before,
    );
  });

  it("has what containers take over from the pod of a patch", async () => {
    const files = (context: string) => ({
      ...overlay("patchesStrategicMerge: [p.yaml]\n"),
      "/w/prod/p.yaml": patch(`{ securityContext: ${context} }`),
    });
    assert.deepEqual(
      await left(files("{ seccompProfile: { type: RuntimeDefault } }"), "seccomp-profile-missing"),
      [0],
    );
    assert.ok((await left(files("{ fsGroup: 1 }"), "seccomp-profile-missing"))[0]);
  });

  it("has what patches written out and operations set in what they select", async () => {
    const ids = ["privileged-container", "read-only-root-filesystem"];
    const at = "/spec/template/spec/containers/1/securityContext";
    const found = (target: string, operations: string) =>
      left(overlay(`patches:\n  - target: ${target}\n    patch: |-\n      ${operations}\n`), ...ids);
    const remove = `- { op: remove, path: ${at}/privileged }`;
    assert.deepEqual(await found("{ kind: Deployment, name: web }", remove), [0, 2]);
    assert.deepEqual(await found("{ kind: Deployment, name: w.*|db }", remove), [0, 2]);
    assert.deepEqual(await found("{ labelSelector: 'app=web' }", remove), [0, 2]);
    assert.deepEqual(await found("{ labelSelector: 'app=db' }", remove), [1, 2]);
    assert.deepEqual(await found("{ kind: StatefulSet }", remove), [1, 2]);
    const add = (value: boolean) => `- { op: add, path: ${at}/readOnlyRootFilesystem, value: ${value} }`;
    assert.deepEqual(await found("{ kind: Deployment }", add(true)), [1, 1]);
    assert.deepEqual(await found("{ kind: Deployment }", add(false)), [1, 2]);
    assert.deepEqual(
      await found(
        "{ kind: Deployment }",
        "{ spec: { template: { spec: { containers: [{ name: web, securityContext: { privileged: false } }] } } } }",
      ),
      [0, 2],
    );
    assert.deepEqual(await found("{ kind: Deployment }", "{ $patch: delete }"), [0, 0]);
  });

  it("has what operations in files of their own set, YAML and JSON", async () => {
    const path = "/spec/template/spec/containers/1/securityContext/privileged";
    const found = (name: string, text: string, key = "patches") =>
      left(
        {
          ...overlay(`${key}:\n  - target: { kind: Deployment, name: web }\n    path: ${name}\n`),
          [`/w/prod/${name}`]: text,
        },
        "privileged-container",
      );
    assert.deepEqual(await found("ops.yaml", `# comment\n- op: remove\n  path: ${path}\n`), [0]);
    assert.deepEqual(await found("ops.yaml", `---\n- op: replace\n  path: ${path}\n  value: true\n`), [1]);
    assert.deepEqual(
      await found("ops.json", `[{"op": "remove", "path": "${path}"}]`, "patchesJson6902"),
      [0],
    );
    assert.deepEqual(await found("ops.yaml", "- just: a list\n"), [1]);
    assert.deepEqual(await found("ops.yaml", "[ broken"), [1]);
  });
});

describe("a base that some of its overlays change", () => {
  const three = "replicas: [{ name: web, count: 3 }]\n";
  const without = (name: string, overlay: string) =>
    `/w/${name}/kustomization.yaml: deployed from here without the change that "${overlay}" makes`;

  it("points to those that deploy it without, in the order of their files, at most three", async () => {
    const some = { ...overlay(three), ...overlay("", "dev") };
    assert.deepEqual(await pointedTo(some), [without("dev", "prod")]);
    const many = { ...overlay("", "d"), ...overlay("", "b"), ...overlay("", "c"), ...overlay("", "a") };
    assert.deepEqual(
      await pointedTo({ ...many, ...overlay(three), ...overlay(three, "east") }),
      ["a", "b", "c"].map((name) => without(name, "east")),
    );
  });

  it("points nowhere where all or none of them change it", async () => {
    assert.deepEqual(await pointedTo({ ...overlay(three), ...overlay(three, "dev") }), []);
    assert.deepEqual(await pointedTo({ ...overlay(""), ...overlay("", "dev") }), []);
    assert.deepEqual(await pointedTo({}), []);
  });

  it("leaves out an overlay whose own overlays change it, and ends in circles", async () => {
    const above = { "/w/site/kustomization.yaml": `resources: [../dev]\n${three}` };
    assert.deepEqual(await pointedTo({ ...overlay(three), ...overlay("", "dev"), ...above }), []);
    const circle = {
      "/w/dev/kustomization.yaml": "resources: [../base, ../site]\n",
      "/w/site/kustomization.yaml": "resources: [../dev]\n",
    };
    assert.deepEqual(await pointedTo({ ...overlay(three), ...circle }), []);
  });

  it("names an overlay around the base by its file", async () => {
    const around = { "/w/kustomization.yaml": `resources: [base]\n${three}`, ...overlay("", "dev") };
    assert.deepEqual(await pointedTo(around), [without("dev", "kustomization.yaml")]);
  });

  it("does so for what a patch sets in place of what is missing", async () => {
    const hardened = `patches:\n  - patch: |\n      ${patch("{ automountServiceAccountToken: false }")
      .trimEnd()
      .replaceAll("\n", "\n      ")}\n`;
    const files = { ...overlay(hardened), ...overlay("", "dev") };
    assert.deepEqual(await pointedTo(files, "service-account-token-automount"), [without("dev", "prod")]);
  });
});
