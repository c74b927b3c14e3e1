import assert from "node:assert/strict";
import { fromYaml } from "../../engine/helm/lib/yamlParse";
import { manifestProblem } from "../../engine/helm/manifestProblem";
import { recognize } from "../../engine/kubernetes/recognize";
import { trimmedEnd } from "../../engine/trimmedEnd";
import { readOperations } from "../../engine/workspace/operations";
import { YamlDocument } from "../../engine/yaml/document";
import { seconds } from "../../rules/shared/controlPlane";
import { processorTime } from "../harness/processorTime";
import { everyRule } from "../security/examine";

const config = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\ndata:\n";
const many = 200_000;

/** What once took the square of its length, or an exponential of it. */
const texts: Readonly<Record<string, () => unknown>> = {
  "a patch that begins with a line of hashes": () =>
    readOperations(`${"#".repeat(many)}\nfoo: { op: add }\n`),
  "a patch with many comments": () => readOperations(`${"# a\n\n".repeat(many / 4)}foo: { op: add }\n`),
  "blanks in a quoted scalar": () => new YamlDocument(`a: "x${" ".repeat(many)}y"`).root.at("a").string(),
  "blanks in a plain scalar of lines": () =>
    new YamlDocument(`a: x${" ".repeat(many)}y\n  z`).root.at("a").string(),
  "empty lines before a text that is no object": () => recognize(`${"\n".repeat(many)}-`),
  "empty lines in what a chart renders": () =>
    manifestProblem("a.yaml", `kind: A${"\n".repeat(many)}  - a: b`),
  "zeros in a duration": () => seconds(`${"0".repeat(many)}.`),
  "blanks before a comment": () =>
    everyRule().lint(`${config}  -${" ".repeat(many)}b # kubehint:ignore host-pid -- tested\n`),
  "equals signs": () => trimmedEnd(`${"=".repeat(many)}a`, "="),
};

describe("other people's text", () => {
  for (const [name, read] of Object.entries(texts))
    it(`takes time in proportion: ${name}`, () => {
      const took = processorTime(read);
      assert.ok(took < 1500, `${took.toFixed()} ms`);
    }).timeout(30_000);
});

describe("what is matched in linear time", () => {
  it("is what it was before", () => {
    assert.equal(trimmedEnd("a \t b\t ", " \t"), "a \t b");
    assert.equal(trimmedEnd("==", "="), "");
    assert.equal(trimmedEnd("", "="), "");
    assert.deepEqual(
      ["90s", "1h30m", "1.5m", "0", "100ms", `0.${"0".repeat(25)}1s`, "1h x", "5"].map(seconds),
      [90, 5400, 90, 0, 0.1, 1e-26, undefined, undefined],
    );
    assert.equal(readOperations("# a\n# b [c]\n\n---\n# d\n- { op: remove, path: /spec }\n").length, 1);
    assert.equal(readOperations("# kind\r\n[{ op: remove, path: /spec }]").length, 1);
    assert.equal(readOperations("# [{ op: remove, path: /spec }]").length, 0);
  });

  it("folds the blanks and breaks of a quoted scalar as YAML does", () => {
    for (const [written, value] of [
      ["a  b", "a  b"],
      ["a  \\t  b", "a  \t  b"],
      ["a  \n  b", "a b"],
      ["a  \n\n \t b  ", "a\nb  "],
      ["a  \\\n  b", "a  b"],
      ["  a\\  \n  b", "  a  b"],
    ] as const)
      assert.equal(new YamlDocument(`k: "${written}"`).root.at("k").string(), value, JSON.stringify(written));
  });

  it("finds the documents of what a chart renders", () => {
    assert.equal(manifestProblem("a.yaml", "a: 1\n\n  \n---\n\n---\nb: 2\n--- # c\nd: 3\n"), undefined);
    assert.notEqual(manifestProblem("a.yaml", "a: 1\n---   \n- b\n"), undefined);
    assert.ok("value" in fromYaml("a: 1"));
  });
});
