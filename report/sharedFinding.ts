import { sharedText } from "../engine/yaml/sharedText";
import type { Position } from "../engine/yaml/span";
import type { ReportedFinding } from "./report";

/**
 * A finding that came from another thread, where each text of each finding is a copy, with one copy of what many of them say:
 * of tens of thousands these are a quarter of what is in memory.
 */
export function sharedFinding(finding: ReportedFinding, file: string): ReportedFinding {
  const { fix, related, lastingPath, range } = finding;
  const path = sharedText(finding.path);
  return {
    ...finding,
    rule: sharedText(finding.rule),
    severity: sharedText(finding.severity),
    file,
    path,
    lastingPath: lastingPath === finding.path ? path : lastingPath,
    fix: fix && {
      safety: sharedText(fix.safety),
      title: sharedText(fix.title),
      edits: fix.edits.length === 0 ? none : fix.edits,
    },
    related: related.length === 0 ? none : related,
    // As it is read from a message a small object takes half as much again.
    range: { start: sameAs(range.start), end: sameAs(range.end) },
  };
}

function sameAs({ line, character }: Position): Position {
  return { line, character };
}

const none: readonly never[] = [];
