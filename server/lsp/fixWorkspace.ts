import type { CancellationToken } from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import type { FixSafety } from "../../engine/fix";
import { fixAll } from "../../engine/fixAll";
import { NewDocuments } from "../../engine/newDocuments";
import { LineIndex } from "../../engine/yaml/lines";
import { checkFile } from "../../workspace/checkFile";
import type { FixedFile, FixWorkspaceParams } from "../protocol";
import type { Analysis } from "../workspace/analyses";
import { lineDiff } from "../workspace/lineDiff";
import { breather } from "./breather";
import { type ClosedFile, readClosedFile } from "./closedFile";
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
  const wanted = wantedFiles(session, rule, include);
  const documents = new NewDocuments();
  // Which file gets a document that several ask for is known once all were asked.
  if (
    rule !== undefined &&
    include === "review" &&
    session.rules.some(({ id, on }) => id === rule && on === "workspace")
  ) {
    for (const folder of new Set(wanted.flatMap((uri) => session.folders.of(uri) ?? [])))
      await session.objects.whenFilled(folder);
    for (const uri of wanted) {
      if (token.isCancellationRequested) return [];
      const file = await fileOf(uri, session);
      if (!file) continue;
      session.work.unlessLeftOut(uri, file.text, () => {
        const findings = findingsOf(uri, file, session).filter((finding) => finding.rule === rule);
        documents.note(uri, file.text, findings);
      });
      await breathe();
    }
  }
  for (const uri of wanted) {
    if (token.isCancellationRequested) return [];
    const file = await fileOf(uri, session);
    if (!file) continue;
    const { text, linter, facts } = file;
    const { text: longer, added } = documents.into(uri, text);
    const options = { ...facts, shouldStop: session.work.goOn, include };
    const result = session.work.unlessLeftOut(uri, text, () =>
      fixAll(longer, linter, rule === undefined ? options : { ...options, rules: [rule] }),
    );
    if (!result) continue;
    const { text: after, applied } = result;
    await sayWhereAbandoned(session, uri, result);
    if (after !== text)
      fixed.push({
        uri,
        before: text,
        after,
        edits: textEditsOf(new LineIndex(text), lineDiff(text, after)),
        fixes: added.length + applied.length,
      });
    await breathe();
  }
  return fixed;
}

function wantedFiles(session: Session, rule: string | undefined, include: FixSafety): readonly string[] {
  // What is found of a chart is not fixed in the text that it is shown in.
  const isWanted = ({ fix, rule: found }: { readonly fix: FixSafety | null; readonly rule: string }) =>
    fix !== null && (include === "review" || fix === "safe") && (rule ?? found) === found;
  return [...session.index.all()].flatMap(({ uri, findings }) => (findings.some(isWanted) ? [uri] : []));
}

async function fileOf(uri: string, session: Session): Promise<Analysis | ClosedFile | undefined> {
  return (await session.analyses.of(uri, "current")) ?? (await readClosedFile(uri, session));
}

function findingsOf(
  uri: string,
  file: Analysis | ClosedFile,
  { objects, folders }: Session,
): readonly Finding[] {
  if ("result" in file) return file.result.findings;
  return objects.among(folders.of(uri), uri, checkFile(file.text, file.linter, file.facts), file.linter)
    .findings;
}

function read(params: Partial<FixWorkspaceParams> | null): FixWorkspaceParams {
  const include = params?.include === "review" ? "review" : "safe";
  return typeof params?.rule === "string" ? { rule: params.rule, include } : { include };
}
