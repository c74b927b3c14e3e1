import assert from "node:assert/strict";
import { lintWith } from "../harness/check";

const pod = (context: string, head = "") => `${head}apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
${context}`;

const context = (line: string) => pod(`        ${line}\n`);
const plain = context("privileged: true");
const json =
  '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"name":"web","image":"nginx","securityContext":{"privileged":true}}]}}';

/** Manifests that run a privileged container, each in a spelling that a reader or a parser may overlook. */
const evasions: Readonly<Record<string, string>> = {
  "the word yes": context("privileged: yes"),
  "the word on": context("privileged: ON"),
  "the letter y": context("privileged: y"),
  "a tagged word": context("privileged: !!bool yes"),
  "an alias of a value": pod("        privileged: *on\n", "x-on: &on true\n"),
  "an alias of the context": plain
    .replace("      securityContext:\n        privileged: true\n", "      securityContext: *c\n")
    .replace("apiVersion", "x-c: &c\n  privileged: true\napiVersion"),
  "a merge": pod("        <<: *base\n", "x-base: &base { privileged: true }\n"),
  "a merge behind the setting it overrides": pod(
    "        privileged: false\n        <<: *base\n",
    "x-base: &base { privileged: true }\n",
  ),
  "a merge of the whole document": `<<: { apiVersion: v1, kind: Pod }\n${plain.replace("apiVersion: v1\nkind: Pod\n", "")}`,
  "a later key of the same name": context("privileged: false\n        privileged: true"),
  "a flow root":
    "{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: web, securityContext: { privileged: true } }] } }\n",
  "a flow collection with tabs": context("{\n\t\tprivileged: true }"),
  "a flow collection without indentation": context("{\nprivileged: true\n}"),
  JSON: json,
  "JSON values in a row": `{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}${json}`,
  "another JSON value behind the separator": `---\n${json}{"kind":"Pod"}\n`,
  "quoted keys": plain
    .replace("apiVersion", '"apiVersion"')
    .replace("kind", "'kind'")
    .replace("privileged", '"privileged"'),
  "escaped keys": plain
    .replace("apiVersion", '"api\\u0056ersion"')
    .replace("kind", '"\\x6bind"')
    .replace("privileged", '"pri\\x76ileged"'),
  "binary keys": context("!!binary cHJpdmlsZWdlZA==: true"),
  "explicit keys": plain
    .replace("apiVersion: v1\nkind: Pod\n", "? apiVersion\n: v1\n? kind\n: Pod\n")
    .replace("privileged: true", "? privileged\n        : true"),
  "a list": `apiVersion: v1\nkind: List\nitems:\n- ${plain.trimEnd().replaceAll("\n", "\n  ")}\n`,
  "a list of pods": `apiVersion: v1\nkind: PodList\nitems:\n  - spec:\n      containers:\n        - name: web\n          securityContext: { privileged: true }\n`,
  "an ephemeral container": plain.replace("containers:", "ephemeralContainers:"),
  "an init container": plain.replace("containers:", "initContainers:"),
  "a byte order mark in the middle": `kind: ConfigMap\napiVersion: v1\n---\n\ufeff${plain}`,
  "line breaks that are carriage returns": plain.replaceAll("\n", "\r"),
  "a next-line character that ends a comment": context("# safe\u0085        privileged: true"),
  "a line separator that ends a comment": context("# safe\u2028        privileged: true"),
  "a separator that only YAML sees": `\r---\r${plain}`,
  "a root on the right": plain.replaceAll(/^/gm, "   "),
  "comments and blank lines before it": `# one\n\n  # two\n${plain}`,
  "a separator with a comment": `--- # pod\n${plain}`,
  "separators in a row": `---\n---\n${plain}`,
  "text behind the separator": `--- !!map\n${plain}`,
  "a flow root behind the separator":
    "--- { apiVersion: v1, kind: Pod, spec: { containers: [{ name: web, securityContext: { privileged: true } }] } }\n",
  "JSON behind the separator": `kind: ConfigMap\napiVersion: v1\n---\t${json}\n`,
  "a directive": `%YAML 1.1\n---\n${plain}`,
  "tags and an anchor on the root": `&root !!map\n${plain}`,
  "a kind behind an anchor": plain.replace("kind: Pod", "kind: &k Pod"),
  "a kind with a tag": plain.replace("kind: Pod", "kind: !!str Pod"),
  "a kind over lines": plain.replace("kind: Pod", "kind:\n  Pod"),
  "a kind in a block": plain.replace("kind: Pod", "kind: >-\n  Pod"),
  "blanks before the colons": plain.replace("kind:", "kind :").replace("privileged:", "privileged   :"),
};

const harmless: Readonly<Record<string, string>> = {
  "a quoted word, which the server refuses": context('privileged: "true"'),
  "a field of another case, which does not exist": context("Privileged: true"),
  "text behind the end of the document": `apiVersion: v1\nkind: Pod\nspec: {}\n...\n${plain}`,
  "a comment": context("# privileged: true"),
  "another kind": plain.replace("kind: Pod", "kind: ConfigMap"),
  "a word that is none": context("privileged: yEs"),
  "a setting that a later one of the name replaces": context("privileged: true\n        privileged: false"),
  "a merge before the setting that overrides it": pod(
    "        <<: *base\n        privileged: false\n",
    "x-base: &base { privileged: true }\n",
  ),
  "text in a block scalar": pod("        x: |\n          privileged: true\n"),
};

describe("a privileged container", () => {
  for (const [name, manifest] of Object.entries(evasions))
    it(`is found behind ${name}`, () => {
      const findings = lintWith(manifest, ["privileged-container"]);
      assert.equal(findings.length, 1);
      const span = findings[0]?.span ?? { start: 0, end: 0 };
      assert.ok(span.end > span.start && span.end <= manifest.length);
    });

  for (const [name, manifest] of Object.entries(harmless))
    it(`is not seen in ${name}`, () => {
      assert.deepEqual(lintWith(manifest, ["privileged-container"]), []);
    });
});
