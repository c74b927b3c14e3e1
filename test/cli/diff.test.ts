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
      unifiedDiff("a.yaml", before, before.replace("5", "five")),
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
      unifiedDiff("x", `${lines.join("")}end`, `new\n${lines.join("")}END`),
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

  it("is empty for equal texts", () => assert.equal(unifiedDiff("x", "a\n", "a\n"), ""));

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
        const input = unifiedDiff("f", before, after);
        execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: folder, input });
        assert.equal(readFileSync(join(folder, "f"), "utf8"), after);
      }),
      { numRuns: 60 },
    );
  });
});
