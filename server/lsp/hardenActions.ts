import { type CodeAction, type CodeActionParams, CodeActionTriggerKind } from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import { visible } from "../../engine/message";
import { type Span, shiftSpan } from "../../engine/yaml/span";
import { hardenKinds } from "../protocol";
import type { Analysis } from "../workspace/analyses";
import { offsetOf, touches } from "./ranges";
import type { Session } from "./session";

/** What is brought to the level: everything of a file, or what lies at or below a place of one document. */
export interface HardenScope {
  readonly kind: "restrict";
  /** Zero-based index in the file; the whole file without it. */
  readonly document?: number;
  /** JSON Pointer in the document. */
  readonly pointer: string;
}

export function isInScope({ document, pointer }: Omit<HardenScope, "kind">): (finding: Finding) => boolean {
  return (finding) => {
    const { resource, subject } = finding;
    if (document !== undefined && resource.document !== document) return false;
    if (pointer === "" || subject === pointer || subject.startsWith(`${pointer}/`)) return true;
    return putsRight(finding, pointer);
  };
}

/** Of what lies at or below a place: written where it has no effect, and told of the pod around it. */
export function putsRight(finding: Finding, pointer: string): boolean {
  return finding.path.startsWith(`${pointer}/`) && finding.fix?.corrects === true;
}

/**
 * Actions that harden what the cursor is in to the Pod Security level restricted. Only for those who ask: otherwise each
 * line of a workload would have a light bulb.
 */
export function hardenActions(
  { range, context }: CodeActionParams,
  wants: (kind: string) => boolean,
  analysis: Analysis,
  session: Session,
  withEdit: (action: CodeAction, scope: HardenScope) => CodeAction,
): CodeAction[] {
  const isAsked = context.only !== undefined || context.triggerKind === CodeActionTriggerKind.Invoked;
  if (!isAsked || !Object.values(hardenKinds).some(wants)) return [];
  const { findings } = analysis.by(session.linters.toLevel("pss-restricted", analysis.settings));
  const fixable = findings.filter(({ fix }) => fix);
  const cursor = { start: offsetOf(analysis.lines, range.start), end: offsetOf(analysis.lines, range.end) };
  const actions: CodeAction[] = [];
  for (const { kind, label, scope } of scopesAt(cursor, analysis))
    if (wants(kind) && fixable.some(isInScope(scope)))
      actions.push(withEdit({ title: `Harden ${label} to restricted (needs review)`, kind }, scope));
  return actions;
}

interface PlacedScope {
  readonly kind: string;
  readonly label: string;
  readonly scope: HardenScope;
}

function scopesAt(cursor: Span, { result }: Analysis): PlacedScope[] {
  const found: PlacedScope[] = [];
  for (const {
    start,
    result: { resources },
  } of result.documents)
    for (const resource of resources) {
      const document = resource.documentIndex;
      const holds = (span: Span | undefined) => span !== undefined && touches(shiftSpan(span, start), cursor);
      if (!holds(resource.root.content)) continue;
      const podSpecs = podSpecsOf(resource);
      for (const { field, name } of podSpecs.flatMap(({ containers }) => containers))
        if (holds(field.content))
          found.push({
            kind: hardenKinds.container,
            label: `container "${visible(name)}"`,
            scope: { kind: "restrict", document, pointer: field.pointer },
          });
      if (podSpecs.length > 0)
        found.push({
          kind: hardenKinds.workload,
          label: visible(resource.label),
          scope: { kind: "restrict", document, pointer: resource.root.pointer },
        });
    }
  return [...found, { kind: hardenKinds.file, label: "this file", scope: { kind: "restrict", pointer: "" } }];
}
