import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import type { UserKind } from "../../engine/kubernetes/userKinds";
import { createLinter, fileFacts } from "../../engine/linter";
import { rules } from "../../rules";

const pools: UserKind = {
  apiVersion: "example.org/v1",
  kind: "Fleet",
  podSpec: "spec.pools.*.worker",
};

/** What rules find, as `rule at path`, where the user named these kinds. */
function found(text: string, ...kinds: UserKind[]): string[] {
  const known = rules.filter(({ id }) => id === "privileged-container" || id === "host-network");
  const linter = createLinter({ rules: known, config: { ...defaultConfig, kinds } });
  return linter.lint(text).findings.map(({ rule, path }) => `${rule} at ${path}`);
}

const fleet = `apiVersion: example.org/v1beta2
kind: Fleet
metadata: { name: web }
spec:
  pools:
    - worker: { size: 1, containers: [{ name: a, image: b, securityContext: { privileged: true } }] }
    - worker: { size: 2, hostNetwork: true, containers: [{ name: a, image: b }] }
`;

describe("kinds that the user names", () => {
  it("have pods where the user says so, in any version of the group", () => {
    assert.deepEqual(found(fleet), []);
    assert.deepEqual(found(fleet, pools), [
      "privileged-container at /spec/pools/0/worker/containers/0/securityContext/privileged",
      "host-network at /spec/pools/1/worker/hostNetwork",
    ]);
    assert.deepEqual(found(fleet.replace("example.org", "example.com"), pools), []);
    assert.deepEqual(found(fleet.replace("kind: Fleet", "kind: Float"), pools), []);
  });

  it("may have pods in several places", () => {
    const both: UserKind[] = [
      { ...pools, podSpec: "spec.first.spec" },
      { ...pools, podSpec: "spec.second.spec" },
    ];
    const text = `apiVersion: example.org/v1\nkind: Fleet\nspec: { first: { spec: { hostNetwork: true } }, second: { spec: { hostNetwork: true } } }\n`;
    assert.deepEqual(found(text, ...both), [
      "host-network at /spec/first/spec/hostNetwork",
      "host-network at /spec/second/spec/hostNetwork",
    ]);
  });

  it("are found in lists and without the word containers", () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: example.org/v1, kind: Fleet, spec: { pools: { a: { worker: { hostNetwork: true } } } } }\n`;
    assert.deepEqual(found(text, pools), ["host-network at /items/0/spec/pools/a/worker/hostNetwork"]);
    const alone =
      "apiVersion: example.org/v1\nkind: Fleet\nspec: { pools: [{ worker: { hostNetwork: true } }] }\n";
    assert.deepEqual(found(alone, pools), ["host-network at /spec/pools/0/worker/hostNetwork"]);
  });

  it("replace the places that are known or found", () => {
    const text = `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: { template: { spec: { hostNetwork: true } }, other: { hostNetwork: true } }\n`;
    assert.deepEqual(found(text), ["host-network at /spec/template/spec/hostNetwork"]);
    const other = { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", podSpec: "spec.other" };
    assert.deepEqual(found(text, other), ["host-network at /spec/other/hostNetwork"]);
  });

  it("are workloads to the rules across files, with the labels beside the pod spec", () => {
    const linter = createLinter({
      rules,
      config: { ...defaultConfig, kinds: [{ ...pools, podSpec: "spec.run.spec" }] },
    });
    const text = `apiVersion: example.org/v1\nkind: Fleet\nspec: { run: { metadata: { labels: { app: web } }, spec: { hostNetwork: true } } }\n`;
    const [facts] = fileFacts(linter.lint(text), "fleet.yaml");
    assert.equal(facts?.pod?.labels.get("app"), "web");
    assert.equal(facts.pod.spec.at("hostNetwork").boolean(), true);
  });
});
