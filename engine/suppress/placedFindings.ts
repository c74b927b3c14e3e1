import type { Finding } from "../finding";
import { YamlDocument } from "../yaml/document";
import { splitDocuments } from "../yaml/split";
import { acceptedBy } from "./acceptedBy";
import type { Directive } from "./directive";
import { addTo, type Bucket, DirectiveIndex, holds, lookUp } from "./directiveIndex";
import { anyDirective } from "./foreign";
import { type KnownRules, readDirectives } from "./readDirectives";
import type { SuppressionSources } from "./sources";
import type { SuppressedFinding, Suppression } from "./suppression";
import { inBaseline, type Parted } from "./suppressor";

/**
 * Parts findings of rendered text that were placed in another: a values file or a template of a chart. Comments of that
 * text cover what is placed where they say, exceptions go by the rendered object.
 * @param text the one that the spans count in; it need not be YAML.
 */
export function partPlaced(
  text: string,
  findings: readonly Finding[],
  sources: SuppressionSources,
  known: KnownRules,
): Parted {
  const { exceptions = [], baseline, today } = sources;
  if (!anyDirective.test(text) && exceptions.length === 0 && !baseline) return { findings, suppressed: [] };
  const comments = new PlacedComments(text, today, known);
  const counts = new Map<string, number>();
  const left: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const by =
      comments.of(finding) ??
      acceptedBy({ ...finding, image: () => finding.renderedImage?.() }, sources) ??
      (baseline && inBaseline(finding, baseline.counts, counts));
    if (by) suppressed.push({ ...finding, suppressed: by });
    else left.push(finding);
  }
  return { findings: left, suppressed };
}

/** The comments of a text, by where they stand. */
class PlacedComments {
  private readonly documents: { readonly start: number; readonly index: DirectiveIndex }[] = [];
  private readonly file: Bucket = new Map();

  constructor(text: string, today: string | undefined, known: KnownRules) {
    if (!anyDirective.test(text)) return;
    for (const { start, text: part } of splitDocuments(text)) {
      const directives = readDirectives(part, new YamlDocument(part), [], known).filter((directive) =>
        holds(directive, today),
      );
      for (const directive of directives) if (directive.covers.kind === "file") addTo(this.file, directive);
      this.documents.push({ start, index: new DirectiveIndex(directives) });
    }
  }

  of({ rule, span }: Finding): Suppression | undefined {
    const document = this.documents.findLast(({ start }) => start <= span.start);
    // The finding's path is one of the rendered object, not of this text.
    const place = document && { rule, offset: span.start - document.start, path: "", subject: "" };
    const match = (place && document.index.find(place)) ?? lookUp(this.file, rule);
    return match && suppressionOf(match.directive);
  }
}

function suppressionOf({ by, reason }: Directive): Suppression {
  return { by, reason };
}
