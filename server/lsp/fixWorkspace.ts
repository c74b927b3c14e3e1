import type { CancellationToken } from "vscode-languageserver";
import { fixAll } from "../../engine/fixAll";
import { LineIndex } from "../../engine/yaml/lines";
import type { FixedFile, FixWorkspaceParams } from "../protocol";
import { lineDiff } from "../workspace/lineDiff";
import { breather } from "./breather";
import { readClosedFile } from "./closedFile";
import { textEditsOf } from "./ranges";
import { sayWhereAbandoned } from "./say";
import type { Session } from "./session";

/** What the files that the last scan found something in would be after the fixes that are asked for. */
export async function fixWorkspace(
  params: FixWorkspaceParams,
  session: Session,
  token: CancellationToken,
): Promise<FixedFile[]> {
  const { rule, include } = read(params);
  const fixed: FixedFile[] = [];
  const breathe = breather();
  for (const { uri, findings } of session.index.all()) {
    if (token.isCancellationRequested) return [];
    // What is found of a chart is not fixed in the text that it is shown in.
    const isWanted = findings.some(
      (one) =>
        one.fix !== null && (include === "review" || one.fix === "safe") && (rule ?? one.rule) === one.rule,
    );
    const file = isWanted
      ? ((await session.analyses.of(uri, "current")) ?? (await readClosedFile(uri, session)))
      : undefined;
    if (!file) continue;
    const { text, linter, facts } = file;
    const result = fixAll(text, linter, {
      ...facts,
      include,
      ...(rule !== undefined && { rules: [rule] }),
    });
    const { text: after, applied } = result;
    await sayWhereAbandoned(session, uri, result);
    if (after !== text)
      fixed.push({
        uri,
        before: text,
        after,
        edits: textEditsOf(new LineIndex(text), lineDiff(text, after)),
        fixes: applied.length,
      });
    await breathe();
  }
  return fixed;
}

function read(params: Partial<FixWorkspaceParams> | null): FixWorkspaceParams {
  const include = params?.include === "review" ? "review" : "safe";
  return typeof params?.rule === "string" ? { rule: params.rule, include } : { include };
}
