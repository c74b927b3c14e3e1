import assert from "node:assert/strict";
import { rulesForReasons } from "../../engine/posture";
import { rules } from "../../rules";
import { temporaryFolder } from "../harness/temporaryFolder";
import { inProcess } from "./inProcess";

const manifest = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext: { privileged: true }
---
apiVersion: v1
kind: Pod
metadata:
  name: accepted
  annotations: { ignore.kubehint/host-network: the agent measures the network of the node }
spec:
  hostNetwork: true
  containers: [{ name: agent, image: "registry.example/agent:1.0.0" }]
`;

describe("the posture", () => {
  it("names only rules that exist", () => {
    const ids = new Set(rules.map(({ id }) => id));
    assert.deepEqual(
      rulesForReasons().filter((rule) => !ids.has(rule)),
      [],
    );
  });

  it("scores frameworks and areas, and says what matters most and why", async () => {
    const cwd = temporaryFolder({ "a.yaml": manifest });
    const { stdout } = await inProcess(cwd, "scan", "--format", "json", "--profile", "pss-baseline");
    const { posture, findings } = JSON.parse(stdout);
    const [first] = posture.foremost;
    assert.equal(findings[first.finding].rule, "privileged-container");
    assert.deepEqual(first.reasons, ["reachable", "privileged"], "the object is also in the host's network");
    for (const { finding } of posture.foremost) assert.equal(findings[finding].suppressed, null);
    const pss = posture.frameworks.find(({ framework }: { framework: string }) => framework === "pss");
    assert.ok(pss.failed >= 2 && pss.passed > 0 && pss.score < 100);
    assert.equal(posture.suppressed, 1);
    const counted = posture.areas.reduce((sum: number, area: { findings: number }) => sum + area.findings, 0);
    assert.equal(counted, findings.length - 1);
  });

  it("stands at the top of the text", async () => {
    const cwd = temporaryFolder({ "a.yaml": manifest });
    const { stdout } = await inProcess(cwd, "scan");
    assert.match(stdout, /^Posture {2}/);
    assert.match(stdout, /runs privileged {2}a\.yaml:9 \(reachable from outside, privileged\)/);
  });

  describe("of charts", () => {
    const chart = (values: string) => ({
      "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 0.1.0\n",
      "chart/values.yaml": values,
      "chart/values-prod.yaml": "replicas: 2\n",
      "chart/templates/pod.yaml": `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  containers:
    - name: shop
      image: registry.example/shop:1.4.2
      securityContext:
        privileged: {{ .Values.privileged }}
        capabilities: { add: [{{ .Values.capability }}] }
`,
    });
    const pssOf = async (files: Record<string, string>) => {
      const cwd = temporaryFolder(files);
      const { stdout } = await inProcess(cwd, "scan", "--format", "json", "--profile", "pss-baseline");
      const { posture, findings } = JSON.parse(stdout);
      const pss = posture.frameworks.find(({ framework }: { framework: string }) => framework === "pss");
      return { findings: findings.length, ...pss };
    };
    const capability = "capability: SYS_ADMIN\n";

    it("counts what is rendered, once for all environments", async () => {
      const clean = await pssOf(chart("privileged: false\ncapability: CHOWN\n"));
      assert.deepEqual([clean.failed, clean.score], [0, 100]);
      assert.ok(clean.passed > 5);
      const risky = await pssOf(chart("privileged: true\ncapability: CHOWN\n"));
      assert.deepEqual([risky.failed, risky.passed], [1, clean.passed - 1]);
    });

    it("counts what another finding says more precisely, and accepts it with that one", async () => {
      const files = chart(`privileged: false\n${capability}`);
      const folding = await pssOf(files);
      const rendered = files["chart/templates/pod.yaml"]
        .replace("{{ .Values.privileged }}", "false")
        .replace("{{ .Values.capability }}", "SYS_ADMIN");
      const plain = await pssOf({ "pod.yaml": rendered });
      assert.deepEqual(folding, plain, "what the manifest gets that the chart renders");
      assert.equal(folding.findings, 1);
      assert.ok(folding.failed > 1);
      const accepted = await pssOf(
        chart(`privileged: false\n# kubehint: ignore[capability-sys-admin-added] it mounts\n${capability}`),
      );
      assert.deepEqual([accepted.failed, accepted.accepted], [0, folding.failed]);
    });
  });
});
