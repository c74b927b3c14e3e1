import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { explain } from "../../engine/explain";
import { fieldFacts } from "../../engine/kubernetes/fieldFacts";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "pss-restricted" } });

/** Explains the place marked with `|`. */
function at(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  return { text, explanation: explain([linter.lint(text)], offset, rules) };
}

/** `path: value from`, then what it means. */
function setting(marked: string): string {
  const known = at(marked).explanation?.setting;
  return known ? `${known.path}: ${known.value} ${known.from}` : "nothing";
}

const deployment = (podSpec: string) => `# first
apiVersion: v1
kind: ConfigMap
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
${podSpec}`;

const container = (lines: string, above = "") =>
  deployment(`${above}      containers:
        - name: web
          image: a
          securityContext:
${lines}`);

describe("explain", () => {
  it("tells the value that is set, on the key and on the value", () => {
    const expected = "securityContext.privileged: true here";
    assert.equal(setting(container("            privi|leged: yes\n")), expected);
    assert.equal(setting(container("            privileged: y|es\n")), expected);
    assert.equal(setting(container("            privileged: true| # no\n")), expected);
    assert.equal(setting(container("            privileged: true # n|o\n")), "nothing");
  });

  it("takes the pod's value where the container has none, and says where it stands", () => {
    const { text, explanation } = at(
      container("            runAsNon|Root: ~\n", "      securityContext:\n        runAsNonRoot: true\n"),
    );
    assert.equal(explanation?.setting?.from, "pod");
    assert.equal(explanation.setting.value, "true");
    assert.equal(explanation.setting.decidedAt, text.indexOf("true"));
    assert.match(explanation.setting.meaning ?? "", /refuses to start/);
  });

  it("falls back to Kubernetes' default", () => {
    assert.equal(
      setting(container("            allowPrivilegeEscal|ation:\n")),
      "securityContext.allowPrivilegeEscalation: true default",
    );
    assert.equal(
      setting(container("            seccomp|Profile: {}\n")),
      "securityContext.seccompProfile.type: Unconfined default",
    );
  });

  it("does not take a privileged pod: only some settings are inherited", () => {
    assert.equal(
      setting(container("            privi|leged:\n", "      securityContext:\n        privileged: true\n")),
      "securityContext.privileged: false default",
    );
  });

  it("says nothing of the value of a setting that is filled in later", () => {
    const later = container("            privi|leged: $" + "{PRIVILEGED}\n");
    assert.equal(setting(later), "securityContext.privileged: undefined later");
  });

  it("knows the rules that look at a setting, also those on containers for the pod's value", () => {
    const privileged = at(container("            privi|leged: true\n")).explanation;
    assert.deepEqual(
      privileged?.findings.map(({ rule }) => rule),
      ["privileged-container"],
    );
    assert.equal(privileged.rules[0], "privileged-container");
    assert.equal(privileged.about.name, "web");
    const ofPod = at(deployment("      securityContext:\n        runAs|NonRoot: true\n")).explanation;
    assert.ok(ofPod);
    assert.ok(ofPod.rules.includes("run-as-non-root"), String(ofPod.rules));
    assert.equal(ofPod.setting?.forContainers, true);
  });

  it("knows annotations by their whole name, and only on the kinds that the rule is about", () => {
    const of = (kind: string, annotation: string) =>
      at(`apiVersion: networking.k8s.io/v1
kind: ${kind}
metadata:
  annotations:
    |${annotation}: "true"
`).explanation?.rules ?? [];
    const rule = "ingress-ssl-redirect-disabled";
    assert.ok(of("Ingress", "nginx.ingress.kubernetes.io/ssl-redirect").includes(rule));
    assert.ok(!of("Ingress", "nginx.ingress.kubernetes.io/rewrite-target").includes(rule));
    assert.ok(!of("NetworkPolicy", "nginx.ingress.kubernetes.io/ssl-redirect").includes(rule));
    const prefixed = "ingress-nginx-annotation-injection";
    assert.ok(of("Ingress", "nginx.ingress.kubernetes.io/anything").includes(prefixed));
    assert.ok(!of("Ingress", "example.com/anything").includes(prefixed));
  });

  it("explains the list for each of its items", () => {
    const { explanation } = at(container("            capabilities: { add: [SYS_|ADMIN, CHOWN] }\n"));
    assert.equal(explanation?.setting?.path, "securityContext.capabilities.add");
    assert.equal(explanation.setting.value, "[SYS_ADMIN, CHOWN]");
    assert.ok(explanation.findings.length > 0);
  });

  it("lists what is missing on the container's name and on the keys above it", () => {
    const missing = (marked: string) => at(marked).explanation?.missing.map(({ rule }) => rule) ?? [];
    const text = container("            capabilities: {}\n");
    assert.ok(missing(text.replace("name: web\n          image", "name: we|b\n          image")).length > 2);
    assert.deepEqual(missing(text.replace("capab", "cap|ab")), ["capabilities-drop-all"]);
    assert.ok(missing(text.replace("securityC", "security|C")).includes("allow-privilege-escalation"));
  });

  it("counts from the start of the file", () => {
    const { text, explanation } = at(container("            privi|leged: true\n"));
    assert.equal(text.slice(explanation?.span.start, explanation?.span.end), "privileged");
  });

  it("never throws, wherever somebody points in whatever text", () => {
    const texts = [
      container("            privileged: true\n"),
      "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: &a a, <<: *a, ? b",
      '{"apiVersion":"v1","kind":"Pod","spec":{"hostPID":true}}',
      "apiVersion: v1\nkind: Pod\nspec: *x\n",
    ];
    for (const text of texts) {
      const result = linter.lint(text);
      for (let offset = -1; offset <= text.length + 1; offset++) explain([result], offset, rules);
    }
  });

  it("has a fact for every security setting of a container or pod that a rule of Pod Security reads", () => {
    const fields = rules
      .filter(({ profiles }) => profiles.includes("pss-baseline") || profiles.includes("pss-restricted"))
      .flatMap((rule) => rule.fields)
      .filter((field) => /^(?:container|pod)\.(?:securityContext|host)/.test(field));
    const unknown = fields.filter((field) => !isKnown(field));
    assert.deepEqual([...new Set(unknown)], []);
  });
});

function isKnown(field: string): boolean {
  if (fieldFacts.has(field)) return true;
  // A field of a list's items, or a list whose items are explained.
  return [...fieldFacts.keys()].some((fact) => fact.startsWith(`${field}.`) || field.startsWith(`${fact}.`));
}
