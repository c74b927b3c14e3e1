import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { workloadLevels } from "../../engine/podSecurityLevel";
import { rules } from "../../rules";

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "pss-restricted" } });

/** `name level: blocking rules` of every workload. */
const levels = (text: string, partial = false) =>
  workloadLevels(linter.lint(text, { partial })).map(
    ({ resource, level, blockers }) =>
      `${resource.name} ${level}: ${[...new Set(blockers.map(({ rule }) => rule))].sort().join(", ")}`,
  );

const pod = (name: string, container: string, pod = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  ${pod}
  containers:
    - { name: a, image: a, ${container} }
`;
const restricted =
  "securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }, runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }";

describe("the Pod Security level of a workload", () => {
  it("is the strictest that admits it", () => {
    assert.deepEqual(levels(`${pod("a", "tty: true", "hostPID: true")}---\n${pod("b", restricted)}`), [
      "a privileged: host-pid",
      "b restricted: ",
    ]);
  });

  it("names what a baseline workload lacks for restricted", () => {
    assert.deepEqual(levels(pod("a", restricted.replace("runAsNonRoot: true, ", ""))), [
      "a baseline: run-as-non-root",
    ]);
  });

  it("is told of each item of a list, by its own findings", () => {
    assert.deepEqual(
      levels(`apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: { name: a }
    spec: { hostIPC: true, containers: [{ name: a, image: a, ${restricted} }] }
  - apiVersion: v1
    kind: Pod
    metadata: { name: b }
    spec: { containers: [{ name: a, image: a, ${restricted} }] }
`),
      ["a privileged: host-ipc", "b restricted: "],
    );
  });

  it("is not told of patches and of what runs no pods", () => {
    assert.deepEqual(levels(pod("a", "tty: true"), true), []);
    assert.deepEqual(levels("apiVersion: v1\nkind: Service\nmetadata: { name: a }\n"), []);
  });

  it("says where values that are filled in later make it uncertain", () => {
    const [level] = workloadLevels(linter.lint(pod("a", restricted.replace("false", `"$${"{ESCALATE}"}"`))));
    assert.equal(level?.undecided, 1);
  });
});
