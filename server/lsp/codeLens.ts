import type { CodeLens, CodeLensParams } from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import { formatMessage, visible } from "../../engine/message";
import { type WorkloadLevel, workloadLevels } from "../../engine/podSecurityLevel";
import { pointerKey } from "../../engine/yaml/pointer";
import { shiftSpan } from "../../engine/yaml/span";
import { type HardenArguments, serverCommands } from "../protocol";
import { rangeOf } from "./ranges";
import type { Session } from "./session";

/** One lens above each workload: its Pod Security level, and a click to bring it to the next one. */
export async function codeLenses(params: CodeLensParams, session: Session): Promise<CodeLens[]> {
  const analysis = await session.analyses.of(params.textDocument.uri, "current");
  if (!analysis?.settings.codeLens.enable) return [];
  const { lines, settings, document, text } = analysis;
  const strict = analysis.by(session.linters.ofLevel("pss-restricted", settings));
  // What is accepted still decides what a namespace of that level admits.
  const all = { ...strict, findings: [...strict.findings, ...strict.suppressed] };
  return session.work
    .during(document.uri, text, () => workloadLevels(all))
    .map((workload): CodeLens => {
      const { root } = workload.resource;
      const span = shiftSpan(root.entries()[0]?.keySpan ?? root.span, workload.documentStart);
      return { range: rangeOf(lines, span), command: commandOf(workload, document.uri) };
    });
}

function commandOf(workload: WorkloadLevel, uri: string) {
  const title = lensTitle(workload);
  // A command without a name is shown as a text that cannot be clicked.
  if (workload.level === "restricted") return { title, command: "" };
  const argument: HardenArguments = {
    uri,
    document: workload.resource.documentIndex,
    pointer: workload.resource.root.pointer,
    level: workload.level === "privileged" ? "baseline" : "restricted",
  };
  return {
    title,
    tooltip: [
      `Harden to ${argument.level}:`,
      ...workload.blockers.slice(0, 20).map(({ message }) => `- ${formatMessage(message)}`),
    ].join("\n"),
    command: serverCommands.harden,
    arguments: [argument],
  };
}

/** `Pod Security: privileged · hostNetwork blocks baseline`. */
export function lensTitle({ level, blockers, undecided }: WorkloadLevel): string {
  const doubt = undecided > 0 ? " (some values are filled in later)" : "";
  if (level === "restricted") return `Pod Security: restricted ✓${doubt}`;
  const next = level === "privileged" ? "baseline" : "restricted";
  const names = [...new Set(blockers.map(settingName))];
  const [only, second] = names;
  if (level === "baseline" && blockers.length > 1)
    return `Pod Security: baseline · ${blockers.length} settings short of restricted${doubt}`;
  if (only === undefined || names.length > 2)
    return `Pod Security: ${level} · ${blockers.length} settings block ${next}${doubt}`;
  const what = second === undefined ? `${only} blocks` : `${only} and ${second} block`;
  return `Pod Security: ${level} · ${what} ${next}${doubt}`;
}

/** `hostNetwork` of `/spec/hostNetwork`, `capabilities.add` of `/spec/…/capabilities/add/0`. */
function settingName({ path }: Finding): string {
  const steps = path.split("/").filter((step) => !/^\d+$/.test(step));
  const last = steps.at(-1) ?? "";
  const isVague = ["add", "drop", "type", "path", "name", "value", "level", "user", "role"].includes(last);
  return visible(pointerKey(isVague ? steps.slice(-2).join(".") : last).slice(0, 60));
}
