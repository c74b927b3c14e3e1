import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { checkFile } from "../../workspace/checkFile";
import { ChartFolders } from "../../workspace/helm";
import { PatchIndex, patchesOf } from "../../workspace/kustomize";
import { scanFiles } from "../../workspace/scanFiles";
import { memoryFileSystem } from "../harness/memoryFileSystem";

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  containers: [{ name: ${name}, image: a }]
`;

/** File -> status, with the reason where it has one, and the number of findings. */
async function scan(files: Record<string, string>, eachFile = false) {
  const missing = rules.filter(({ id }) => id === "seccomp-profile-missing");
  const config = { ...defaultConfig, profile: "restricted" as const };
  const linter = createLinter({ rules: missing, config });
  const seen: Record<string, string> = {};
  const totals = await scanFiles(
    { fileSystem: memoryFileSystem(files), roots: ["/w"], base: "/w", linter, eachFile },
    ({ path, result: { status, findings } }) => {
      const reason = "reason" in status ? `: ${status.reason}` : "";
      seen[path.slice(3)] = `${status.kind}${reason}, ${findings.length > 0 ? "findings" : "none"}`;
    },
  );
  assert.equal(totals.found, totals.checked + totals.partly + totals.skipped);
  assert.equal(totals.found, Object.keys(seen).length);
  return seen;
}

describe("scanFiles", () => {
  it("counts every file once, with the reason", async () => {
    assert.deepEqual(
      await scan({
        "/w/pod.yaml": pod("a"),
        "/w/package.json": '{ "name": "x" }',
        "/w/compose.yaml": "services:\n  web: { image: a, privileged: true }\n",
        "/w/image.yaml": "a\0b",
        "/w/broken.yaml": `${pod("a")}---\n${pod("b")}  x: [\n`,
        "/w/big.yaml": `${pod("a")}${"#".repeat(11 * 1024 * 1024)}`,
      }),
      {
        "big.yaml": "skipped: larger than 10 MB, none",
        "broken.yaml": "partly: not valid YAML, findings",
        "compose.yaml": "skipped: no Kubernetes resource, none",
        "image.yaml": "skipped: not text, none",
        "package.json": "skipped: no Kubernetes resource, none",
        "pod.yaml": "checked, findings",
      },
    );
  });

  it("finds nothing missing in a Kustomize patch, unless every file stands alone", async () => {
    const files = {
      "/w/overlay/kustomization.yaml": "patches:\n  - path: ../patches/a.yaml\n",
      "/w/patches/a.yaml": pod("a"),
      "/w/patches/b.yaml": pod("b"),
    };
    assert.deepEqual(await scan(files), {
      "overlay/kustomization.yaml": "skipped: no Kubernetes resource, none",
      "patches/a.yaml": "checked, none",
      "patches/b.yaml": "checked, findings",
    });
    assert.equal((await scan(files, true))["patches/a.yaml"], "checked, findings");
  });

  it("leaves Helm templates for later and lints what is plain in a chart", async () => {
    assert.deepEqual(
      await scan({
        "/w/chart/Chart.yaml": "apiVersion: v2\nname: x\n",
        "/w/chart/values.yaml": "privileged: true\n",
        "/w/chart/templates/web.yaml": pod("{{ .Release.Name }}"),
        "/w/chart/templates/deep/plain.yaml": pod("a"),
        "/w/chart/charts/db/Chart.yaml": "name: db\n",
        "/w/chart/charts/db/templates/db.yaml": pod("{{ .x }}"),
      }),
      {
        "chart/Chart.yaml": "skipped: no Kubernetes resource, none",
        "chart/values.yaml": "skipped: no Kubernetes resource, none",
        "chart/templates/web.yaml": "partly: a Helm template that was not rendered, none",
        "chart/templates/deep/plain.yaml": "checked, findings",
        "chart/charts/db/Chart.yaml": "skipped: no Kubernetes resource, none",
        "chart/charts/db/templates/db.yaml": "partly: a Helm template that was not rendered, none",
      },
    );
  });

  it("never calls a template invalid, and keeps what its neighbours say", async () => {
    const files = {
      "/w/jinja.yml": `${pod("a")}---\napiVersion: v1\nkind: Pod\nmetadata:\n{% if x %}\n  name: b\n{% endif %}\n`,
      "/w/play.yml": "- hosts: all\n  tasks:\n    - debug: { msg: {{ x }} }\n",
    };
    assert.deepEqual(await scan(files), {
      "jinja.yml": "partly: a template that is not rendered yet, findings",
      "play.yml": "skipped: no Kubernetes resource, none",
    });
    const template = "apiVersion: v1\nkind: Pod\nmetadata:\n{% if x %}\n  name: b\n{% endif %}\n";
    const broken = "apiVersion: v1\nkind: Pod\nmetadata: [\n";
    const config = { ...defaultConfig, profile: "restricted" as const };
    const { problems, status } = checkFile(`${template}---\n${broken}`, createLinter({ rules, config }));
    assert.equal(problems.length, 1);
    assert.ok((problems[0]?.start ?? 0) >= template.length, String(problems[0]?.start));
    assert.equal(status.kind, "partly");
  });

  it("stops where it is told to, and counts what it reached", async () => {
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`/w/${i}.yaml`, pod("a")]));
    let done = 0;
    const totals = await scanFiles(
      {
        fileSystem: memoryFileSystem(files),
        roots: ["/w"],
        base: "/w",
        linter: createLinter({ rules, config: defaultConfig }),
        shouldStop: () => done === 3,
      },
      () => void done++,
    );
    const { judgedAcross: _, ...counts } = totals;
    assert.deepEqual(counts, { found: 3, checked: 3, partly: 0, skipped: 0, stopped: true });
  });
});

describe("Kustomize", () => {
  it("names the files that are patches, and not inline ones", () => {
    assert.deepEqual(
      patchesOf(`
kind: Kustomization
resources: [base.yaml]
patches:
  - path: a.yaml
    target: { kind: Deployment }
  - patch: |-
      - op: remove
  - old.yaml
patchesStrategicMerge:
  - ../b.yaml
  - |-
    apiVersion: v1
    kind: Pod
patchesJson6902:
  - { target: { kind: Pod, name: x }, path: c.json }
  - { target: { kind: Pod, name: x }, patch: "[]" }
`),
      ["../b.yaml", "c.json", "a.yaml", "old.yaml"],
    );
    assert.deepEqual(patchesOf("patches: nonsense\n"), []);
  });

  it("finds for a single file the kustomizations above it", async () => {
    const fileSystem = memoryFileSystem({
      "/w/app/kustomization.yml": "patches: [{ path: patches/a.yaml }]",
      "/kustomization.yaml": "patches: [{ path: w/app/patches/b.yaml }]",
    });
    const index = new PatchIndex(fileSystem);
    await index.addAbove("/w/app/patches/a.yaml", "/w");
    assert.ok(index.isPatch("/w/app/patches/a.yaml"));
    assert.ok(!index.isPatch("/w/app/patches/b.yaml"), "beyond the workspace");
    index.remove("/w/app/kustomization.yml");
    assert.ok(!index.isPatch("/w/app/patches/a.yaml"));
  });
});

describe("Helm", () => {
  it("knows the templates of a chart from other folders of that name", async () => {
    const charts = new ChartFolders(
      memoryFileSystem({
        "/w/chart/Chart.yaml": "",
        "/w/chart/templates/a.yaml": "",
        "/w/templates/b.yaml": "",
      }),
    );
    assert.ok(await charts.isTemplate("/w/chart/templates/a.yaml"));
    assert.ok(await charts.isTemplate("/w/chart/templates/tests/deep/a.yaml"));
    assert.ok(!(await charts.isTemplate("/w/chart/crds/a.yaml")));
    assert.ok(!(await charts.isTemplate("/w/templates/b.yaml")));
  });
});
