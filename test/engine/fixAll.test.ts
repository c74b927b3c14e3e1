import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { type FixAllOptions, fixAll } from "../../engine/fixAll";
import { createLinter } from "../../engine/linter";
import { defineRule, type Rule } from "../../engine/rule";
import { append, remove, set } from "../../engine/yaml/pathEdit";
import { applyEdits } from "../../engine/yaml/span";
import { rules as allRules } from "../../rules";

const pod = (body: string) => `apiVersion: v1\nkind: Pod\nspec:\n${body}`;

/** A rule about one field of the spec that wants it to have another value. */
function wants(
  id: string,
  field: string,
  value: string | boolean | undefined,
  safety: "safe" | "review" = "safe",
): Rule {
  return defineRule({
    id,
    title: id,
    on: "podSpec",
    severity: "high",
    confidence: "high",
    profiles: ["recommended"],
    fields: [`pod.${field}`],
    messages: { wrong: `${id} is wrong` },
    check: ({ field: spec }, { report }) => {
      const at = spec.at(...field.split("."));
      if (value === undefined ? at.exists : at.text() !== String(value))
        report({
          at,
          message: "wrong",
          fix: () => ({
            title: `Fix ${id}`,
            safety,
            edits: [value === undefined ? remove(at) : set(at, value)],
          }),
        });
    },
  });
}

function run(rules: readonly Rule[], text: string, options: Partial<FixAllOptions> = {}) {
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
  return fixAll(text, linter, { include: "review", ...options });
}

describe("fixAll", () => {
  it("applies fixes that want the same place one after the other", () => {
    const rules = [wants("a", "securityContext.a", true), wants("b", "securityContext.b", true)];
    const result = run(rules, pod("  x: y\n"));
    assert.equal(result.text, pod("  x: y\n  securityContext:\n    a: true\n    b: true\n"));
    assert.deepEqual(
      result.applied.map(({ rule }) => rule),
      ["a", "b"],
    );
    assert.equal(result.abandoned, undefined);
  });

  it("fixes every document of a file in its place, line breaks kept", () => {
    const text = `${pod("  x: 1\n")}---\n${pod("  x: 1\n")}`.replaceAll("\n", "\r\n");
    const result = run([wants("a", "x", "2")], text);
    assert.equal(result.text, text.replaceAll("x: 1", 'x: "2"'));
    assert.equal(result.passes, 2);
  });

  it("applies what is asked for: safe ones, some rules, some findings", () => {
    const rules = [wants("a", "a", undefined), wants("b", "b", undefined, "review")];
    const text = pod("  a: 1\n  b: 1\n  c: 1\n");
    assert.equal(run(rules, text, { include: "safe" }).text, pod("  b: 1\n  c: 1\n"));
    assert.equal(run(rules, text, { rules: ["b"] }).text, pod("  a: 1\n  c: 1\n"));
    assert.equal(run(rules, text, { only: ({ path }) => path === "/spec/a" }).text, pod("  b: 1\n  c: 1\n"));
  });

  it("renames a misspelled setting, and moves a misplaced one, rather than add it once more", () => {
    const manifest = (container: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: b:1.0.0\n${container}`;
    const linter = createLinter({ rules: allRules, config: { ...defaultConfig, profile: "restricted" } });
    const fixed = (container: string) => fixAll(manifest(container), linter, { include: "review" }).text;
    assert.match(
      fixed("      securityContext:\n        readOnlyRootFileSystem: true # so does this\n"),
      /^ {6}securityContext:\n {8}readOnlyRootFilesystem: true # so does this\n(?!.*readOnlyRoot)/ims,
    );
    assert.doesNotMatch(fixed("      securitycontext: { runasuser: 10001 }\n"), /securitycontext|runasuser/);
    assert.match(fixed("      readOnlyRootFilesystem: false\n"), /^ {8}readOnlyRootFilesystem: true\n/m);
    assert.doesNotMatch(fixed("      readOnlyRootFilesystem: false\n"), /^ {6}readOnly/m);
  });

  it("puts right what was meant rather than add it beside, one fix at a time as well", () => {
    const manifest = (container: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: b:1.0.0\n${container}`;
    const config = { ...defaultConfig, profile: "restricted" as const };
    const single = (id: string, container: string, rules = allRules) => {
      const text = manifest(container);
      const { findings } = createLinter({ rules, config }).lint(text, { today: "2026-01-01" });
      const result = findings.find(({ rule }) => rule === id)?.fix?.edits();
      assert.ok(result, id);
      return "edits" in result ? applyEdits(text, result.edits).slice(manifest("").length) : result.refused;
    };
    const misspelled = (value: string) => `      securityContext: { readOnlyRootFileSystem: ${value} }\n`;
    assert.equal(
      single("read-only-root-filesystem", misspelled("true")),
      "      securityContext: { readOnlyRootFilesystem: true }\n",
    );
    const reason = '"readOnlyRootFileSystem" is written for it: put that right first';
    assert.equal(single("read-only-root-filesystem", misspelled("false")), reason);
    assert.equal(
      single("allow-privilege-escalation", "      allowPrivilegeEscalation: false\n"),
      "      securityContext:\n        allowPrivilegeEscalation: false\n",
    );
    assert.equal(
      single("capabilities-drop-all", "      securitycontext: {}\n"),
      '"securitycontext" is written for it: put that right first',
    );
    // The rule that speaks of the spelling need not be among them.
    const alone = allRules.filter(({ id }) => id === "read-only-root-filesystem");
    assert.equal(single("read-only-root-filesystem", misspelled("true"), alone), reason);
    const refused = fixAll(manifest(misspelled("false")), createLinter({ rules: alone, config }), {
      include: "review",
    });
    assert.deepEqual(
      [refused.text, refused.refused.map((one) => one.reason)],
      [manifest(misspelled("false")), [reason]],
    );
  });

  it("names what is refused and does the rest", () => {
    const text = pod("  a: &x 1\n  b: *x\n  c: 1\n");
    const result = run([wants("b", "b", "2"), wants("c", "c", undefined)], text);
    assert.equal(result.text, pod("  a: &x 1\n  b: *x\n"));
    assert.deepEqual(
      result.refused.map(({ rule, reason }) => `${rule}: ${reason}`),
      ["b: the value is an alias of another place"],
    );
  });

  it("follows of two rules that want the opposite the one that speaks first", () => {
    const rules = [wants("a", "x", undefined), wants("b", "x", "2"), wants("c", "w", undefined)];
    const result = run(rules, pod("  x: 1\n  w: 1\n  z: 1\n"));
    assert.equal(result.text, pod("  z: 1\n"));
    assert.equal(result.abandoned, undefined);
    assert.deepEqual(
      result.applied.map(({ rule }) => rule),
      ["a", "c"],
    );
  });

  it("makes what wants different places of one mapping at once", () => {
    const rules = ["a", "b", "c", "d"].map((id) => wants(id, `securityContext.${id}.${id}`, true));
    const result = run(rules, pod("  x: y\n"));
    assert.equal(result.applied.length, 4);
    assert.equal(result.passes, 2);
  });

  it("gives the same text whatever the order of the rules", () => {
    const rules = ["a", "b", "c", "d"].map((id) => wants(id, `s.${id}`, true));
    assert.equal(run(rules, pod("  x: y\n")).text, run([...rules].reverse(), pod("  x: y\n")).text);
  });

  it("gives the original back where the fixes come to no end", () => {
    const more: Rule = defineRule({
      ...wants("more", "x", "1"),
      on: "podSpec",
      check: ({ field: spec }, { report }) =>
        report({
          at: spec.at("args"),
          message: "wrong",
          fix: () => ({ title: "Add", safety: "safe", edits: [append(spec.at("args"), "more")] }),
        }),
    });
    const result = run([more], pod("  x: 1\n"));
    assert.equal(result.text, pod("  x: 1\n"));
    assert.deepEqual(result.applied, []);
    assert.equal(result.abandoned, "the fixes come to no end");
    assert.equal(result.passes, 11);
  });
});
