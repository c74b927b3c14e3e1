import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { severities } from "../../engine/finding";
import { profileNames } from "../../engine/profile";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { applyFixes, lintWith } from "../harness/check";

const folder = resolve(__dirname, "../../rules");
const testFolder = resolve(__dirname, "../rules");

describe("every rule", () => {
  for (const rule of rules) {
    const docs = ruleDocs[rule.id];
    describe(rule.id, () => {
      it("stands in a file of its name and has a test", () => {
        const area = areaOf(folder, `${rule.id}.ts`);
        assert.ok(area, "no file");
        const tested = areaOf(testFolder, `${rule.id}.test.ts`) ?? isTested(area, rule.id);
        assert.ok(tested, "no test");
      });

      it("declares itself completely", () => {
        assert.match(rule.id, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
        assert.match(rule.title, /^[A-Z].*[^.]$/);
        assert.ok(severities.includes(rule.severity));
        for (const profile of rule.profiles) assert.ok(profileNames.includes(profile), profile);
        assert.ok(rule.fields.length > 0);
        for (const field of rule.fields)
          assert.match(field, /^(?:container|pod|resource|rbacRule|component|values)\./);
        for (const covering of rule.coveredBy ?? [])
          assert.ok(
            rules.some(({ id }) => id === covering),
            `unknown rule ${covering}`,
          );
        for (const template of Object.values(rule.messages)) {
          assert.doesNotMatch(template, /\.$|\bshould\b/);
          assert.match(template, /^[a-z"{A-Z]/);
        }
      });

      it("is explained", () => {
        assert.ok(docs);
        for (const text of [docs.what, docs.why, docs.legitimate, docs.how])
          assert.ok(text.length > 20, text);
        assert.ok(docs.references.length > 0);
        for (const { url } of docs.references) assert.match(url, /^https:\/\//);
      });

      it("joins the profiles of the frameworks that name it, and no others", () => {
        assert.ok(docs);
        for (const framework of [
          "nsa",
          "cis",
          "owasp-2022",
          "owasp-2025",
          "mitre",
          "soc2",
          "pci",
          "hipaa",
        ] as const)
          assert.equal(
            rule.profiles.includes(framework),
            (docs.frameworks[framework]?.length ?? 0) > 0,
            framework,
          );
        assert.equal(docs.frameworks.pss === "baseline", rule.profiles.includes("pss-baseline"));
        if (docs.frameworks.pss === "restricted") assert.ok(rule.profiles.includes("pss-restricted"));
      });

      it("reports its bad example and not its good one", () => {
        assert.ok(docs);
        const { bad, good, options } = docs.examples;
        const told = { ruleOptions: { [rule.id]: options ?? {} } };
        assert.ok(lintWith(bad, [rule.id], told).length > 0, "the bad example is not reported");
        assert.deepEqual(
          lintWith(good, [rule.id], told).map(({ path }) => path),
          [],
        );
      });

      it("is silent until it is told what it has to know", () => {
        assert.ok(docs);
        const { bad, options } = docs.examples;
        if (!options) return;
        for (const name of Object.keys(options)) assert.ok(rule.options?.[name], `unknown option ${name}`);
        assert.deepEqual(lintWith(bad, [rule.id]), []);
      });

      it("offers the fix it declares", () => {
        assert.ok(docs);
        const { bad, fixed, options } = docs.examples;
        const told = { ruleOptions: { [rule.id]: options ?? {} } };
        const offered = lintWith(bad, [rule.id], told).flatMap(({ fix }) => fix?.safety ?? []);
        if (rule.fix === undefined) assert.deepEqual(offered, []);
        else {
          assert.ok(offered.includes(rule.fix), `no ${rule.fix} fix is offered`);
          assert.equal(applyFixes(rule.id, bad, told), fixed ?? docs.examples.good);
          assert.deepEqual(lintWith(fixed ?? docs.examples.good, [rule.id], told), []);
        }
      });
    });
  }
});

/** Some test of the rule's area names it: areas of many rules alike have tables of cases. */
function isTested(area: string, id: string): boolean {
  const tests = join(testFolder, area);
  return readdirSync(tests).some((file) => readFileSync(join(tests, file), "utf8").includes(`"${id}"`));
}

function areaOf(root: string, file: string): string | undefined {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .find((area) => readdirSync(join(root, area)).includes(file));
}
