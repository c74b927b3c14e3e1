import { readdirSync, readFileSync } from "node:fs";
import { rulePage } from "../../engine/rulePage";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { imageWritablePaths } from "../../rules/shared/imageWritablePaths";
import { configSchema } from "./configSchema";
import { fixesPage } from "./fixesPage";
import { packageJson } from "./packageJson";
import { peerChecks } from "./peerChecks";
import { ruleFrameworks } from "./ruleFrameworks";
import { areaPage, frameworkPage, toolPage } from "./ruleIndexes";
import { rulesPage } from "./rulesPage";
import { writablePathsPage } from "./writablePathsPage";

/** Prints, as JSON, every generated file that needs the rules loaded: path -> text. */
const files: Record<string, string> = {};
/** File name of a rule -> the folder it lies in. */
const areas = new Map(
  readdirSync("rules", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(`rules/${name}`).map((file) => [file, name] as const)),
);
for (const rule of rules) {
  const docs = ruleDocs[rule.id];
  if (docs) files[`docs/rules/${rule.id}.md`] = rulePage(rule, docs);
}
files["docs/rules/README.md"] = rulesPage(rules, ruleDocs);
files["docs/rules/by-area.md"] = areaPage(rules, ({ id }) => areas.get(`${id}.ts`) ?? "");
files["docs/rules/by-framework.md"] = frameworkPage(rules, ruleDocs);
files["docs/rules/by-tool.md"] = toolPage(rules, ruleDocs);
files["docs/fixes-by-rule.md"] = fixesPage(rules, ruleDocs);
files["docs/writable-paths.md"] = writablePathsPage(imageWritablePaths);
files["rules/peers.ts"] = peerChecks(rules, ruleDocs);
files["rules/frameworks.ts"] = ruleFrameworks(rules, ruleDocs);
files["docs/config.schema.json"] = configSchema(rules);
files["package.json"] = packageJson(readFileSync("package.json", "utf8"), rules);
process.stdout.write(JSON.stringify(files));
