import type { LinterConfig } from "./config";
import type { Finding } from "./finding";
import { movedFinding } from "./moved";
import type { ObjectInWorkspace, Rule } from "./rule";
import { fold, type Gathered, nothingGathered, type Visit, visit } from "./visit";
import type { WorkspaceIndex } from "./workspace/workspaceIndex";

/**
 * What rules across files find about the objects of one file, in offsets of that file. Reads the index alone: no text is
 * parsed again.
 */
export function lintWorkspace(
  index: WorkspaceIndex,
  file: string,
  rules: readonly Rule[],
  config: LinterConfig,
): Gathered {
  const into = nothingGathered();
  const across = rules.filter((rule) => rule.on === "workspace" || rule.among);
  const objects = index.inFile(file);
  if (across.length === 0 || objects.length === 0) return into;
  const ofKind = new Map<string, readonly Rule[]>();
  const rulesOf = (kind: string) => {
    const known = ofKind.get(kind) ?? across.filter((rule) => !rule.kinds || rule.kinds.includes(kind));
    ofKind.set(kind, known);
    return known;
  };
  for (const object of objects) {
    const found: Gathered = { ...into, findings: [], undecided: 0 };
    const subject: ObjectInWorkspace = { object, workspace: index };
    const visits: readonly Visit[] = [
      {
        subject,
        resource: object.reference,
        field: object.root,
        place: object.place,
        partial: object.partial,
      },
    ];
    for (const rule of rulesOf(object.kind)) {
      if (rule.concerns?.(object) === false) continue;
      if (rule.on === "workspace") visit(rule, visits, config, found);
      else visit(rule, visits, config, found, (_, context) => rule.among?.(subject, context));
    }
    into.undecided += found.undecided;
    const folded: readonly Finding[] =
      config.profile === "all" ? found.findings : fold(found.findings, across);
    for (const finding of folded) into.findings.push(movedFinding(finding, object.documentStart));
  }
  return into;
}
