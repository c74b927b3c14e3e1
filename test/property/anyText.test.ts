import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultConfig } from "../../engine/config";
import { recognize } from "../../engine/kubernetes/recognize";
import { resourcesOf } from "../../engine/kubernetes/resource";
import { createLinter, fileFacts } from "../../engine/linter";
import { YamlDocument } from "../../engine/yaml/document";
import { applyEdits } from "../../engine/yaml/span";
import { splitDocuments } from "../../engine/yaml/split";
import { rules } from "../../rules";
import { toJson } from "../harness/toJson";
import { Choices } from "../harness/yamlModel";
import { runs } from "./runs";

const manifests = [
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: { app: web }
spec:
  template:
    spec:
      hostNetwork: true
      containers:
        - name: web
          image: "nginx:1.27"
          args: [--a, 'b: c']
          securityContext:
            privileged: yes
            capabilities: { add: [NET_ADMIN] }
          env:
            - name: TOKEN
              value: |
                one
                two
      volumes:
        - name: root # all of it
          hostPath: { path: / }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: all
rules:
- apiGroups: ["*"]
  resources: ["*"]
  verbs: ["*"]
`,
  `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"a","image":"b","securityContext":{"privileged":true}}]}}
{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"k":"dg=="}}`,
  `x: &base
  privileged: true
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  spec:
    containers:
    - name: a
      securityContext:
        <<: *base
        runAsUser: 0
`,
];

const pieces = [
  " ",
  "  ",
  "\t",
  "\n",
  "\n\n",
  "\r",
  "\r\n",
  "\u0085",
  "\u2028",
  "\ufeff",
  "\0",
  ":",
  ": ",
  "- ",
  "-",
  "? ",
  '"',
  "'",
  "#",
  " #",
  "[",
  "]",
  "{",
  "}",
  ",",
  "&a ",
  "*a",
  "*base",
  "!",
  "!!bool ",
  "!!binary ",
  "|\n",
  ">-\n",
  "<<: ",
  "---",
  "\n---\n",
  "\n...\n",
  "%YAML 1.1\n",
  "<<<<<<< HEAD\n",
  "=======\n",
  "~",
  "\\",
  "yes",
  "{{ .Values.a }}",
  "kind: Pod\n",
  "spec:\n",
  "apiVersion: v1\n",
  "containers:\n",
  "privileged: true\n",
  "😀",
  "\ud83d",
  "é",
];

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((list) => list.join("")),
);
const mutated = fc.tuple(fc.constantFrom(...manifests), fc.nat()).map(([text, seed]) => mutate(text, seed));

function mutate(text: string, seed: number): string {
  const choices = new Choices(seed * 31 + 7);
  let result = text;
  for (let i = 1 + choices.next(4); i > 0; i--) {
    const at = choices.next(result.length + 1);
    const end = choices.chance(2) ? at : at + choices.next(10);
    result = result.slice(0, at) + (choices.chance(4) ? "" : choices.pick(pieces)) + result.slice(end);
  }
  return result;
}

describe("any text", () => {
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });

  /** Lints, and asserts that every place lies in the text and every fix applies. */
  function lint(text: string): void {
    const result = linter.lint(text);
    assert.deepEqual(
      result.failures.map((failure) => failure.rule),
      [],
    );
    const spans = [
      ...result.problems,
      ...result.findings.flatMap(({ span, related }) => [span, ...related.map((r) => r.span)]),
    ];
    for (const { start, end } of spans) assert.ok(start >= 0 && start <= end && end <= text.length);
    for (const { fix } of result.findings) {
      const edits = fix?.edits();
      if (edits && "edits" in edits) applyEdits(text, edits.edits);
    }
    fileFacts(result, "a.yaml");
  }

  it("is linted without an error, and every span lies in it", () => {
    fc.assert(fc.property(anyText, lint), runs(800));
  });

  it("is linted without an error when it was a manifest once", () => {
    fc.assert(fc.property(mutated, lint), runs(500));
  });

  it("is cut into documents that lie behind each other in it", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, mutated), (text) => {
        let last = 0;
        for (const slice of splitDocuments(text)) {
          assert.ok(slice.start >= last);
          assert.equal(text.slice(slice.start, slice.start + slice.text.length), slice.text);
          last = slice.start + slice.text.length;
        }
      }),
      runs(800),
    );
  });

  it("makes a tree whose places lie in it", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, mutated), (text) => {
        const document = new YamlDocument(text);
        toJson(document.root);
        const check = (start: number, end: number) =>
          assert.ok(start >= 0 && start <= end && end <= text.length);
        for (const { start, end } of document.problems) check(start, end);
        const walk = (field = document.root, depth = 0): void => {
          check(field.span.start, field.span.end);
          check(field.headSpan.start, field.headSpan.end);
          if (depth < 20) for (const child of [...field.entries(), ...field.items()]) walk(child, depth + 1);
        };
        walk();
      }),
      runs(800),
    );
  });

  it("is never passed over when an object stands in it", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, mutated), (text) => {
        for (const slice of splitDocuments(text))
          if (!recognize(slice.text).parse)
            assert.equal(resourcesOf(new YamlDocument(slice.text), 0, false).length, 0);
      }),
      runs(800),
    );
  });
});
