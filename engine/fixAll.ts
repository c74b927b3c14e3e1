import type { Finding, Severity } from "./finding";
import type { FixSafety } from "./fix";
import type { Linter, LintOptions } from "./linter";
import type { Message } from "./message";
import { applyEdits, type Span, type TextEdit } from "./yaml/span";

/** Passes are cheap; what needs more than this many fixes at one place does not come to an end. */
const mostPasses = 50;
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
  readonly passes: number;
  /** Why the fixes were given up and the text is as it was. */
  readonly abandoned: string | undefined;
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
 * Applies every fix that is asked for. Fixes that touch the same place wait for the next pass, which looks at the text
 * anew, so that no fix is applied to a text it was not made for.
 */
export function fixAll(text: string, linter: Linter, options: FixAllOptions): FixAllResult {
  const applied: AppliedFix[] = [];
  const seen = new Set([text]);
  let current = text;
  let problems = Number.POSITIVE_INFINITY;
  for (let passes = 1; ; passes++) {
    const result = linter.lint(current, options);
    const pass = onePass(result.findings.filter((finding) => isWanted(finding, options)));
    const abandon = (reason: string): FixAllResult => ({
      text,
      applied: [],
      refused: pass.refused,
      passes,
      abandoned: reason,
    });
    if (result.problems.length > problems) return abandon("the result is not valid YAML");
    problems = result.problems.length;
    if (pass.edits.length === 0)
      return { text: current, applied, refused: pass.refused, passes, abandoned: undefined };
    if (passes === mostPasses) return abandon("the fixes come to no end");
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

interface Pass {
  readonly edits: TextEdit[];
  readonly applied: AppliedFix[];
  readonly refused: RefusedFix[];
}

function onePass(findings: readonly Finding[]): Pass {
  const pass: Pass = { edits: [], applied: [], refused: [] };
  const taken = new Places();
  for (const { fix, rule, severity, message, span } of findings) {
    if (!fix) continue;
    const result = fix.edits();
    if ("refused" in result) pass.refused.push({ rule, message, span, reason: result.refused });
    else if (result.edits.length > 0 && !result.edits.some((edit) => taken.touches(edit))) {
      for (const edit of result.edits) {
        pass.edits.push(edit);
        taken.add(edit);
      }
      pass.applied.push({ rule, severity, title: fix.title, message });
    }
  }
  return pass;
}

/** Places that do not overlap, in the order of the text: a large file is fixed at tens of thousands of them. */
class Places {
  private readonly sorted: Span[] = [];

  /** Two insertions at one offset touch as well: the second may repeat the parent that the first one brings. */
  touches({ start, end }: Span): boolean {
    const next = this.sorted[this.firstEndingFrom(start)];
    return next !== undefined && next.start <= end;
  }

  add(place: Span): void {
    this.sorted.splice(this.firstEndingFrom(place.start), 0, place);
  }

  private firstEndingFrom(offset: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle]?.end ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
