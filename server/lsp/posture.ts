import type { CancellationToken } from "vscode-languageserver";
import { frameworkTitles } from "../../engine/frameworks";
import { reasons } from "../../engine/posture";
import { printers } from "../../report/printers/formats";
import { styleFor } from "../../report/style";
import type { PostureData, ReportParams } from "../protocol";
import { collectReport } from "./report";
import type { Session } from "./session";

/** The summary of the workspace as it is now; `null` where that was cancelled or there is no folder. */
export async function workspacePosture(
  session: Session,
  token: CancellationToken,
): Promise<PostureData | null> {
  const report = await collectReport(session, { quotes: false, edits: false }, token);
  if (!report) return null;
  const { frameworks, areas, bySeverity, suppressed, foremost } = report.posture;
  return {
    bySeverity,
    suppressed,
    files: report.totals.checked + report.totals.partly,
    frameworks: frameworks.map(({ framework, passed, accepted, failed, notApplicable, score }) => ({
      framework,
      title: frameworkTitles[framework],
      passed: passed + accepted,
      failed,
      notApplicable,
      score: score ?? null,
    })),
    areas: areas.filter(({ findings }) => findings > 0),
    foremost: foremost.map(({ finding: { rule, severity, message, file, range }, reasons: why }) => ({
      rule,
      severity,
      message,
      file,
      uri: report.uris.get(file) ?? null,
      range,
      why: why.map((reason) => reasons[reason]),
    })),
  };
}

/** The report as the command line writes it; `null` where that was cancelled or there is no folder. */
export async function workspaceReport(
  { format, version }: ReportParams,
  session: Session,
  token: CancellationToken,
): Promise<string | null> {
  const print = Object.hasOwn(printers, format) ? printers[format] : undefined;
  if (!print) return null;
  const wanted = { quotes: format === "text", edits: format === "sarif" };
  const report = await collectReport(session, wanted, token);
  if (!report) return null;
  const prose = format === "sarif" || format === "html" ? await session.prose() : {};
  const chunks: string[] = [];
  print(
    report,
    {
      write: (text) => {
        session.work.beat();
        chunks.push(text);
      },
    },
    {
      style: styleFor(false),
      verbose: false,
      suppressed: false,
      fixCommand: "kubehint fix",
      version: () => version,
      now: Date.now(),
      prose: () => prose,
    },
  );
  return chunks.join("");
}
