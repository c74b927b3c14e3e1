import assert from "node:assert/strict";
import { otherWorkloadKinds } from "../../engine/kubernetes/podTemplates";
import { formatMessage } from "../../engine/message";
import { everyRule, examine } from "./examine";
import { inherited, unheard } from "./inheritedNames";

const groups = [
  ...new Set(otherWorkloadKinds.map((kind) => kind.split("/")[0])),
  "tekton.dev",
  "argoproj.io",
  "apps",
  "batch",
  "kustomize.toolkit.fluxcd.io",
];

const pod = (spec: string, metadata = "") =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\n${metadata}spec:\n  hostPID: true\n  containers:\n    - name: web\n      image: web\n${spec}`;

/** Places of a manifest where any word can stand. */
const places: Readonly<Record<string, (word: string) => string>> = {
  ...Object.fromEntries(
    groups.map((group) => [
      `a kind of ${group}`,
      (word: string) =>
        `apiVersion: ${group}/v1\nkind: ${word}\nspec: { containers: [{ name: a, image: a }] }\n`,
    ]),
  ),
  "a kind of the core": (word) => `apiVersion: v1\nkind: ${word}\nspec: { containers: [{ name: a }] }\n`,
  "a group": (word) => `apiVersion: ${word}/v1\nkind: Pod\nspec: { containers: [{ name: a }] }\n`,
  "an API version": (word) => `apiVersion: ${word}\nkind: Pod\nspec: { containers: [{ name: a }] }\n`,
  "a key": (word) => pod(`      ${word}: { privileged: true }\n`),
  "a key of a security context": (word) => pod(`      securityContext: { ${word}: true }\n`),
  "a suppressed rule": (word) => pod(`      # kubehint: ignore[${word}] no reason\n      tty: true\n`),
  "an annotation that suppresses": (word) => pod("", `  annotations:\n    ignore.kubehint/${word}: none\n`),
  "an annotation": (word) => pod("", `  annotations:\n    ${word}: none\n`),
  "a label": (word) => pod("", `  labels:\n    ${word}: none\n`),
  "a quantity": (word) => pod(`      resources: { limits: { memory: 1${word}, ${word}: 1 } }\n`),
  "a capability": (word) => pod(`      securityContext: { capabilities: { add: [${word}] } }\n`),
  "a sysctl": (word) => pod(`  securityContext: { sysctls: [{ name: ${word}, value: "1" }] }\n`),
  "a volume": (word) => pod(`  volumes: [{ name: ${word}, ${word}: {} }]\n`),
  "a variable": (word) => pod(`      env: [{ name: ${word}, value: a }]\n`),
  "an image's tag": (word) => pod("").replace("image: web", `image: web:${word}`),
  "a verb of a role": (word) =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: a }\nrules: [{ apiGroups: [${word}], resources: [${word}], verbs: [${word}] }]\n`,
};

describe("names that every object has", () => {
  const linter = everyRule();

  /** What is found, with the word as if it were the other one. */
  function saidOf(make: (word: string) => string, word: string): string[] {
    const text = make(word);
    examine(text, linter, [], [text.indexOf(word)]);
    const { findings, status } = linter.lint(text);
    // A label starts with a letter or digit, which one of the words does not.
    const said = findings
      .filter(({ rule }) => rule !== "label-values-invalid")
      .map(({ rule, path, message }) => `${rule} ${path} ${formatMessage(message)}`);
    return [status.kind, ...said].map((one) => one.replaceAll(word, unheard)).sort();
  }

  for (const [place, make] of Object.entries(places))
    it(`are as good as any other as ${place}`, () => {
      const expected = saidOf(make, unheard);
      for (const word of inherited) assert.deepEqual(saidOf(make, word), expected, word);
    });

  it("are left as they were", () => {
    assert.deepEqual(Object.keys(Object.prototype), []);
  });
});
