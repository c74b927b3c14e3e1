import type { FileResult } from "../../engine/linter";
import { formatMessage } from "../../engine/message";
import type { Rule } from "../../engine/rule";
import { LineIndex } from "../../engine/yaml/lines";
import type { Settings } from "../../workspace/settings";
import type { InChart } from "../workspace/charts";
import type { IndexedFile } from "../workspace/scanIndex";
import { type AnalysedFile, type DiagnosticOptions, diagnosticsOf } from "./diagnosticsOf";
import { noticesOf } from "./fileNotices";
import { rangeOf } from "./ranges";
import { narrowerProfiles } from "./ruleCatalogue";

/** What a file is shown with: plain data, but for the rules. */
export interface ShownWith extends DiagnosticOptions {
  readonly settings: Settings;
  /** By id. */
  readonly rules: ReadonlyMap<string, Rule>;
}

export interface ResultOfFile {
  readonly uri: string;
  readonly text: string;
  readonly result: FileResult;
  /** The lines of the files that findings name as related, by URI. */
  readonly others?: AnalysedFile["others"];
  readonly chart?: InChart | undefined;
}

/** What the index keeps of a file. */
export function shownFile(file: ResultOfFile, { settings, rules, ...options }: ShownWith): IndexedFile {
  const { uri, text, result, others = new Map(), chart } = file;
  if (saysNothing(file)) return { uri, findings: [], diagnostics: [] };
  const lines = new LineIndex(text);
  return {
    uri,
    // What is counted where it is decided is not counted where it is rendered.
    findings: result.findings
      .filter((one) => !chart?.mirrored.includes(one))
      .map((finding) => {
        const rule = rules.get(finding.rule);
        const profiles = narrowerProfiles(finding, rule);
        return {
          rule: finding.rule,
          title: rule?.title ?? finding.rule,
          severity: finding.severity,
          message: formatMessage(finding.message),
          range: rangeOf(lines, finding.span),
          fix: finding.fix?.safety ?? null,
          ...(profiles && { profiles }),
        };
      }),
    diagnostics: diagnosticsOf({ uri, lines, result, settings, others, chart }, options),
  };
}

/** True where there is nothing to be shown of a file. */
export function saysNothing({ result, chart }: Pick<ResultOfFile, "result" | "chart">): boolean {
  return result.findings.length + noticesOf(result).length + (chart?.notices.length ?? 0) === 0;
}

export function rulesById(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  return new Map(rules.map((rule) => [rule.id, rule]));
}
