import assert from "node:assert/strict";
import { LineIndex } from "../../../engine/yaml/lines";
import { documentsOf, toJson } from "../../harness/toJson";

/** Asserts the only problem (as `line:column code`, one-based) and what is still read. */
function broken(yaml: string, problem: string, json: unknown): void {
  const [document] = documentsOf(yaml);
  assert.ok(document);
  const index = new LineIndex(yaml);
  const shown = document.problems.map(({ code, start }) => {
    const { line, character } = index.position(start);
    return `${line + 1}:${character + 1} ${code}`;
  });
  assert.deepEqual(shown, [problem]);
  assert.deepEqual(JSON.parse(JSON.stringify(toJson(document.root))), json);
}

describe("a manifest while it is typed", () => {
  it("keeps its neighbours around a key without a colon", () => {
    broken("kind: Pod\nspec:\n  hostN\n  containers: []\n", "3:3 missing-colon", {
      kind: "Pod",
      spec: { containers: [] },
    });
    broken("kind: Pod\nspec:\n  containers: []\n  hostN\n", "4:3 missing-colon", {
      kind: "Pod",
      spec: { containers: [], hostN: null },
    });
    broken("kind: Pod\nme\nspec: {}\n", "2:1 missing-colon", { kind: "Pod", spec: {} });
    broken("me\nkind: Pod\n", "1:1 missing-colon", { kind: "Pod" });
  });

  it("keeps the lines below an open quote", () => {
    broken('kind: Pod\nname: "we\nspec:\n  a: "b"\n', "2:7 unclosed-quote", {
      kind: "Pod",
      name: '"we',
      spec: { a: "b" },
    });
    broken("a: 'b\nc: 1\n", "1:4 unclosed-quote", { a: "'b", c: 1 });
  });

  it("keeps the lines below an open bracket", () => {
    broken("a:\n  args: [b, c\n  d: 1\ne: 2\n", "2:9 unclosed-flow", { a: { args: ["b", "c"], d: 1 }, e: 2 });
    broken("a:\n  b: { c: 1\n  d: 1\n", "2:6 unclosed-flow", { a: { b: { c: 1 }, d: 1 } });
  });

  it("keeps what a tab indents", () => {
    broken("a: 1\nb:\n\tc: 1\nd: 2\n", "3:1 tab-indentation", { a: 1, b: null, c: 1, d: 2 });
  });

  it("keeps what is indented too far or too little", () => {
    broken("a:\n  b: 1\n   c: 2\nd: 3\n", "3:4 bad-indentation", { a: { b: 1, c: 2 }, d: 3 });
    broken("a:\n    b: 1\n  c: 2\nd: 3\n", "3:3 bad-indentation", { a: { b: 1 }, c: 2, d: 3 });
    broken("a:\n  - b: 1\n   c: 2\nd: 3\n", "3:4 bad-indentation", { a: [{ b: 1 }, { c: 2 }], d: 3 });
  });

  it("keeps both sides of a merge conflict", () => {
    broken(
      "a:\n  b: 1\n<<<<<<< HEAD\n  c: 2\n=======\n  c: 3\n  d: 4\n>>>>>>> other\ne: 5\n",
      "3:1 merge-conflict",
      { a: { b: 1, c: 3, d: 4 }, e: 5 },
    );
  });

  it("is read where only a value is missing", () => {
    const [document] = documentsOf("a:\n  b:\n  c: \n  - d\n");
    assert.ok(document);
    assert.deepEqual(document.problems, []);
    assert.deepEqual(JSON.parse(JSON.stringify(toJson(document.root))), { a: { b: null, c: ["d"] } });
  });
});
