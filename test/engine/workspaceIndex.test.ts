import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter, fileFacts } from "../../engine/linter";
import { defineRule } from "../../engine/rule";
import type { Grouping } from "../../engine/workspace/grouping";
import { selectorMatches, textMap } from "../../engine/workspace/selectors";
import { namespaceOf, WorkspaceIndex } from "../../engine/workspace/workspaceIndex";

/** Reports a Deployment that a NetworkPolicy of its namespace selects. */
const rule = defineRule({
  id: "selected-by-policy",
  title: "Selected by a policy",
  on: "workspace",
  kinds: ["Deployment"],
  severity: "low",
  confidence: "high",
  profiles: ["recommended"],
  fields: ["resource.metadata.name"],
  messages: { selected: "{object} is selected", here: "selected here" },
  check({ object, workspace }, { report }) {
    const labels = textMap(object.pod?.metadata.at("labels") ?? object.root.at("none"));
    for (const policy of workspace.ofKind("NetworkPolicy")) {
      const selector = policy.root.at("spec", "podSelector");
      if (namespaceOf(policy) === namespaceOf(object) && selectorMatches(selector, labels))
        report({
          at: object.place,
          message: "selected",
          args: { object: object.label },
          related: [{ at: selector, of: policy, message: "here" }],
        });
    }
  },
});

const linter = createLinter({ rules: [rule], config: defaultConfig });

function indexOf(files: Record<string, string>): WorkspaceIndex {
  const index = new WorkspaceIndex();
  for (const [file, text] of Object.entries(files)) index.set(file, fileFacts(linter.lint(text), file));
  return index;
}

const deployment = (name: string, app: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { template: { metadata: { labels: { app: ${app} } }, spec: { containers: [{ name: a, image: b }] } } }
`;
const policy = (selector: string, namespace = "") => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, ${namespace} }
spec: { podSelector: ${selector} }
`;

describe("rules across files", () => {
  it("see objects of other files and name the other place in that file's offsets", () => {
    const files = {
      "web.yaml": `${deployment("other", "other")}---\n${deployment("web", "web")}`,
      "policy.yaml": `# first\n---\n${policy("{ matchLabels: { app: web } }")}`,
    };
    const { findings } = linter.lintAmong(indexOf(files), "web.yaml");
    assert.equal(findings.length, 1);
    const [finding] = findings;
    assert.ok(finding);
    assert.equal(files["web.yaml"].slice(finding.span.start, finding.span.end), "web");
    assert.equal(finding.resource.document, 1);
    const [place] = finding.related;
    assert.equal(place?.file, "policy.yaml");
    assert.equal(files["policy.yaml"].slice(place.span.start, place.span.end), "podSelector");
  });

  it("forget a file that is gone or has changed", () => {
    const index = indexOf({ "web.yaml": deployment("web", "web"), "policy.yaml": policy("{}") });
    assert.equal(linter.lintAmong(index, "web.yaml").findings.length, 1);
    index.set("policy.yaml", fileFacts(linter.lint(policy("{}", "namespace: other")), "policy.yaml"));
    assert.equal(linter.lintAmong(index, "web.yaml").findings.length, 0);
    index.set("policy.yaml", fileFacts(linter.lint(policy("{}")), "policy.yaml"));
    index.delete("policy.yaml");
    assert.equal(linter.lintAmong(index, "web.yaml").findings.length, 0);
  });

  it("find objects by kind, namespace, name and the labels of their pods, `default` and no namespace alike", () => {
    const index = indexOf({
      "web.yaml": deployment("web", "web"),
      "policy.yaml": policy("{}", "namespace: default"),
      "other.yaml": policy("{}", "namespace: other"),
    });
    const names = (found: readonly { readonly file: string }[]) => found.map(({ file }) => file);
    assert.deepEqual(names(index.inNamespace("default", "NetworkPolicy", "Deployment")), [
      "policy.yaml",
      "web.yaml",
    ]);
    assert.deepEqual(names(index.named("NetworkPolicy", "other", "p")), ["other.yaml"]);
    assert.deepEqual(names(index.clusterNamed("NetworkPolicy", "p")), ["other.yaml", "policy.yaml"]);
    assert.deepEqual(names(index.workloadsWith("default", "app", "web")), ["web.yaml"]);
    assert.deepEqual(names(index.workloadsWith("other", "app", "web")), []);
    index.delete("web.yaml");
    assert.equal(index.hasWorkloads("default"), false);
    assert.deepEqual(names(index.workloadsWith("default", "app", "web")), []);
  });

  it("are grouped once, and again file by file", () => {
    const asked: string[] = [];
    const byName: Grouping<string> = {
      of: "workloads",
      entries: ({ file, reference }) => {
        asked.push(file);
        return [[String(reference.name), file]];
      },
    };
    const index = indexOf({ "a.yaml": deployment("web", "web"), "b.yaml": deployment("web", "web") });
    assert.deepEqual(index.grouped(byName).get("web"), ["a.yaml", "b.yaml"]);
    index.set("a.yaml", fileFacts(linter.lint(deployment("api", "api")), "a.yaml"));
    assert.deepEqual(index.grouped(byName).get("web"), ["b.yaml"]);
    assert.deepEqual(index.grouped(byName).get("api"), ["a.yaml"]);
    index.delete("b.yaml");
    assert.deepEqual(index.grouped(byName).get("web"), []);
    assert.deepEqual(asked, ["a.yaml", "b.yaml", "a.yaml"]);
  });

  it("keep no value of a secret, a configuration or an environment", () => {
    const index = indexOf({
      a: "apiVersion: v1\nkind: Secret\nstringData: { password: hunter2 }\n---\napiVersion: v1\nkind: ConfigMap\ndata: { k: hunter2 }\n",
      b: deployment("web", "web").replace("image: b", "image: b, env: [{ name: P, value: hunter2 }]"),
    });
    const seen = JSON.stringify([index.ofKind("Secret", "ConfigMap", "Deployment")], (_, value) =>
      value instanceof Map ? [...value] : value?.parent ? { ...value, parent: undefined } : value,
    );
    assert.ok(seen.includes("password") && seen.includes("registry") === false);
    assert.ok(!seen.includes("hunter2"));
  });
});

describe("label selectors", () => {
  const matches = (selector: string, labels: Record<string, string>) => {
    const index = indexOf({ p: policy(selector) });
    const [facts] = index.ofKind("NetworkPolicy");
    assert.ok(facts);
    return selectorMatches(facts.root.at("spec", "podSelector"), new Map(Object.entries(labels)));
  };

  it("match as the API server's do", () => {
    assert.equal(matches("{}", { a: "1" }), true);
    assert.equal(matches("null", { a: "1" }), false);
    assert.equal(matches("{ matchLabels: { a: '1' } }", { a: "1" }), true);
    assert.equal(matches("{ matchLabels: { a: '1', b: x } }", { a: "1" }), false);
    assert.equal(
      matches("{ matchExpressions: [{ key: a, operator: In, values: ['1', '2'] }] }", { a: "1" }),
      true,
    );
    assert.equal(matches("{ matchExpressions: [{ key: a, operator: NotIn, values: ['1'] }] }", {}), true);
    assert.equal(matches("{ matchExpressions: [{ key: a, operator: Exists }] }", {}), false);
    assert.equal(matches("{ matchExpressions: [{ key: a, operator: DoesNotExist }] }", {}), true);
    assert.equal(matches("{ matchExpressions: [{ key: a, operator: Nonsense }] }", { a: "1" }), false);
  });
});
