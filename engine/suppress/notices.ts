import type { LinterConfig } from "../config";
import type { Finding, FindingFix, ResourceReference } from "../finding";
import type { MessageArguments } from "../message";
import type { Rule } from "../rule";
import { findingAt } from "../ruleFinding";
import { nearestName } from "../spelling";
import { shiftSpan } from "../yaml/span";
import { isOver } from "./dates";
import type { Directive, NamedRule } from "./directive";

/** The rules that speak of suppressions: the engine judges for them, once all else is known. */
export const noticeRules = [
  "suppression-unused",
  "suppression-expired",
  "suppression-without-reason",
  "suppression-unknown-rule",
  "suppression-unreadable",
] as const;
export type NoticeRule = (typeof noticeRules)[number];

/** True for a rule whose check does nothing because the engine judges for it. */
export function isNoticeRule(id: string): id is NoticeRule {
  return (noticeRules as readonly string[]).includes(id);
}

/** A directive in its place in the file. */
export interface PlacedDirective {
  readonly directive: Directive;
  /** Offset of its document in the file. */
  readonly start: number;
  readonly resource: ResourceReference;
}

/** Makes findings about directives, of the rules among `rules` that are on. */
export class Notices {
  private readonly rules: ReadonlyMap<string, Rule>;
  /** True where nobody asks for any. */
  readonly areOff: boolean;

  constructor(
    rules: readonly Rule[],
    private readonly config: LinterConfig,
    private readonly ids: readonly string[],
  ) {
    this.rules = new Map(rules.flatMap((rule) => (isNoticeRule(rule.id) ? [[rule.id, rule]] : [])));
    this.areOff = this.rules.size === 0;
  }

  /** What is wrong with a directive, whatever it covers. */
  of(placed: PlacedDirective, today: string | undefined): Finding[] {
    const { directive } = placed;
    if (!directive.own) return [];
    if (directive.fault !== undefined)
      return this.notice(placed, "suppression-unreadable", "unreadable", { fault: directive.fault });
    const found = directive.rules.flatMap((named) =>
      named.id === undefined ? this.unknown(placed, named) : [],
    );
    if (isOver(directive.until, today))
      for (const one of this.notice(
        placed,
        "suppression-expired",
        "expired",
        { until: directive.until ?? "" },
        removal(placed),
      ))
        found.push(one);
    else if (directive.reason === "")
      for (const one of this.notice(placed, "suppression-without-reason", "withoutReason", {}))
        found.push(one);
    return found;
  }

  /** @param names those of its rules for which it covers nothing. */
  unused(placed: PlacedDirective, names: readonly NamedRule[]): Finding[] {
    const { directive } = placed;
    const known = directive.rules.filter(({ id }) => id !== undefined);
    if (names.length === 0) return [];
    if (names.length === directive.rules.length)
      return this.notice(
        placed,
        "suppression-unused",
        directive.covers.kind === "nothing" ? "misplaced" : "unused",
        { rules: names.map(({ name }) => name).join(", ") },
        removal(placed),
      );
    const isOnlyUnknownLeft = names.length === known.length;
    return names.flatMap((named) =>
      this.notice(
        { ...placed, directive: { ...directive, span: isOnlyUnknownLeft ? directive.span : named.span } },
        "suppression-unused",
        "unused",
        { rules: named.name },
        removal(placed, [named]),
      ),
    );
  }

  private unknown(placed: PlacedDirective, named: NamedRule): Finding[] {
    const near = nearestName(named.name.slice(0, 100), this.ids);
    const at = { ...placed, directive: { ...placed.directive, span: named.span } };
    if (near === undefined)
      return this.notice(
        at,
        "suppression-unknown-rule",
        "unknown",
        { name: named.name },
        removal(placed, [named]),
      );
    const { by } = placed.directive;
    const fix: FindingFix = {
      title: { template: "Change to {near}", args: { near } },
      safety: "review",
      changes: [],
      newDocument: undefined,
      corrects: false,
      edits: () =>
        by === "comment"
          ? { edits: [{ ...shiftSpan(named.span, placed.start), text: near }] }
          : { refused: "the key of an annotation is changed by hand" },
    };
    return this.notice(at, "suppression-unknown-rule", "mistyped", { name: named.name, near }, fix);
  }

  private notice(
    { directive, start, resource }: PlacedDirective,
    id: NoticeRule,
    message: string,
    args: MessageArguments,
    fix?: FindingFix,
  ): Finding[] {
    const rule = this.rules.get(id);
    if (!rule) return [];
    const { span, pointer } = directive;
    return [
      findingAt(rule, this.config, {
        message: { template: rule.messages[message] ?? message, args },
        span: shiftSpan(span, start),
        resource,
        pointer,
        fix,
      }),
    ];
  }
}

function removal({ directive, start }: PlacedDirective, names?: readonly NamedRule[]): FindingFix {
  const title =
    names && names.length < directive.rules.length
      ? {
          template: "Remove {names} from the suppression",
          args: { names: names.map(({ name }) => name).join(", ") },
        }
      : { template: "Remove the suppression", args: {} };
  return {
    title,
    safety: "review",
    changes: directive.changes,
    newDocument: undefined,
    corrects: false,
    edits: () => {
      const result = directive.remove(names);
      if ("refused" in result) return result;
      return { edits: result.edits.map((edit) => ({ ...edit, ...shiftSpan(edit, start) })) };
    },
  };
}
