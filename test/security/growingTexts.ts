import type { Growing } from "./growing";

const head = "apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec:\n";
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

/** Texts that grow in what is costly for a YAML parser rather than for a rule. */
export const growingTexts: Readonly<Record<string, Growing>> = {
  "brackets that are never closed": { count: 400_000, make: (count) => `${head}  a: ${"[".repeat(count)}\n` },
  "dashes in dashes": { count: 200_000, make: (count) => `${"- ".repeat(count)}a\n` },
  "explicit keys": { count: 100_000, make: (count) => `${head}${many(count, (i) => `  ? k${i}\n`)}` },
  "keys of a mapping": { count: 50_000, make: (count) => `${head}${many(count, (i) => `  k${i}: v\n`)}` },
  "equal keys": { count: 50_000, make: (count) => `${head}${"  k: v\n".repeat(count)}` },
  "entries on one line": {
    count: 50_000,
    make: (count) => `${head}  a: { ${many(count, (i) => `k${i}: v, `)}}\n`,
  },
  "anchors with an alias each": {
    count: 20_000,
    make: (count) => `${head}${many(count, (i) => `  k${i}: &a${i} 1\n  l${i}: *a${i}\n`)}`,
  },
  "aliases of one mapping": {
    count: 20_000,
    make: (count) => `x: &a { a: 1 }\n${head}${many(count, (i) => `  k${i}: *a\n`)}`,
  },
  "aliases in a chain": {
    count: 20_000,
    make: (count) =>
      `x0: &x0 { a: 1 }\n${many(count, (i) => `x${i + 1}: &x${i + 1} { a: *x${i} }\n`)}${head}  a: *x${count}\n`,
  },
  "merges of one mapping": {
    count: 20_000,
    make: (count) => `x: &a { x: 1, y: 2 }\n${head}  b:\n${"    <<: *a\n".repeat(count)}`,
  },
  "merges in one list": {
    count: 20_000,
    make: (count) => `x: &a { x: 1 }\n${head}  b:\n    <<: [${"*a, ".repeat(count)}]\n`,
  },
  "lines that are no YAML": { count: 40_000, make: (count) => head + "  k\n".repeat(count) },
  "quotes that are never closed": { count: 40_000, make: (count) => head + '  k: "a\n'.repeat(count) },
  "brackets that are never closed, one a line": {
    count: 20_000,
    make: (count) => head + "  k: [a\n".repeat(count),
  },
  "merge conflicts": {
    count: 8000,
    make: (count) =>
      head + many(count, (i) => `<<<<<<< HEAD\n  k${i}: 1\n=======\n  k${i}: 2\n>>>>>>> other\n`),
  },
  "lines of a block scalar": { count: 100_000, make: (count) => `${head}  a: |\n${"    x\n".repeat(count)}` },
  "lines of a quoted scalar": {
    count: 50_000,
    make: (count) => `${head}  a: "${"x\n    ".repeat(count)}"\n`,
  },
  comments: { count: 50_000, make: (count) => `${head}${"  # c\n".repeat(count)}  a: 1\n` },
  "empty documents": { count: 50_000, make: (count) => "---\n".repeat(count) },
  "carriage returns with separators": { count: 50_000, make: (count) => `a: 1\r${"---\r".repeat(count)}` },
  "ends of a document": {
    count: 20_000,
    make: (count) => `${head}  hostPID: true\n${many(count, (i) => `...\nk${i}: v\n`)}`,
  },
  "documents that end twice": {
    count: 4000,
    make: (count) => many(count, (i) => `---\nkind: Pod\napiVersion: v1\n...\nkind: P${i}\napiVersion: v1\n`),
  },
  "JSON values in a row": { count: 4000, make: (count) => '{"apiVersion":"v1","kind":"Pod"}'.repeat(count) },
  "flow mappings in a row": {
    count: 20_000,
    make: (count) => `---\n${'{"apiVersion":"v1","kind":"Pod"}'.repeat(count)}\n`,
  },
  "braces and commas that name no object": {
    count: 100_000,
    make: (count) => `--- {\n${"{  ,  ".repeat(count)}\n`,
  },
  "blanks in lines that are no YAML": {
    count: 400,
    make: (count) => `- a\nkind: x\n${many(count, () => `${" ".repeat(1000)}apiVersion\n`)}`,
  },
};
