import { type ExecuteCommandParams, MessageType } from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import { type FixAllOptions, fixAll } from "../../engine/fixAll";
import { formatMessage } from "../../engine/message";
import { checkFile } from "../../workspace/checkFile";
import { type HardenArguments, serverCommands } from "../protocol";
import type { Analysis } from "../workspace/analyses";
import { lineDiff } from "../workspace/lineDiff";
import { isInScope } from "./hardenActions";
import { say, sayWhereAbandoned } from "./say";
import type { Session } from "./session";
import { ignore } from "./suppressActions";
import { workspaceEdit } from "./workspaceEdits";

export async function executeCommand(params: ExecuteCommandParams, session: Session): Promise<string | null> {
  if (params.command === serverCommands.ignore) return ignore(params.arguments?.[0], session);
  if (params.command !== serverCommands.harden) return null;
  const wanted = readHarden(params.arguments?.[0]);
  const analysis = wanted && (await session.analyses.of(wanted.uri, "current"));
  if (wanted && analysis) await harden(wanted, analysis, session);
  return null;
}

/** Brings an object as near to the level as fixes can, in one edit, and says what is left. */
async function harden(wanted: HardenArguments, analysis: Analysis, session: Session): Promise<void> {
  const { text, facts, settings, document } = analysis;
  const { client, connection, linters } = session;
  const linter = linters.toLevel(`pss-${wanted.level}`, settings);
  const isInside = isInScope(wanted);
  const asked = { ...facts, shouldStop: session.work.goOn };
  const options: FixAllOptions = { ...asked, include: "review", only: isInside };
  const hardened = session.work.unlessLeftOut(document.uri, text, () => {
    const fixed = fixAll(text, linter, options);
    const { findings, suppressed } = checkFile(fixed.text, linter, asked);
    return { fixed, left: [...findings, ...suppressed].filter(isInside) };
  });
  if (!hardened) return;
  const { fixed, left } = hardened;
  await sayWhereAbandoned(session, document.uri, fixed);
  if (fixed.text !== text) {
    const { applied } = await connection.workspace.applyEdit({
      label: `Harden to Pod Security ${wanted.level}`,
      edit: workspaceEdit(analysis, lineDiff(text, fixed.text), client),
    });
    if (!applied) {
      // The user went on typing: what was computed is of an older text.
      if (session.documents.get(document.uri)?.version === document.version)
        await say(session, MessageType.Warning, "The editor did not take the changes.");
      return;
    }
  }
  if (left.length > 0) await say(session, MessageType.Info, leftMessage(left, wanted.level));
}

function leftMessage(left: readonly Finding[], level: string): string {
  const shown = left.slice(0, 3).map(({ message }) => formatMessage(message));
  const more = left.length > shown.length ? `, and ${left.length - shown.length} more` : "";
  return `Before it is ${level}, you have to decide: ${shown.join("; ")}${more}`;
}

function readHarden(argument: unknown): HardenArguments | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const isHarden = (value: object): value is HardenArguments =>
    "uri" in value &&
    typeof value.uri === "string" &&
    "document" in value &&
    typeof value.document === "number" &&
    "pointer" in value &&
    typeof value.pointer === "string" &&
    "level" in value &&
    (value.level === "baseline" || value.level === "restricted");
  return isHarden(argument) ? argument : undefined;
}
