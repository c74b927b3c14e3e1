import assert from "node:assert/strict";
import { defaultConfig } from "../../../engine/config";
import { createLinter, fileFacts } from "../../../engine/linter";
import { rules } from "../../../rules";

const head = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n";
const repeat = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

/** Each level holds the one before several times. */
const laughs = (entry: (previous: number) => string) =>
  `x0: &x0 { a: web }\n${repeat(26, (i) => `x${i + 1}: &x${i + 1} ${entry(i)}\n`)}`;

const texts: Readonly<Record<string, string>> = {
  "a megabyte of brackets": "[".repeat(1_000_000),
  "brackets in a manifest": `${head}  a: ${"[".repeat(500_000)}`,
  "nested braces": `${head}  a: ${"{a: ".repeat(300_000)}`,
  "explicit keys in explicit keys": `${"? ".repeat(1000)}a`,
  "dashes in dashes": `${"- ".repeat(500_000)}a`,
  "50,000 keys": head + repeat(50_000, (i) => `  k${i}: v\n`),
  "50,000 equal keys": head + repeat(50_000, () => "  k: v\n"),
  "20,000 aliases": `a: &a 1\n${head}${repeat(20_000, (i) => `  k${i}: *a\n`)}`,
  "20,000 anchors": head + repeat(20_000, (i) => `  k${i}: &a${i} 1\n  l${i}: *a${i}\n`),
  "a chain of 20,000 aliases": `x0: &x0 { a: 1 }\n${repeat(20_000, (i) => `x${i + 1}: &x${i + 1} { a: *x${i} }\n`)}${head}  a: *x20000\n`,
  "sequences of aliases": `${laughs((i) => `[*x${i}, *x${i}, *x${i}]`)}${head}  containers: *x26\n  volumes: *x26\n`,
  "mappings of aliases": `${laughs((i) => `{ a: *x${i}, b: *x${i}, metadata: *x${i}, spec: *x${i} }`)}${head.replace("{ name: web }", "*x26")}  containers: [*x26]\n`,
  "merges of merges": `${laughs((i) => `{ <<: [*x${i}, *x${i}], k${i}: { <<: [*x${i}] } }`)}${head}  <<: *x26\n`,
  "20,000 merges": `a: &a { x: 1, y: 2 }\n${head}  b:\n${"    <<: *a\n".repeat(20_000)}`,
  "40,000 errors": head + "  k\n".repeat(40_000),
  "40,000 unclosed quotes": head + '  k: "a\n'.repeat(40_000),
  "20,000 unclosed brackets": head + "  k: [a\n".repeat(20_000),
  "a huge plain scalar": `${head}  a: ${"x y ".repeat(250_000)}\n`,
  "a huge quoted scalar": `${head}  a: "${"x\\n".repeat(200_000)}"\n`,
  "a huge block": `${head}  a: |\n${"    x y\n".repeat(100_000)}`,
  "a quote without indentation": `${head}  a: "${"x\n".repeat(100_000)}"\n`,
  "comments without indentation in a flow": `${head}  a: [\n${"# c\n".repeat(100_000)}x ]\n`,
  "300,000 blank lines": `${head}${"\n".repeat(300_000)}  a: 1\n`,
  "100,000 comments": `${head}${"  # c\n".repeat(100_000)}  a: 1\n`,
  "50,000 separators": "---\n".repeat(50_000),
  "50,000 separators of carriage returns": `a: 1\r${"---\r".repeat(50_000)}`,
  "lines like separators": head + "--.\n".repeat(50_000),
  "50,000 byte order marks": "\ufeff".repeat(50_000) + head,
  "control characters": `${head}  a: ${"\0\x02\x18\x1f".repeat(50_000)}\n`,
  "4,000 JSON values": '{"apiVersion":"v1","kind":"Pod"}'.repeat(4_000),
};

describe("hostile documents", () => {
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });

  for (const [name, text] of Object.entries(texts))
    it(`do not hang or crash, even twice: ${name}`, function () {
      this.timeout(20_000);
      for (let round = 0; round < 2; round++) {
        const result = linter.lint(text);
        assert.deepEqual(result.failures, []);
        for (const { start, end } of [...result.problems, ...result.findings.map(({ span }) => span)])
          assert.ok(start >= 0 && start <= end && end <= text.length);
        fileFacts(result, "a.yaml");
      }
    });
});
