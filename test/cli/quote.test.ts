import assert from "node:assert/strict";
import { quote } from "../../cli/quote";
import { LineIndex } from "../../engine/yaml/lines";

/** The line as it is shown, the mark between ‹›. */
function shown(
  text: string,
  marked: string,
  rule = "privileged-container",
  secrets: readonly string[] = [],
): string {
  const spanOf = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
  const {
    before,
    marked: mark,
    after,
  } = quote(new LineIndex(text), spanOf(marked), rule, secrets.map(spanOf));
  return `${before}‹${mark}›${after}`;
}

describe("quote", () => {
  it("shows the marked part of its line", () => {
    assert.equal(shown("a:\n    privileged: yes # why\n", "yes"), "privileged: ‹yes› # why");
  });

  it("shortens around the mark", () => {
    const line = shown(`{ ${"a: 1, ".repeat(40)}x: MARK, ${"b: 2, ".repeat(40)} }`, "MARK");
    assert.match(line, /^….*x: ‹MARK›, b: 2.*…$/);
    assert.ok(line.length < 130, line);
  });

  it("makes control and direction characters visible", () => {
    assert.equal(shown("a: \u001b[2J\u202e MARK", "MARK"), "a: \\u{1b}[2J\\u{202e} ‹MARK›");
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
