import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { unifiedDiff } from "../../cli/diff";
import { temporaryFolder } from "../harness/temporaryFolder";

describe("unifiedDiff", () => {
  it("shows a change with three lines around it", () => {
    const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    assert.equal(
      unifiedDiff("a.yaml", before, before.replace("5", "five")).text,
      `--- a/a.yaml
+++ b/a.yaml
@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
`,
    );
  });

  it("keeps distant changes apart and says where a last line has no break", () => {
    const lines = Array.from({ length: 20 }, (_, index) => `${index + 1}\n`);
    assert.equal(
      unifiedDiff("x", `${lines.join("")}end`, `new\n${lines.join("")}END`).text,
      `--- a/x
+++ b/x
@@ -1,3 +1,4 @@
+new
 1
 2
 3
@@ -18,4 +19,4 @@
 18
 19
 20
-end
\\ No newline at end of file
+END
\\ No newline at end of file
`,
    );
  });

  it("is empty for equal texts", () => assert.equal(unifiedDiff("x", "a\n", "a\n").text, ""));

  it("is what `git apply` needs to make the second text of the first", () => {
    const line = fc.constantFrom("a\n", "b\n", "c\r\n", "\n", "- x: 1\n");
    const text = fc
      .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom("", "end"))
      .map(([all, end]) => all.join("") + end);
    const folder = temporaryFolder({});
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== "" && after !== "");
        writeFileSync(join(folder, "f"), before);
        const input = unifiedDiff("f", before, after).text;
        execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: folder, input });
        assert.equal(readFileSync(join(folder, "f"), "utf8"), after);
      }),
      { numRuns: 60 },
    );
  });

  it("shows no hidden line beside a change, and what it shows can be applied", () => {
    const folder = temporaryFolder({});
    const lines = fc.array(fc.constantFrom("a", "b", "SECRET"), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(lines, fc.array(fc.nat(25), { minLength: 1, maxLength: 4 }), (words, places) => {
        const numbered = words.map((word, index) => `${word} ${index}\n`);
        const before = numbered.join("");
        const after = numbered
          .map((line, index) => (places.includes(index) ? `new\n${line}` : line))
          .join("");
        fc.pre(before !== after);
        const hidden = new Set(words.flatMap((word, index) => (word === "SECRET" ? [index] : [])));
        const { text, leftOut } = unifiedDiff("f", before, after, hidden);
        assert.doesNotMatch(text, /SECRET/);
        const wanted = new Set(places.filter((at) => at < words.length)).size;
        assert.equal(leftOut.length + (text.match(/^\+new/gm) ?? []).length, wanted);
        writeFileSync(join(folder, "f"), before);
        if (text !== "") execFileSync("git", ["apply", "-"], { cwd: folder, input: text });
        if (leftOut.length === 0) assert.equal(readFileSync(join(folder, "f"), "utf8"), after);
      }),
      { numRuns: 60 },
    );
  });
});
