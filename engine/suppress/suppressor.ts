import type { Finding } from "../finding";
import { acceptedBy } from "./acceptedBy";
import { fingerprintOf } from "./baseline";
import { type ContainerImages, imageOf } from "./containerImages";
import type { NamedRule } from "./directive";
import { addTo, type Bucket, DirectiveIndex, holds, lookUp, type Match } from "./directiveIndex";
import type { Indexes } from "./memo";
import type { SuppressionSources } from "./sources";
import type { SuppressibleDocument } from "./suppressible";
import type { SuppressedFinding, Suppression } from "./suppression";

/** The findings of a file, parted. */
export interface Parted {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** What has to be known of a finding that is suppressed already. */
export type KnownSuppressed = Pick<SuppressedFinding, "rule" | "resource" | "lastingPath" | "suppressed">;

/** The names in directives that suppress something. */
export type Used = Set<NamedRule>;

/** Says of findings of one file, in offsets of the file, what suppresses them. Holds no tree. */
export class Suppressor {
  private readonly documents: readonly SuppressedDocument[];
  private readonly ownFile: Bucket = new Map();

  constructor(
    documents: readonly SuppressibleDocument[],
    private readonly sources: SuppressionSources,
  ) {
    const { today } = sources;
    let above: Bucket | undefined;
    this.documents = documents.map((document) => {
      const { start, directives, hasTree, images } = document;
      const own = directives.filter((directive) => directive.own && holds(directive, today));
      for (const directive of own) if (directive.covers.kind === "file") addTo(this.ownFile, directive);
      const { own: near, foreign } = indexesOf(document, today);
      const suppressed = {
        start,
        own: near,
        foreign,
        above,
        images,
      };
      // What stands in a space without content is passed on to the next document that has some.
      if (hasTree) above = undefined;
      for (const directive of own) {
        if (directive.covers.kind !== "nextDocument") continue;
        above ??= new Map();
        addTo(above, directive);
      }
      return suppressed;
    });
  }

  /**
   * @param before what was suppressed of the same file already: a baseline covers as many findings as it counted.
   * @param used is told which names suppress something.
   */
  part(findings: readonly Finding[], before: readonly KnownSuppressed[], used: Used): Parted {
    const left: Finding[] = [];
    const suppressed: SuppressedFinding[] = [];
    const { baseline } = this.sources;
    const counts = baseline ? countsOf(before) : undefined;
    for (const finding of findings) {
      const by = this.of(finding, used) ?? (baseline && inBaseline(finding, baseline.counts, counts));
      if (by) suppressed.push({ ...finding, suppressed: by });
      else left.push(finding);
    }
    return { findings: left, suppressed };
  }

  /** What suppresses a finding, but for the baseline. */
  of(finding: Finding, used: Used): Suppression | undefined {
    const match =
      this.own(finding) ?? this.documents[finding.resource.document]?.foreign.find(this.place(finding));
    if (match) {
      used.add(match.named);
      const { by, reason } = match.directive;
      return { by, reason };
    }
    const { rule, resource } = finding;
    return acceptedBy({ rule, resource, image: () => this.imageOf(finding) }, this.sources);
  }

  /** The directive of ours that covers a finding. */
  own(finding: Finding): Match | undefined {
    const document = this.documents[finding.resource.document];
    return (
      document?.own.find(this.place(finding)) ??
      lookUp(document?.above, finding.rule) ??
      lookUp(this.ownFile, finding.rule)
    );
  }

  private place({ rule, span, resource, path, subject }: Finding) {
    return { rule, offset: span.start - (this.documents[resource.document]?.start ?? 0), path, subject };
  }

  private imageOf(finding: Finding): string | undefined {
    const images = this.documents[finding.resource.document]?.images;
    return images && imageOf(finding, images);
  }
}

interface SuppressedDocument extends Pick<Indexes, "own" | "foreign"> {
  /** Offset of the document in the file. */
  readonly start: number;
  /** Directives that stand in a space without content above the document. */
  readonly above: Bucket | undefined;
  readonly images: ContainerImages;
}

const noIndexes: Indexes = {
  today: undefined,
  own: new DirectiveIndex([]),
  foreign: new DirectiveIndex([]),
};

function indexesOf({ directives, memo }: SuppressibleDocument, today: string | undefined): Indexes {
  if (directives.length === 0) return noIndexes;
  if (memo.indexes && memo.indexes.today === today) return memo.indexes;
  const holding = directives.filter((directive) => holds(directive, today));
  memo.indexes = {
    today,
    own: new DirectiveIndex(holding.filter(({ own }) => own)),
    foreign: new DirectiveIndex(holding.filter(({ own }) => !own)),
  };
  return memo.indexes;
}

function countsOf(before: readonly KnownSuppressed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of before)
    if (finding.suppressed.by === "baseline") {
      const fingerprint = fingerprintOf(finding);
      counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
    }
  return counts;
}

const knownBefore: Suppression = { by: "baseline", reason: "in the baseline" };

/** @param counts how many findings of each fingerprint were covered so far; it is counted on. */
export function inBaseline(
  finding: Finding,
  known: ReadonlyMap<string, number>,
  counts: Map<string, number> = new Map(),
): Suppression | undefined {
  const fingerprint = fingerprintOf(finding);
  const count = (counts.get(fingerprint) ?? 0) + 1;
  if (count > (known.get(fingerprint) ?? 0)) return undefined;
  counts.set(fingerprint, count);
  return knownBefore;
}
