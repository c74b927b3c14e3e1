import type { Finding, Severity } from "./finding";
import type { FixSafety } from "./fix";
import type { FixHistory } from "./fixHistory";
import { onePass } from "./fixPass";
import type { FileResult, Linter, LintOptions } from "./linter";
import type { Message } from "./message";
import { applyEdits, type Span } from "./yaml/span";

/** What is not at its end after so many passes does not come to one. */
const mostPasses = 10;
/** Fixes add a few lines; a text that grows beyond this is fixed round and round. */
const mostGrowth = 4;

export interface FixAllOptions extends LintOptions {
  /** `safe`: only what cannot break a working workload. `review`: everything. */
  readonly include: FixSafety;
  /** Only findings of these rules. */
  readonly rules?: readonly string[];
  /** Only findings that it accepts; asked again in every pass, about the text as it is then. */
  readonly only?: (finding: Finding) => boolean;
}

export interface FixAllResult {
  /** The text after all fixes; the original where they came to no end. */
  readonly text: string;
  readonly applied: readonly AppliedFix[];
  readonly refused: readonly RefusedFix[];
  /** How often the text was looked at, the last time included, which finds nothing to do. */
  readonly passes: number;
  /** Why the fixes were given up and the text is as it was. */
  readonly abandoned: string | undefined;
  /** The rules whose fixes the pass that was given up wanted, or the one before where it wanted none. */
  readonly abandonedBy: readonly string[];
}

export interface AppliedFix {
  readonly rule: string;
  readonly severity: Severity;
  readonly title: Message;
  /** What was found. */
  readonly message: Message;
}

export interface RefusedFix {
  readonly rule: string;
  readonly message: Message;
  /** In the text of the result. */
  readonly span: Span;
  readonly reason: string;
}

/**
 * Applies every fix that is asked for. Fixes that want the same place wait for the next pass, which looks at the text
 * anew, so that no fix is applied to a text it was not made for.
 */
export function fixAll(text: string, linter: Linter, options: FixAllOptions): FixAllResult {
  const applied: AppliedFix[] = [];
  const seen = new Set([text]);
  const histories = new Map<number, FixHistory>();
  let current = text;
  let problems = Number.POSITIVE_INFINITY;
  let result: FileResult | undefined;
  let lastRules: readonly string[] = [];
  for (let passes = 1; ; passes++) {
    result = linter.lint(current, { ...options, previous: result });
    const wanted = result.findings.filter((finding) => isWanted(finding, options));
    const pass = onePass(wanted, result.documents, histories);
    if (pass.applied.length > 0) lastRules = [...new Set(pass.applied.map(({ rule }) => rule))].sort();
    const abandon = (reason: string): FixAllResult => ({
      text,
      applied: [],
      refused: pass.refused,
      passes,
      abandoned: reason,
      abandonedBy: lastRules,
    });
    if (result.problems.length > problems) return abandon("the result is not valid YAML");
    problems = result.problems.length;
    if (pass.edits.length === 0)
      return {
        text: current,
        applied,
        refused: pass.refused,
        passes,
        abandoned: undefined,
        abandonedBy: [],
      };
    if (passes > mostPasses) return abandon("the fixes come to no end");
    current = applyEdits(current, pass.edits);
    for (const fix of pass.applied) applied.push(fix);
    if (seen.has(current)) return abandon("the fixes undo each other");
    if (current.length > (text.length + 1000) * mostGrowth) return abandon("the fixes come to no end");
    seen.add(current);
  }
}

function isWanted(finding: Finding, { include, rules, only }: FixAllOptions): boolean {
  if (!finding.fix || (include === "safe" && finding.fix.safety !== "safe")) return false;
  if (rules && !rules.includes(finding.rule)) return false;
  return only?.(finding) ?? true;
}
