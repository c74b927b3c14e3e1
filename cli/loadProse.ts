import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RuleDocs } from "../engine/rule";

/**
 * The texts of all rules, by id. They are several times the size of everything else, so that they lie in a file of their
 * own (dist/prose.js) which only those commands load that show them. The paths are computed so that the bundler leaves
 * them alone; run from source, the texts come from the rules' own files.
 */
export function loadProse(): Readonly<Record<string, RuleDocs>> {
  const built = join(__dirname, "prose.js");
  const module: typeof import("../rules/docs") = require(
    existsSync(built) ? built : join(__dirname, "../rules/docs"),
  );
  return module.ruleDocs;
}
