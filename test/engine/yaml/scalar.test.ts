import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { YamlDocument } from "../../../engine/yaml/document";
import { resolvePlain, resolveTagged, type ScalarValue, tagFits } from "../../../engine/yaml/scalar";

/**
 * Plain scalars with what sigs.k8s.io/yaml v1.6.0 makes of them: the kind, and the value where it is not the text
 * itself. `integer` is one that a `number` would round; `refused` is a value that JSON cannot say.
 */
type Row = readonly [text: string, kind: string, value?: string | number | boolean];
const rows: readonly Row[] = JSON.parse(readFileSync(new URL("./scalars.json", import.meta.url), "utf8"));

function expected([text, kind, value]: Row): ScalarValue {
  if (kind === "null") return null;
  return kind === "string" || kind === "refused" ? text : (value ?? null);
}

describe("plain scalars", () => {
  it("read as Go reads them", () => {
    assert.ok(rows.length > 300);
    for (const row of rows) {
      const value = resolvePlain(row[0]);
      const wide = row[1] === "integer" && (typeof value === "bigint" || typeof value === "number");
      if (wide) assert.equal(Number(value), Number(row[2]), row[0]);
      else assert.equal(typeof value === "number" ? value + 0 : value, expected(row), row[0]);
    }
  });

  it("keep every digit of a 64-bit integer", () => {
    assert.equal(resolvePlain("9223372036854775807"), 9223372036854775807n);
    assert.equal(resolvePlain("-9223372036854775808"), -9223372036854775808n);
    assert.equal(resolvePlain("18446744073709551615"), 18446744073709551615n);
  });

  it("are a problem where JSON cannot say them, and only there", () => {
    for (const [text, kind] of rows) {
      const { problems } = new YamlDocument(`v: ${text}\n`);
      assert.deepEqual(
        problems.map(({ code }) => code),
        kind === "refused" ? ["not-json"] : [],
        text,
      );
    }
  });
});

describe("tagged scalars", () => {
  const cases: readonly [tag: string, text: string, value: ScalarValue, fits: boolean][] = [
    ["!!bool", "yes", true, true],
    ["!!bool", "1", "1", false],
    ["!<tag:yaml.org,2002:bool>", "on", true, true],
    ["!!int", "010", 8, true],
    ["!!int", "1.0", "1.0", false],
    ["!!float", "1", 1, true],
    ["!!float", "web", "web", false],
    ["!!null", "~", null, true],
    ["!!null", "0", "0", false],
    ["!!str", "yes", "yes", true],
    ["!", "12", "12", true],
    ["!Ref", "yes", "yes", true],
    ["!!binary", "cHJpdmlsZWdlZA==", "privileged", true],
    ["!!binary", "w7xtbGF1dA==", "ümlaut", true],
    ["!!binary", "cHJpdmlsZWdlZA", "cHJpdmlsZWdlZA", false],
  ];
  for (const [tag, text, value, fits] of cases)
    it(`${tag} ${text}`, () => {
      assert.equal(resolveTagged(tag, text), value);
      assert.equal(tagFits(tag, text), fits);
    });
});
