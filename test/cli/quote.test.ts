import assert from "node:assert/strict";
import { LineIndex } from "../../engine/yaml/lines";
import { quote } from "../../report/quote";

/** The line as it is shown, the mark between ‹›. */
function shown(
  text: string,
  marked: string,
  rule = "privileged-container",
  secrets: readonly string[] = [],
  path = "/spec/x",
): string {
  const spanOf = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
  const {
    before,
    marked: mark,
    after,
  } = quote(new LineIndex(text), { span: spanOf(marked), rule, path }, secrets.map(spanOf));
  return `${before}‹${mark}›${after}`;
}

describe("quote", () => {
  it("shows the marked part of its line", () => {
    assert.equal(shown("a:\n    privileged: yes # why\n", "yes"), "privileged: ‹yes› # why");
  });

  it("shortens around the mark", () => {
    const line = shown(`a: ${"x ".repeat(400)}MARK${" y".repeat(400)}`, "MARK");
    assert.match(line, /^….*x ‹MARK› y.*…$/);
    assert.ok(line.length < 130, line);
  });

  it("shows of a line in flow style the one entry", () => {
    assert.equal(shown("{ a: [b, s3cret], x: MARK, c: s3cret }", "MARK"), "…x: ‹MARK›");
  });

  it("shows no value of what may hold anything, but plain switches of a program", () => {
    const at = (line: string, mark: string, path: string) => shown(line, mark, undefined, [], path);
    assert.equal(at("value: s3cret", "s3cret", "/spec/containers/0/env/0/value"), "value: ‹***›");
    assert.equal(at("- -ps3cret", "-ps3cret", "/spec/containers/0/args/1"), "- ‹***›");
    assert.equal(at("a/b: s3cret", "s3cret", "/metadata/annotations/a~1b"), "a/b: ‹***›");
    assert.equal(
      at("- --profiling=true", "--profiling=true", "/spec/containers/0/args/1"),
      "- ‹--profiling=true›",
    );
    assert.equal(at("- --token=s3cret", "--token=s3cret", "/spec/containers/0/args/1"), "- ‹--token=***›");
  });

  it("makes control and direction characters visible", () => {
    assert.equal(shown("a: \u001b2J\u202e MARK", "MARK"), "a: \\u{1b}2J\\u{202e} ‹MARK›");
  });

  it("shows of a credential only its key", () => {
    assert.equal(shown('- value: "s3cret" # x', '"s3cret"', "hardcoded-secret-in-env"), "- value: ‹***›");
    assert.equal(shown("PASSWORD: s3cret", "PASSWORD", "configmap-with-secrets"), "‹PASSWORD›: ***");
  });

  it("hides what looks like a credential beside the mark", () => {
    for (const beside of [
      "password: s3cret",
      '"dbPassword": "s3cret"',
      "args: [--token=s3cret]",
      "env: [{ name: X, value: s3cret }]",
      "stringData: { a: s3cret, b: s3cret }",
      "url: postgres://me:s3cret@db/",
    ])
      for (const line of [`{ ${beside}, x: MARK }`, `{ x: MARK, ${beside} }`])
        assert.doesNotMatch(shown(line, "MARK"), /s3cret/, line);
    assert.doesNotMatch(
      shown("{ odd: s3cret, x: MARK }", "MARK", "privileged-container", ["s3cret"]),
      /s3cret/,
    );
  });
});
