// @ts-check
/** Makes a new rule and its test, ready to be filled in: `npm run new-rule -- AREA RULE-ID`. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [area, id] = process.argv.slice(2);
if (!area || !id || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id) || !/^[a-z][A-Za-z]*$/.test(area)) {
  console.error("usage: npm run new-rule -- AREA RULE-ID   (for example: pod host-pid)");
  process.exit(2);
}
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const rule = `import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "${id}",
  title: "",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: [],
  fields: [],
  messages: {},
  check(_subject, _context) {},
});

export const docs = {
  what: "",
  why: "",
  legitimate: "",
  how: "",
  references: [],
  frameworks: {},
  peers: {},
  examples: { bad: "", good: "" },
} satisfies RuleDocs;
`;

const test = `import { check, checkNone } from "../../harness/check";

describe("${id}", () => {
  it("reports", () => {
    check(\`
\`);
  });

  it("is silent for what looks similar", () => {
    checkNone(
      \`
\`,
      "${id}",
    );
  });
});
`;

for (const [file, text] of [
  [`rules/${area}/${id}.ts`, rule],
  [`test/rules/${area}/${id}.test.ts`, test],
]) {
  const path = join(root, file ?? "");
  if (existsSync(path)) {
    console.error(`${file} is there already`);
    process.exit(2);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text ?? "");
  console.log(file);
}
