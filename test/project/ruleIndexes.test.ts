import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";

const folder = resolve(__dirname, "../../docs/rules");
const catalogue = resolve(__dirname, "../../../shared/catalogue/rules.json");

/** Checks of the catalogue that no rule of ours does. */
const others: readonly string[] = [
  // An unset `privileged` is false: there is nothing to report.
  "kubeaudit privileged/PrivilegedNil",
  // The catalogue's name for the second of two checks with one id.
  "terrascan AC_K8S_0050#AC_K8S_0050",
];

interface CatalogueEntry {
  readonly key: string;
  readonly peers: Readonly<Record<string, readonly string[]>>;
}

/** `heading | key | rule`, a line for each rule that an index page names. */
function linesOf(page: string): string[] {
  let heading = "";
  return readFileSync(resolve(folder, page), "utf8")
    .split("\n")
    .flatMap((line) => {
      heading = /^## (?:Coming from )?(.*)$/.exec(line)?.[1] ?? heading;
      const key = /^\| (\S.*?) \|/.exec(line)?.[1];
      return [...line.matchAll(/\[`([^`]+)`\]\(([^)]+)\)/g)].map(([, id, target]) => {
        assert.equal(target, `${id}.md`);
        return [heading, ...(key === undefined ? [] : [key]), id].join(" | ");
      });
    });
}

describe("the indexes of the rules' pages", () => {
  const pages = new Set(readdirSync(folder));

  it("name every rule once by its area, and lead to pages that are there", () => {
    const ids = linesOf("by-area.md").map((line) => line.split(" | ")[1]);
    assert.deepEqual(ids.sort(), rules.map(({ id }) => id).sort());
    for (const id of ids) assert.ok(pages.has(`${id}.md`), id);
  });

  it("name every rule under each control that it answers", () => {
    const given = rules.flatMap(({ id }) =>
      Object.values(ruleDocs[id]?.frameworks ?? {}).flatMap((controls) =>
        [controls].flat().map((control) => `${control} | ${id}`),
      ),
    );
    const listed = linesOf("by-framework.md").map((line) => line.split(" | ").slice(1).join(" | "));
    assert.deepEqual(listed.sort(), given.sort());
  });

  it("name every check of another tool that a rule says it is", () => {
    const given = rules.flatMap(({ id }) =>
      Object.entries(ruleDocs[id]?.peers ?? {}).flatMap(([tool, checks]) =>
        checks.map((check) => `${tool} | ${check} | ${id}`),
      ),
    );
    assert.deepEqual(linesOf("by-tool.md").sort(), given.sort());
  });

  it("know every check that the catalogue knows", function () {
    if (!existsSync(catalogue)) return this.skip();
    const entries: readonly CatalogueEntry[] = JSON.parse(readFileSync(catalogue, "utf8"));
    const missing = entries.flatMap(({ key, peers }) => {
      const rule = rules.find(({ id, aliases }) => id === key || aliases?.includes(key));
      const own = rule && ruleDocs[rule.id]?.peers;
      return own
        ? Object.entries(peers).flatMap(([tool, checks]) =>
            checks
              .filter((check) => !own[tool]?.includes(check) && !others.includes(`${tool} ${check}`))
              .map((check) => `${key}: ${tool} ${check}`),
          )
        : [];
    });
    assert.deepEqual(missing, []);
  });
});
