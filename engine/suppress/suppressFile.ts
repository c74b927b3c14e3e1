import type { LinterConfig } from "../config";
import type { Finding } from "../finding";
import type { DocumentResult, FileResult } from "../linter";
import { lintResource, RuleTable } from "../lintResource";
import { looksAcross, type Rule } from "../rule";
import { type Judged, nothingGathered } from "../visit";
import { shiftSpan } from "../yaml/span";
import type { NamedRule } from "./directive";
import { holds } from "./directiveIndex";
import type { Probed } from "./memo";
import { isNoticeRule, Notices, type PlacedDirective } from "./notices";
import { type PackedSuppression, packSuppression, unpackSuppression } from "./packedSuppression";
import type { SuppressionSources } from "./sources";
import { type SuppressibleDocument, suppressible } from "./suppressible";
import type { SuppressedFinding } from "./suppression";
import { type KnownSuppressed, type Parted, Suppressor, type Used } from "./suppressor";

/** What is suppressed in one file, for those who find more in it later. */
export interface FileSuppression {
  /**
   * Parts findings that rules across files have in this file; with what is now known to suppress nothing.
   * @param before what is suppressed of the file so far.
   */
  among(findings: readonly Finding[], before: readonly KnownSuppressed[]): Parted;
  /** See `Linter.suppressionFrom`; `undefined` where nothing is suppressed. */
  pack(): PackedSuppression | undefined;
}

/** Nothing is suppressed. */
export const noSuppression: FileSuppression = {
  among: (findings) => ({ findings, suppressed: [] }),
  pack: () => undefined,
};

export const noSuppressed: Pick<FileResult, "suppressed" | "accepted" | "suppression"> = {
  suppressed: [],
  accepted: new Map(),
  suppression: noSuppression,
};

/** What was looked at of a file that suppresses something. */
interface Looked {
  readonly documents: readonly SuppressibleDocument[];
  readonly placed: readonly PlacedDirective[];
  readonly used: Used;
  readonly sources: SuppressionSources;
  readonly suppressor: Suppressor;
}

/** Parts what was found in files under one configuration. */
export class Suppressions {
  private readonly notices: Notices;
  private readonly registry: ReadonlyMap<string, Rule>;
  private readonly active: ReadonlySet<string>;

  /**
   * @param registry all rules there are.
   * @param active those that can report.
   */
  constructor(
    registry: readonly Rule[],
    active: readonly Rule[],
    private readonly config: LinterConfig,
  ) {
    this.registry = new Map(registry.map((rule) => [rule.id, rule]));
    this.active = new Set(active.map(({ id }) => id));
    this.notices = new Notices(active, config, [...this.registry.keys()]);
  }

  within(result: FileResult, sources: SuppressionSources): FileResult {
    const isFree = result.documents.every(({ result: { directives } }) => directives.length === 0);
    if (isFree && !sources.exceptions?.length && !sources.baseline) return result;
    const withImages = sources.exceptions?.some(({ images }) => images !== undefined) ?? false;
    const documents = result.documents.map((document) => suppressible(document, withImages));
    const suppressor = new Suppressor(documents, sources);
    const used: Used = new Set();
    const { findings, suppressed } = suppressor.part(result.findings, [], used);
    const placed = isFree ? [] : placedDirectives(documents);
    const told = this.notices.areOff ? [] : this.toldOf(placed, result, suppressor, used, sources);
    const notices = suppressor.part(told, suppressed, new Set());
    return {
      ...result,
      findings: inOrder(findings, notices.findings),
      suppressed: [...suppressed, ...notices.suppressed],
      accepted: acceptedIn(result, suppressed, suppressor),
      suppression: this.later({ documents, placed, used, sources, suppressor }),
    };
  }

  /** From what was packed of a file, perhaps elsewhere. */
  from(packed: PackedSuppression, sources: SuppressionSources): FileSuppression {
    const { documents, used } = unpackSuppression(packed);
    const suppressor = new Suppressor(documents, sources);
    return this.later({ documents, placed: placedDirectives(documents), used, sources, suppressor });
  }

  /** For what is found later. */
  private later({ documents, placed, used, sources, suppressor }: Looked): FileSuppression {
    return {
      among: (others, before) => {
        const usedNow: Used = new Set(used);
        const parted = suppressor.part(others, before, usedNow);
        const late = this.notices.areOff ? [] : this.unused(placed, usedNow, sources, true);
        const lately = suppressor.part(late, before, new Set());
        return {
          findings: inOrder(parted.findings, lately.findings),
          suppressed: [...parted.suppressed, ...lately.suppressed],
        };
      },
      pack: () => packSuppression(documents, used),
    };
  }

  private toldOf(
    placed: readonly PlacedDirective[],
    result: FileResult,
    suppressor: Suppressor,
    used: Used,
    sources: SuppressionSources,
  ): Finding[] {
    this.probe(placed, result, suppressor, used, sources);
    return [
      ...placed.flatMap((one) => this.notices.of(one, sources.today)),
      ...this.unused(placed, used, sources, false),
    ];
  }

  /**
   * Notes what directives would suppress under another profile, and what was folded away: they are not without use. Only
   * the rules of directives that seem to be are run once more.
   */
  private probe(
    placed: readonly PlacedDirective[],
    { documents }: FileResult,
    suppressor: Suppressor,
    used: Used,
    { today }: SuppressionSources,
  ): void {
    const idle = new Set<string>();
    for (const { directive } of placed)
      if (directive.own && holds(directive, today))
        for (const named of directive.rules)
          if (named.id !== undefined && !used.has(named)) idle.add(named.id);
    const rules = idle.has("*") ? [...this.registry.keys()] : [...idle];
    if (rules.length === 0) return;
    for (const { start, result } of documents)
      for (const id of rules) {
        const rule = this.registry.get(id);
        if (!rule || isNoticeRule(id) || rule.on === "workspace") continue;
        const { findings, undecided } = this.wouldFind(rule, result);
        for (const finding of findings) {
          const match = suppressor.own({ ...finding, span: shiftSpan(finding.span, start) });
          if (match) used.add(match.named);
        }
        if (undecided > 0) for (const named of namesIn(placed, id)) used.add(named);
      }
  }

  /** Everything that a rule can say of a document, whatever is asked for; and where it cannot tell. */
  private wouldFind(rule: Rule, result: DocumentResult): Probed {
    const known = result.memo.probes.get(rule.id);
    if (known) return known;
    const into = nothingGathered();
    const config: LinterConfig = { ...this.config, profile: "all", rules: { [rule.id]: rule.severity } };
    const only = new RuleTable([rule]);
    for (const resource of result.resources) lintResource(resource, only, config, into);
    result.memo.probes.set(rule.id, into);
    return into;
  }

  /** @param late once rules across files have spoken; before, nothing is said of directives that they may need. */
  private unused(
    placed: readonly PlacedDirective[],
    used: Used,
    { today }: SuppressionSources,
    late: boolean,
  ): Finding[] {
    return placed.flatMap((one) => {
      const { directive } = one;
      if (!directive.own || !holds(directive, today)) return [];
      const names = directive.rules.filter(
        (named) => named.id !== undefined && !used.has(named) && this.isDecided(named.id, late),
      );
      return this.notices.unused(one, names);
    });
  }

  private isDecided(id: string, late: boolean): boolean {
    if (id === "*") return late && this.config.profile === "all";
    const rule = this.registry.get(id);
    if (!rule || !looksAcross(rule)) return !late;
    return late && this.active.has(id);
  }
}

/** Where a rule cannot tell yet, its directives may be of use later. */
function namesIn(placed: readonly PlacedDirective[], id: string): NamedRule[] {
  return placed.flatMap(({ directive }) => directive.rules.filter((named) => named.id === id));
}

function placedDirectives(documents: readonly SuppressibleDocument[]): PlacedDirective[] {
  const placed: PlacedDirective[] = [];
  documents.forEach(({ start, directives }, index) => {
    if (directives.length === 0) return;
    const near = documents.slice(index).find(({ resource }) => resource !== undefined);
    const resource = near?.resource ?? nobody;
    for (const directive of directives)
      placed.push({ directive, start, resource: { ...resource, document: index } });
  });
  return placed;
}

const nobody = { apiVersion: "", kind: "", name: null, namespace: null, document: 0 };

function inOrder(findings: readonly Finding[], more: readonly Finding[]): readonly Finding[] {
  if (more.length === 0) return findings;
  return [...findings, ...more].sort((a, b) => a.span.start - b.span.start);
}

/**
 * How much of what each rule reported is accepted: what is suppressed, and what was folded away because a suppressed
 * finding says the same.
 */
function acceptedIn(
  { documents, findings }: FileResult,
  suppressed: readonly SuppressedFinding[],
  suppressor: Suppressor,
): Judged {
  const accepted = new Map<string, number>();
  const count = (rule: string) => accepted.set(rule, (accepted.get(rule) ?? 0) + 1);
  const all = new Set(
    suppressed.map(({ rule, resource, subject }) => sayingOf(rule, resource.document, subject)),
  );
  const isAccepted = new Set(suppressed.map(({ span, rule, path }) => `${span.start} ${rule} ${path}`));
  const open = new Set(
    findings
      .filter(({ span, rule, path }) => !isAccepted.has(`${span.start} ${rule} ${path}`))
      .map(({ rule, resource, subject }) => sayingOf(rule, resource.document, subject)),
  );
  for (const { rule } of suppressed) count(rule);
  for (const { start, result } of documents)
    for (const { finding, by } of result.folded) {
      const { document } = finding.resource;
      const says = (among: ReadonlySet<string>) =>
        by.some((rule) => among.has(sayingOf(rule, document, finding.subject)));
      const placed = { ...finding, span: shiftSpan(finding.span, start) };
      if (suppressor.of(placed, new Set()) || (says(all) && !says(open))) count(finding.rule);
    }
  return accepted;
}

function sayingOf(rule: string, document: number, subject: string): string {
  return `${document} ${rule} ${subject}`;
}
