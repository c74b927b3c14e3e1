import assert from "node:assert/strict";
import { defaultConfig, type LinterConfig } from "../../engine/config";
import type { Finding } from "../../engine/finding";
import { createLinter, fileFacts, type LintOptions } from "../../engine/linter";
import { formatMessage } from "../../engine/message";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { LineIndex } from "../../engine/yaml/lines";
import { applyEdits } from "../../engine/yaml/span";
import { rules } from "../../rules";
import { peerChecks } from "../../rules/peers";
import { withAcross } from "../../workspace/across";
import { lintValues } from "./lintValues";
import { readMarkers } from "./markers";

export interface CheckOptions extends LintOptions {
  /** Only these rules run; by default those that the fixture's markers name. */
  readonly only?: readonly string[];
  readonly profile?: LinterConfig["profile"];
  readonly minor?: number;
  /** What the rules are told: rule id -> options. */
  readonly ruleOptions?: LinterConfig["options"];
}

/** Lints `text`, as the only file of its workspace, with the given rules. Fails where a rule threw. */
export function lintWith(
  text: string,
  ids: readonly string[] | undefined,
  options: CheckOptions = {},
): Finding[] {
  const unknown = ids?.filter((id) => !rules.some((rule) => rule.id === id)) ?? [];
  assert.deepEqual(unknown, [], "unknown rules");
  const config = {
    ...defaultConfig,
    profile: options.profile ?? "all",
    minor: options.minor ?? defaultConfig.minor,
    options: options.ruleOptions ?? {},
  };
  const chosen = ids ? rules.filter((rule) => ids.includes(rule.id)) : rules;
  const linter = createLinter({ rules: chosen, registry: rules, peers: peerChecks, config });
  if (chosen.length > 0 && chosen.every(({ on }) => on === "values")) return lintValues(text, linter);
  const result = linter.lint(text, { today: "2026-06-30", ...options });
  const index = new WorkspaceIndex();
  index.set("manifest.yaml", fileFacts(result, "manifest.yaml"));
  const among = linter.lintAmong(index, "manifest.yaml");
  assert.deepEqual([...result.failures, ...among.failures], []);
  return withAcross(result, among).findings.slice();
}

/** Asserts that the rules report exactly what the fixture marks (see `readMarkers`), there and nowhere else. */
export function check(fixture: string, options: CheckOptions = {}): void {
  const markers = readMarkers(fixture);
  const ids =
    options.only ?? (options.profile ? undefined : [...new Set(markers.map((marker) => marker.rule))]);
  assert.ok(ids === undefined || ids.length > 0, "a fixture without markers needs `only`");
  const index = new LineIndex(fixture);
  const show = (rule: string, start: number, end: number, message: string | undefined) => {
    const { line, character } = index.position(start);
    return `${line + 1}:${character + 1} ${rule} ‹${fixture.slice(start, end)}›${message ? ` ${message}` : ""}`;
  };
  const expected = markers.map((m) => show(m.rule, m.start, m.end, m.message));
  const withMessage = new Set(markers.filter((m) => m.message).map((m) => `${m.rule} ${m.start}`));
  const actual = lintWith(fixture, ids, options).map((f) =>
    show(
      f.rule,
      f.span.start,
      f.span.end,
      withMessage.has(`${f.rule} ${f.span.start}`) ? formatMessage(f.message) : undefined,
    ),
  );
  assert.deepEqual(actual.sort(), expected.sort());
}

/** Asserts that nothing is reported by these rules. */
export function checkNone(fixture: string, ...only: string[]): void {
  check(fixture, { only });
}

/** Applies every fix of one rule and asserts the text that comes out. */
export function checkFix(rule: string, before: string, after: string, options: CheckOptions = {}): void {
  assert.equal(applyFixes(rule, before, options), after);
}

/** Asserts that the rule reports something here and offers no fix, or refuses to make it. */
export function checkNoFix(rule: string, fixture: string, options: CheckOptions = {}): void {
  const findings = lintWith(fixture, [rule], options);
  assert.ok(findings.length > 0, "nothing is reported");
  for (const { fix } of findings) assert.ok(!fix || "refused" in fix.edits(), "a fix is offered");
}

/** The text after the rule's fixes, one finding after the other, until none is left (at most 20). */
export function applyFixes(rule: string, text: string, options: CheckOptions = {}): string {
  let current = text;
  for (let pass = 0; pass < 20; pass++) {
    const finding = lintWith(current, [rule], options).find(({ fix }) => fix);
    if (!finding?.fix) {
      assert.ok(pass > 0, "no fix is offered");
      return current;
    }
    const result = finding.fix.edits();
    assert.ok("edits" in result, `refused: ${"refused" in result ? result.refused : ""}`);
    const next = applyEdits(current, result.edits);
    assert.notEqual(next, current, "the fix changes nothing");
    current = next;
  }
  return assert.fail("the fixes do not come to an end");
}
