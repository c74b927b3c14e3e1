import assert from "node:assert/strict";
import { defaultConfig, type LinterConfig } from "../../engine/config";
import { explain } from "../../engine/explain";
import type { Finding } from "../../engine/finding";
import { createLinter, type FileResult, fileFacts, type Linter } from "../../engine/linter";
import { formatMessage } from "../../engine/message";
import { workloadLevels } from "../../engine/podSecurityLevel";
import type { RuleOptions } from "../../engine/rule";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { applyEdits, type Span } from "../../engine/yaml/span";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";

/** What the rules that are silent until they are told something have to be told. */
export const allOptions: LinterConfig["options"] = Object.fromEntries(
  Object.entries(ruleDocs).flatMap(([id, { examples }]): [string, RuleOptions][] =>
    "options" in examples && examples.options ? [[id, examples.options]] : [],
  ),
);

/** A linter with every rule, told what its examples are told, that remembers nothing. */
export function everyRule(config: Partial<LinterConfig> = {}): Linter {
  return createLinter({
    rules,
    config: { ...defaultConfig, profile: "all", options: allOptions, ...config },
  });
}

const strict = everyRule({ profile: "pss-restricted" });

/**
 * Does with a text whatever any part of the program would: lints it alone and among other files, formats what is said,
 * makes every fix and lints what comes out, explains places and tells levels. Fails where a rule failed, where a span
 * lies outside of the text, or where anything throws.
 *
 * @param others further files of the same workspace.
 * @param offsets places to explain.
 */
export function examine(
  text: string,
  linter: Linter,
  others: readonly string[] = [],
  offsets: readonly number[] = [],
): FileResult {
  const result = linter.lint(text);
  const index = new WorkspaceIndex();
  index.set("a.yaml", fileFacts(result, "a.yaml"));
  others.forEach((other, at) => {
    index.set(`${at}.yaml`, fileFacts(linter.lint(other), `${at}.yaml`));
  });
  const among = linter.lintAmong(index, "a.yaml");
  assert.deepEqual([...result.failures, ...among.failures], [], "a rule failed");
  for (const problem of result.problems) assertWithin(problem, text, problem.code);
  for (const finding of [...result.findings, ...among.findings]) {
    assertWithin(finding.span, text, finding.rule);
    formatMessage(finding.message);
    for (const { file, span, message } of finding.related) {
      formatMessage(message);
      if (file === undefined || file === "a.yaml") assertWithin(span, text, finding.rule);
    }
    among.settles(finding);
    makeFix(finding, text, linter);
  }
  const strictly = strict.lint(text);
  assert.deepEqual(strictly.failures, []);
  workloadLevels(strictly);
  for (const offset of offsets) explain([result, strictly], offset, rules);
  return result;
}

function makeFix({ fix, rule }: Finding, text: string, linter: Linter): void {
  const made = fix?.edits();
  if (!made || "refused" in made) return;
  let end = 0;
  for (const edit of [...made.edits].sort((a, b) => a.start - b.start)) {
    assertWithin(edit, text, `a fix of ${rule}`);
    assert.ok(edit.start >= end, `edits of ${rule} overlap`);
    end = edit.end;
  }
  assert.deepEqual(linter.lint(applyEdits(text, made.edits)).failures, [], `after a fix of ${rule}`);
}

function assertWithin({ start, end }: Span, text: string, what: string): void {
  assert.ok(
    Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length,
    `${what}: ${start}-${end} in a text of ${text.length}`,
  );
}
