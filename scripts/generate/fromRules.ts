import { readFileSync } from "node:fs";
import { rulePage } from "../../engine/rulePage";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { configSchema } from "./configSchema";
import { packageJson } from "./packageJson";
import { peerChecks } from "./peerChecks";
import { rulesPage } from "./rulesPage";

/** Prints, as JSON, every generated file that needs the rules loaded: path -> text. */
const files: Record<string, string> = {};
for (const rule of rules) {
  const docs = ruleDocs[rule.id];
  if (docs) files[`docs/rules/${rule.id}.md`] = rulePage(rule, docs);
}
files["docs/rules/README.md"] = rulesPage(rules, ruleDocs);
files["rules/peers.ts"] = peerChecks(rules, ruleDocs);
files["docs/config.schema.json"] = configSchema(rules);
files["package.json"] = packageJson(readFileSync("package.json", "utf8"), rules);
process.stdout.write(JSON.stringify(files));
