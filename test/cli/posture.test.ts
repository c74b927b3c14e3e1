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
});
