import type { Compliance } from "../../engine/compliance";
import { frameworkTitles } from "../../engine/frameworks";
import { grouped } from "../../engine/grouped";
import { printable } from "../../engine/message";
import { type Posture, reasons, severityCounts } from "../../engine/posture";
import type { Output } from "../output";
import type { ReportedFinding } from "../report";
import type { Style } from "../style";
import { placeOf } from "./escape";

/** The words and figures of a posture, as every format says them; nothing is escaped yet. */
export interface PostureWords {
  readonly counts: string;
  readonly frameworks: readonly {
    readonly title: string;
    readonly passed: number;
    readonly failed: number;
    readonly notApplicable: number;
    readonly score: string;
  }[];
  readonly areas: readonly { readonly title: string; readonly findings: number; readonly counts: string }[];
  readonly foremost: readonly { readonly finding: ReportedFinding; readonly why: string }[];
}

export function postureWords({
  frameworks,
  areas,
  bySeverity,
  suppressed,
  foremost,
}: Posture<ReportedFinding>): PostureWords {
  const counts = severityCounts(bySeverity) || "no findings";
  return {
    counts: suppressed > 0 ? `${counts}; ${suppressed} suppressed` : counts,
    frameworks: frameworks.filter(({ score }) => score !== undefined).map(frameworkWords),
    areas: areas
      .filter(({ findings }) => findings > 0)
      .map(({ area, findings, bySeverity: own }) => ({
        title: areaTitle(area),
        findings,
        counts: severityCounts(own),
      })),
    foremost: foremost.map(({ finding, reasons: why }) => ({
      finding,
      why: why.map((reason) => reasons[reason]).join(", "),
    })),
  };
}

/** `controlPlane` -> `Control plane`. */
function areaTitle(area: string): string {
  if (area === "rbac" || area === "api") return area.toUpperCase();
  const words = area.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is accepted counts as passed, as it does in the score. */
function frameworkWords({ framework, passed, accepted, failed, notApplicable, score }: Compliance) {
  return {
    title: frameworkTitles[framework],
    passed: passed + accepted,
    failed,
    notApplicable,
    score: `${score ?? 0} %`,
  };
}

/** Plain data for JSON and SARIF: findings by their place in the list. */
export function postureData(posture: Posture<ReportedFinding>, all: readonly ReportedFinding[]) {
  const indexes = new Map(all.map((finding, index) => [finding, index]));
  return {
    frameworks: posture.frameworks.map(({ controls: _, ...figures }) => figures),
    areas: posture.areas,
    bySeverity: posture.bySeverity,
    suppressed: posture.suppressed,
    foremost: posture.foremost.map(({ finding, reasons: why }) => ({
      finding: indexes.get(finding) ?? null,
      reasons: why,
    })),
  };
}

/** For a terminal; nothing where nothing was found. */
export function printPosture(posture: Posture<ReportedFinding>, style: Style, output: Output): void {
  const { frameworks, areas, foremost, counts } = postureWords(posture);
  if (foremost.length === 0) return;
  output.write(`${style.bold("Posture")}  ${counts}\n`);
  for (const { title, passed, failed, notApplicable, score } of frameworks)
    output.write(
      `  ${score.padStart(5)}  ${title}  ${style.dim(`${passed} pass, ${failed} fail, ${notApplicable} not applicable`)}\n`,
    );
  output.write(
    `  By area: ${areas.map(({ title, findings }) => `${title} ${grouped(findings)}`).join(", ")}\n`,
  );
  output.write(`${style.bold("What matters most")}\n`);
  for (const { finding, why } of foremost)
    output.write(
      `  ${style.severity(finding.severity, finding.severity.padEnd(8))}  ${finding.message}${style.dim(`  ${printable(placeOf(finding))}${why && ` (${why})`}`)}\n`,
    );
  output.write("\n");
}
