import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { fingerprintOf } from "../../engine/suppress/baseline";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { rules } from "../../rules";
import { scanChart } from "../../workspace/charts/scanChart";
import { scanFiles } from "../../workspace/scanFiles";
import { memoryFileSystem } from "../harness/memoryFileSystem";

const chart = {
  "/w/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "/w/values.yaml": "hostNetwork: true\nsecurityContext:\n  privileged: true\n",
  "/w/templates/web.yaml": `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostNetwork: {{ .Values.hostNetwork }}
  hostPID: true
  containers:
  - name: web
    image: nginx:1.29.0
    securityContext: {{ toYaml .Values.securityContext | nindent 6 }}
`,
};

/** What is left of the chart's findings, and what suppresses the others. */
async function scan(
  changed: Partial<typeof chart>,
  sources: (path: string) => SuppressionSources = () => ({}),
): Promise<{ left: string[]; suppressed: string[] }> {
  const left: string[] = [];
  const suppressed: string[] = [];
  await scanFiles(
    {
      fileSystem: memoryFileSystem({ ...chart, ...changed }),
      linter: createLinter({ rules, config: defaultConfig }),
      roots: ["/w"],
      base: "/w",
      sources: async (path) => sources(path),
      chartScanner: async () => scanChart,
      onChart: (file) => () => {
        for (const { rule } of file.findings) left.push(rule);
        for (const one of file.suppressed)
          suppressed.push(`${one.rule} ${one.suppressed.by}: ${one.suppressed.reason}`);
      },
    },
    () => {},
  );
  return { left: left.sort(), suppressed };
}

const all = ["host-network", "host-pid", "privileged-container"];

describe("what is accepted in a chart", () => {
  it("is what comments of the values file cover", async () => {
    assert.deepEqual((await scan({})).left, all);
    const { left, suppressed } = await scan({
      "/w/values.yaml": `hostNetwork: true # kubehint: ignore[host-network] the agent of the node
# kubehint: ignore[privileged-container] the terminal is a device
securityContext:
  privileged: true
`,
    });
    assert.deepEqual(left, ["host-pid"]);
    assert.deepEqual(suppressed, [
      "host-network comment: the agent of the node",
      "privileged-container comment: the terminal is a device",
    ]);
  });

  it("is no more than the comment names, nor where it is over", async () => {
    const { left } = await scan(
      {
        "/w/values.yaml": `hostNetwork: true # kubehint: ignore[host-pid] another
securityContext:
  privileged: true # kubehint: ignore[privileged-container] until=2021-01-01 for a time
`,
      },
      () => ({ today: "2026-01-01" }),
    );
    assert.deepEqual(left, all);
  });

  it("is what an exception of the configuration says of the file and the rendered object", async () => {
    const exception = {
      rules: undefined,
      kinds: ["Pod"],
      names: ["web"],
      namespaces: undefined,
      images: undefined,
      reason: "known",
      until: undefined,
    };
    const { left, suppressed } = await scan({}, (path) => ({
      exceptions: path.endsWith("values.yaml") ? [exception] : [{ ...exception, names: ["other"] }],
    }));
    assert.deepEqual(left, ["host-pid"]);
    assert.deepEqual(suppressed, ["host-network config: known", "privileged-container config: known"]);
  });

  it("goes by the image that is rendered, for what is about a container", async () => {
    const exception = {
      rules: undefined,
      kinds: undefined,
      names: undefined,
      namespaces: undefined,
      reason: "known",
      until: undefined,
    };
    const by = (image: string) => scan({}, () => ({ exceptions: [{ ...exception, images: [image] }] }));
    const { left, suppressed } = await by("nginx:*");
    assert.deepEqual(left, ["host-network", "host-pid"]);
    assert.deepEqual(suppressed, ["privileged-container config: known"]);
    assert.deepEqual((await by("registry.example/other:*")).left, all);
  });

  it("is what the baseline has", async () => {
    const resource = { apiVersion: "v1", kind: "Pod", name: "web", namespace: null, document: 0 };
    const known = fingerprintOf({ rule: "host-network", resource, lastingPath: () => "/spec/hostNetwork" });
    const { left, suppressed } = await scan({}, () => ({
      baseline: { version: "1", counts: new Map([[known, 1]]) },
    }));
    assert.deepEqual(left, ["host-pid", "privileged-container"]);
    assert.deepEqual(suppressed, ["host-network baseline: in the baseline"]);
  });
});
