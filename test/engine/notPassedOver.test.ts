import assert from "node:assert/strict";
import { everyRule } from "../security/examine";

const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  hostPID: true\n";
const config = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: shop }\n";
const deep = `${"[".repeat(300)}${"]".repeat(300)}`;

/** Texts in which an object stands that is not read, and where the file has to say so: the code and what it marks. */
const partly: Readonly<Record<string, readonly [text: string, code: string, marked: string]>> = {
  "behind the end of a document": [`${config}...\n${pod}`, "ignored-text", "apiVersion: v1"],
  "behind the end of a document, up to the next": [
    `${config}... # end\n# note\n${pod}---\n${config}`,
    "ignored-text",
    "apiVersion: v1",
  ],
  "on the line that ends a document": [`${config}... ${pod}`, "ignored-text", "apiVersion: v1"],
  "behind the end of a document that is empty": [`# note\n...\n${pod}`, "ignored-text", "apiVersion: v1"],
  "behind two ends": [`${config}...\n...\n  hostPID: true\n`, "ignored-text", "hostPID: true"],
  "behind a separator that only YAML sees": [
    `${config.replaceAll("\n", "\r")}---\r${pod.replaceAll("\n", "\r")}`,
    "ignored-text",
    "apiVersion: v1",
  ],
  "behind a flow mapping": [`---\n{}\n${pod}`, "ignored-text", "apiVersion"],
  "behind a list": [`- a\n${pod}`, "unexpected-token", "apiVersion"],
  "at the separator, in flow style": [
    `${config}---{ apiVersion: v1, kind: Pod, spec: { hostPID: true } }\n`,
    "bad-separator",
    "---{ apiVersion: v1, kind: Pod, spec: { hostPID: true } }",
  ],
  "at the separator": [`---${pod}`, "bad-separator", "---apiVersion: v1"],
  "beside what is nested too deep": [`${pod}x: ${deep}\n`, "too-deep", "["],
  "beside what is nested too deep, on the right": [
    `${pod.replaceAll(/^/gm, "  ")}  x: ${deep}\n`,
    "too-deep",
    "[",
  ],
  "beside what is nested too deep, in JSON": [
    `{ "apiVersion": "v1", "kind": "Pod", "x": ${deep} }\n`,
    "too-deep",
    "[",
  ],
};

/** Texts that end a document with nothing of interest behind it. */
const complete: Readonly<Record<string, string>> = {
  "the end of a document": `${config}...\n`,
  "comments behind the end": `${config}...\n# note\n\n---\n${config}`,
  "a directive behind the end": `${config}...\n%YAML 1.1\n---\n${config}`,
  "two ends": `${config}...\n...\n`,
};

describe("an object that is not read", () => {
  const linter = everyRule();

  for (const [place, [text, code, marked]] of Object.entries(partly))
    it(`is mentioned where it stands ${place}`, () => {
      const { status, problems } = linter.lint(text);
      assert.equal(status.kind, "partly");
      assert.deepEqual(
        problems.map((problem) => [problem.code, text.slice(problem.start, problem.end)]),
        [[code, marked]],
      );
    });

  for (const [name, text] of Object.entries(complete))
    it(`is not suspected because of ${name}`, () => {
      const { status, problems } = linter.lint(text);
      assert.deepEqual([status.kind, problems], ["checked", []]);
    });

  it("is not made where a directive stands above it, which is said at the directive", () => {
    for (const [text, marked] of [
      [`%YAML 1.1\n---\n${config}`, "%YAML 1.1"],
      [`# note\r\n%YAML 1.2 # old\r\n%TAG ! x\r\n---\r\n${config}`, "%YAML 1.2 # old\r\n%TAG ! x"],
      [`${config}---\n%YAML 1.1\n---\n${config}`, "%YAML 1.1"],
    ] as const) {
      const { status, problems } = linter.lint(text);
      const found = problems.map(({ code, start, end }) => [code, text.slice(start, end)]);
      assert.deepEqual([status.kind, found], ["partly", [["directive-alone", marked]]]);
    }
    const unlike = linter.lint(`# 100 %\n---\n${config}---\n# %YAML\n  %YAML: 1\n`);
    assert.deepEqual([unlike.status.kind, unlike.problems], ["checked", []]);
    assert.deepEqual(linter.lint("%YAML 1.2\n---\na: 1\n").problems, []);
  });

  it("is not suspected in a file without objects", () => {
    const { status, problems } = linter.lint("a: 1\n...\nb: 2\n---\n{ c: 3 }\nd: 4\n");
    assert.deepEqual([status.kind, problems], ["skipped", []]);
  });

  it("is mentioned at every keystroke, wherever it has moved to", () => {
    let previous = linter.lint(`${config}...\n# note\n`);
    for (const text of [`${config}...\n${pod}`, `${config}...\n\n${pod}`, `${config}...\n#${pod}`, config]) {
      const result = linter.lint(text, { previous });
      assert.deepEqual(
        [result.status, result.problems],
        [linter.lint(text).status, linter.lint(text).problems],
      );
      previous = result;
    }
  });
});
