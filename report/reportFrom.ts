import type { Linter } from "../engine/linter";
import type { Collector } from "./collector";
import { frameworkCompliance, posture, type RuleFrameworks } from "./frameworkCompliance";
import type { Report } from "./report";

/** What a report says of what was gathered; once all of it is. */
export function reportFrom(
  collector: Collector,
  linter: Linter,
  frameworks: RuleFrameworks,
): Omit<Report, "totals" | "misconfigured" | "milliseconds" | "shard"> {
  const { partly, skipped, unreadable, failures, undecided, judged, accepted } = collector;
  const all = collector.sortedFindings();
  return {
    linter,
    partly,
    skipped,
    findings: all.filter(({ suppressed }) => suppressed === null),
    all,
    undecided,
    unreadable,
    failures,
    compliance: frameworkCompliance(linter, judged, accepted, frameworks),
    posture: posture(linter, all, judged, accepted, frameworks),
  };
}
