import { grouped } from "../../engine/grouped";
import type { Report } from "../report";
import { count } from "./count";

/** What was looked at and what came of it, in the words of every format that people read; nothing is escaped yet. */
export interface TotalsWords {
  /** `105 findings in 44 files`, `Nothing risky found in 3 manifest files`, `No Kubernetes manifests found`. */
  readonly findings: string;
  /** `4 files found: 2 checked, 1 partly, 1 skipped; 2 settings filled in later and not judged`. */
  readonly files: string;
}

export function totalsWords({ findings, totals, undecided }: Report): TotalsWords {
  const { found, checked, partly, skipped } = totals;
  const looked = checked + partly;
  const files = `${count(found, "file")} found: ${grouped(checked)} checked, ${grouped(partly)} partly, ${grouped(skipped)} skipped`;
  return {
    findings:
      findings.length > 0
        ? `${count(findings.length, "finding")} in ${count(new Set(findings.map(({ file }) => file)).size, "file")}`
        : looked > 0
          ? `Nothing risky found in ${count(looked, "manifest file")}`
          : "No Kubernetes manifests found",
    files: undecided > 0 ? `${files}; ${count(undecided, "setting")} filled in later and not judged` : files,
  };
}
