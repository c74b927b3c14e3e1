import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { formatMessage } from "../../engine/message";
import { defineRule, type Rule } from "../../engine/rule";

/** Reports every container's image, and what it lacks. */
const imageRule = defineRule({
  id: "image-seen",
  title: "Image seen",
  on: "container",
  severity: "high",
  confidence: "high",
  profiles: ["recommended"],
  fields: ["container.image"],
  messages: { seen: 'container "{container}" has an image', lacks: "no command", broken: "x" },
  check({ name, field }, { report }) {
    report({ at: field.at("image"), message: "seen", args: { container: name } });
    if (!field.at("command").present) report({ at: field.at("command"), message: "lacks", missing: true });
  },
});

const pod = (name: string, extra = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  containers:
    - name: ${name}-container
      image: ${name}${extra}
`;

const linterOf = (rules: readonly Rule[], config = {}) =>
  createLinter({ rules, config: { ...defaultConfig, ...config } });

describe("the linter", () => {
  it("gives findings in offsets of the file, whichever document they are in", () => {
    const text = `${pod("a")}---\n${pod("b")}---\n${pod("c")}`;
    const { findings, status } = linterOf([imageRule]).lint(text);
    assert.deepEqual(
      findings.map((finding) => [
        text.slice(finding.span.start, finding.span.end),
        finding.resource.document,
      ]),
      [
        ["a", 0],
        ["b", 1],
        ["c", 2],
      ],
    );
    assert.equal(findings[0]?.path, "/spec/containers/0/image");
    assert.equal(findings[0] && formatMessage(findings[0].message), 'container "a-container" has an image');
    assert.deepEqual(status, { kind: "checked" });
  });

  it("keeps what it found in the neighbours of a broken document, and says where that one breaks", () => {
    const text = `${pod("a")}---\n${pod("b", '"')}bad: [\n---\n${pod("c")}`;
    const { findings, problems, status } = linterOf([imageRule]).lint(text);
    assert.ok(findings.some(({ span }) => text.slice(span.start, span.end) === "a"));
    assert.ok(findings.some(({ span }) => text.slice(span.start, span.end) === "c"));
    assert.equal(problems.length, 1);
    assert.equal(status.kind, "partly");
  });

  it("says what is missing only in profiles that ask for it, and never of a patch", () => {
    const count = (config: object, partial = false) =>
      linterOf([imageRule], config)
        .lint(pod("a"), { partial })
        .findings.filter(({ missing }) => missing).length;
    assert.equal(count({ profile: "recommended" }), 0);
    assert.equal(count({ profile: "restricted" }), 1);
    assert.equal(count({ profile: "all" }), 1);
    assert.equal(count({ profile: "all" }, true), 0);
  });

  it("takes a container without an image for a patch, unless everything is asked for", () => {
    const patch = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n";
    const missing = (profile: "restricted" | "all") =>
      linterOf([imageRule], { profile })
        .lint(patch)
        .findings.map((finding) => finding.missing);
    assert.deepEqual(missing("restricted"), [false]);
    assert.deepEqual(missing("all"), [false, true]);
  });

  it("counts a value that is filled in later instead of judging it", () => {
    for (const value of ["${IMAGE}", "'{{ .Values.image }}'", "$(IMAGE)"]) {
      const result = linterOf([imageRule]).lint(pod("a").replace("image: a", `image: ${value}`));
      assert.deepEqual(result.findings, [], value);
      assert.equal(result.undecided, 1, value);
    }
  });

  it("loses only a failing rule's findings, and says which rule failed", () => {
    const failing = defineRule({
      ...imageRule,
      id: "fails",
      check() {
        throw new Error("a bug");
      },
    });
    const result = linterOf([failing, imageRule]).lint(pod("a"));
    assert.equal(result.findings.length, 1);
    assert.deepEqual(
      result.failures.map(({ rule }) => rule),
      ["fails"],
    );
    // The message of an error may quote the manifest.
    assert.match(result.failures[0]?.error ?? "", /^Error at linter\.test\.ts:\d+:\d+$/);
    assert.equal(result.status.kind, "partly");
  });

  it("is told by the configuration which rules are off, on and how grave", () => {
    assert.deepEqual(linterOf([imageRule], { rules: { "image-seen": "off" } }).lint(pod("a")).findings, []);
    const low = linterOf([imageRule], { profile: "pss-baseline", rules: { "image-seen": "low" } }).lint(
      pod("a"),
    );
    assert.deepEqual(
      low.findings.map(({ severity }) => severity),
      ["low", "low"],
    );
  });

  it("is silent where a rule that says it better has spoken, but not in profile all", () => {
    const better = defineRule({ ...imageRule, id: "better" });
    const covered = defineRule({ ...imageRule, coveredBy: ["better"] });
    const ids = (profile: "recommended" | "all") =>
      linterOf([covered, better], { profile })
        .lint(pod("a"))
        .findings.map(({ rule }) => rule);
    assert.deepEqual(ids("recommended"), ["better"]);
    assert.deepEqual(new Set(ids("all")), new Set(["better", "image-seen"]));
  });

  it("does not take two settings of one container for one mistake", () => {
    const argument = (id: string, text: string, coveredBy: readonly string[] = []) =>
      defineRule({
        ...imageRule,
        id,
        coveredBy,
        check: ({ field }, { report }) => {
          for (const at of field.at("args").items())
            if (text === "" || at.string() === text) report({ at, message: "seen" });
        },
      });
    const linter = linterOf([argument("any", "", ["bad"]), argument("bad", "--bad")]);
    assert.deepEqual(
      linter.lint(pod("a", "\n      args: [--bad, --other]")).findings.map(({ rule, path }) => [rule, path]),
      [
        ["bad", "/spec/containers/0/args/0"],
        ["any", "/spec/containers/0/args/1"],
      ],
    );
  });

  it("takes what a rule on pods says of a container for a finding on that container", () => {
    const lacking = defineRule({
      ...imageRule,
      on: "podSpec",
      check: ({ containers }, { report }) => {
        for (const container of containers)
          report({ at: container.field.at("command"), container, message: "lacks", missing: true });
      },
    });
    const text = pod("a");
    const { findings } = linterOf([lacking], { profile: "restricted" }).lint(text);
    assert.deepEqual(
      findings.map(({ subject, span }) => [subject, text.slice(span.start, span.end)]),
      [["/spec/containers/0", "a-container"]],
    );
  });

  it("lints a document again only when its text changed", () => {
    let visits = 0;
    const counting = defineRule({ ...imageRule, check: () => void visits++ });
    const linter = linterOf([counting]);
    const first = linter.lint(`${pod("a")}---\n${pod("b")}`);
    const second = linter.lint(`${pod("a")}---\n${pod("c")}`, { previous: first });
    assert.equal(visits, 3);
    assert.equal(second.documents[0], first.documents[0]);
    const moved = linter.lint(`# moved\n---\n${pod("c")}`, { previous: second });
    assert.equal(visits, 3);
    assert.deepEqual(
      moved.findings,
      linter.lint(`# moved\n---\n${pod("c")}`).findings.map((finding, index) => ({
        ...finding,
        lastingPath: moved.findings[index]?.lastingPath,
        fix: moved.findings[index]?.fix,
      })),
    );
  });

  it("takes nothing from what another linter, or the same one of a fragment, said", () => {
    const text = pod("a");
    const partial = linterOf([imageRule]).lint(text, { partial: true });
    const linter = linterOf([imageRule]);
    assert.notEqual(linter.lint(text, { previous: partial }).documents[0], partial.documents[0]);
    const ours = linter.lint(text, { partial: true });
    assert.notEqual(linter.lint(text, { previous: ours }).documents[0], ours.documents[0]);
  });

  it("stops when asked to, and says that it did", () => {
    let polls = 0;
    const result = linterOf([imageRule]).lint(`${pod("a")}---\n${pod("b")}`, {
      shouldStop: () => polls++ > 0,
    });
    assert.equal(result.findings.length, 1);
    assert.deepEqual(result.status, { kind: "partly", reason: "stopped" });
  });

  it("looks into lists, typed ones too", () => {
    const list = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: PodList
    items:
      - spec: { containers: [{ name: a, image: one }] }
  - apiVersion: apps/v1
    kind: Deployment
    spec: { template: { spec: { containers: [{ name: b, image: two }] } } }
`;
    const { findings } = linterOf([imageRule]).lint(list);
    assert.deepEqual(
      findings.map(({ path }) => path),
      ["/items/0/items/0/spec/containers/0/image", "/items/1/spec/template/spec/containers/0/image"],
    );
  });
});

describe("files that are no Kubernetes manifests", () => {
  const silent: Record<string, string> = {
    "a GitHub workflow": "on: push\njobs:\n  a:\n    container: { image: x, options: --privileged }\n",
    "a compose file": 'version: "3"\nservices:\n  web: { image: x, privileged: true }\n',
    "an Istio release note": "apiVersion: release-notes/v2\nkind: bug-fix\ncontainers: 3\n",
    "a kind configuration": "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: []\n",
    "a Skaffold file": "apiVersion: skaffold/v4beta6\nkind: Config\n",
    "a kubeconfig": "apiVersion: v1\nkind: Config\nusers: []\n",
    "an object of an unknown group": `${pod("a").replace("apiVersion: v1", "apiVersion: example.org/v1")}`,
    "a Deployment of an unknown group": `${pod("a").replace("v1", "example.org/v1").replace("Pod", "Deployment")}`,
    "broken YAML without a kind": "a: [\nb: }\n",
    "an Ansible playbook":
      "- hosts: all\n  tasks:\n    - k8s: { definition: { apiVersion: v1, kind: Pod } }\n",
    nothing: "",
  };
  for (const [name, text] of Object.entries(silent))
    it(`are skipped: ${name}`, () => {
      const { findings, problems, status } = linterOf([imageRule], { profile: "all" }).lint(text);
      assert.deepEqual([findings, problems, status.kind], [[], [], "skipped"]);
    });
});

describe("a kind that two groups have", () => {
  it("is shown to the rules of its own group, whichever came first", () => {
    const seen = defineRule({
      id: "deployment-seen",
      title: "A Deployment",
      on: "resource",
      kinds: ["Deployment"],
      severity: "low",
      confidence: "high",
      profiles: ["recommended"],
      fields: ["resource.spec"],
      messages: { seen: "{resource}" },
      check: ({ root, label }, { report }) =>
        report({ at: root, message: "seen", args: { resource: label } }),
    });
    const linter = createLinter({ rules: [seen], config: defaultConfig });
    const manifest = (apiVersion: string) =>
      `apiVersion: ${apiVersion}\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: [{ name: a, image: a }] } } }\n`;
    const versions = ["v1", "shop.example/v1", "apps/v1", "v1", "apps/v1"];
    const found = versions.map((apiVersion) => linter.lint(manifest(apiVersion)).findings.length);
    assert.deepEqual(found, [0, 0, 1, 0, 1]);
  });
});
