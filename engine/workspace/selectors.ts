import type { Reading } from "../yaml/reading";

/** The entries of a map of texts, such as labels. */
export function textMap(map: Reading): Map<string, string> {
  const texts = new Map<string, string>();
  for (const entry of map.entries()) {
    const text = entry.text();
    if (text !== undefined) texts.set(String(entry.key), text);
  }
  return texts;
}

/**
 * A label selector (`matchLabels` and `matchExpressions`, k8s.io/apimachinery meta/v1 `LabelSelectorAsSelector`) on
 * labels; an empty selector matches everything, a missing one nothing.
 */
export function selectorMatches(selector: Reading, labels: ReadonlyMap<string, string>): boolean {
  if (!selector.present) return false;
  for (const [key, value] of textMap(selector.at("matchLabels"))) if (labels.get(key) !== value) return false;
  return selector
    .at("matchExpressions")
    .items()
    .every((expression) => expressionMatches(expression, labels));
}

function expressionMatches(expression: Reading, labels: ReadonlyMap<string, string>): boolean {
  const key = expression.at("key").text() ?? "";
  const values = expression
    .at("values")
    .items()
    .map((item) => item.text() ?? "");
  const value = labels.get(key);
  switch (expression.at("operator").string()) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}

/** The plain map of a Service or ReplicationController selector; an empty or missing one selects nothing. */
export function plainSelectorMatches(selector: Reading, labels: ReadonlyMap<string, string>): boolean {
  const wanted = textMap(selector);
  return wanted.size > 0 && [...wanted].every(([key, value]) => labels.get(key) === value);
}

/** A label that all it selects must have, where the selector names one: what narrows a search to a few objects. */
export function certainLabel(selector: Reading): readonly [label: string, value: string] | undefined {
  for (const [label, value] of textMap(selector.at("matchLabels"))) return [label, value];
  return undefined;
}
