import type { Finding, RelatedPlace } from "./finding";
import type { FileResult } from "./linter";
import type { Rule, SettledFinding } from "./rule";
import { factsOf } from "./workspace/facts";
import { deployedWithout, isOverlaid } from "./workspace/overlays";
import { WorkspaceIndex } from "./workspace/workspaceIndex";

/** Says of findings of single objects whether other objects of the workspace settle them. */
export class Settlements {
  private readonly all: ReadonlyMap<string, Rule>;
  /** Those that other objects can settle. */
  private readonly rules: ReadonlyMap<string, Rule>;
  private readonly kinds: ReadonlySet<string>;

  constructor(rules: readonly Rule[]) {
    this.all = new Map(rules.map((rule) => [rule.id, rule]));
    const settled = rules.filter(({ settledBy }) => settledBy);
    this.rules = new Map(settled.map((rule) => [rule.id, rule]));
    this.kinds = new Set(settled.flatMap(({ settledBy }) => settledBy?.kinds ?? []));
  }

  /** True where the finding, of this file, is in order in this workspace. */
  settles(finding: SettledFinding, index: WorkspaceIndex, file: string): boolean {
    const rule = this.all.get(finding.rule);
    const settlement = rule?.settledBy;
    const mayBeSettled = settlement?.kinds.some((kind) => index.hasKind(kind)) ?? false;
    // Of most files neither can be said: then the object is not looked for.
    if (!rule || (!mayBeSettled && !index.kustomizations.uses(file))) return false;
    const object = index.identified(file, finding.resource);
    if (!object) return false;
    if (mayBeSettled && settlement?.settles(finding, { object, workspace: index })) return true;
    return isOverlaid(finding, object, rule, index);
  }

  /** The places of other files that tell why the finding, of this file, stays. */
  relatedTo(finding: SettledFinding, index: WorkspaceIndex, file: string): readonly RelatedPlace[] {
    const rule = this.all.get(finding.rule);
    if (!rule || !index.kustomizations.uses(file)) return [];
    const object = index.identified(file, finding.resource);
    return object ? deployedWithout(finding, object, rule, index) : [];
  }

  /** The findings and counts without what other objects of the same file settle. */
  within(result: FileResult): FileResult {
    if (!result.findings.some(({ rule }) => this.rules.has(rule)) || !this.hasKinds(result)) return result;
    const index = new WorkspaceIndex();
    const facts = result.documents.flatMap(({ start, result: { resources } }) =>
      resources.map((resource) => factsOf(resource, "", start)),
    );
    index.set("", facts);
    const judged = new Map(result.judged());
    const stays = (finding: Finding): boolean => {
      if (!this.settles(finding, index, "")) return true;
      judged.set(finding.rule, (judged.get(finding.rule) ?? 1) - 1);
      return false;
    };
    return { ...result, findings: result.findings.filter(stays), judged: () => judged };
  }

  private hasKinds({ documents }: FileResult): boolean {
    return documents.some(({ result }) => result.resources.some(({ kind }) => this.kinds.has(kind)));
  }
}
