import type { LinterConfig } from "./config";
import type { Finding, FindingFix, ResourceReference, Severity } from "./finding";
import type { Message } from "./message";
import type { Rule } from "./rule";
import type { Span } from "./yaml/span";

/** What a finding is reported as: what the configuration says of its rule, otherwise what the rule does. */
export function severityOf(rule: Rule, config: LinterConfig, reported: Severity = rule.severity): Severity {
  const setting = Object.hasOwn(config.rules, rule.id) ? config.rules[rule.id] : undefined;
  return setting && setting !== "off" ? setting : reported;
}

/** Where a finding is that no object was visited for. */
export interface FoundPlace {
  readonly message: Message;
  readonly span: Span;
  readonly resource: ResourceReference;
  /** JSON Pointer. */
  readonly pointer: string;
  readonly fix?: FindingFix | undefined;
}

/** A finding of a rule whose check is never called: what it speaks of is no object of a manifest. */
export function findingAt(
  rule: Rule,
  config: LinterConfig,
  { message, span, resource, pointer, fix }: FoundPlace,
): Finding {
  return {
    rule: rule.id,
    severity: severityOf(rule, config),
    confidence: rule.confidence,
    message,
    span,
    resource,
    path: pointer,
    lastingPath: () => pointer,
    subject: pointer,
    profiles: rule.profiles,
    missing: false,
    fix,
    related: [],
  };
}
