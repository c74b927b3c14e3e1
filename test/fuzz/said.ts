import type { Finding } from "../../engine/finding";
import type { FileResult } from "../../engine/linter";
import { formatMessage } from "../../engine/message";

/** All that a result says, as a text: two results that say the same have the same. */
export function saidBy(result: FileResult): string {
  return [
    JSON.stringify([
      result.status,
      result.undecided,
      result.problems,
      result.failures.map(({ rule }) => rule),
    ]),
    ...result.documents.map(({ start, length, result: { resources, findings } }) =>
      JSON.stringify([start, length, findings.length, resources.map(({ label }) => label)]),
    ),
    ...result.findings.map(finding),
    ...result.suppressed.map((one) => `${finding(one)} ${JSON.stringify(one.suppressed)}`),
    JSON.stringify([[...result.judged()].sort(), [...result.accepted].sort()]),
  ].join("\n");
}

function finding(one: Finding): string {
  const { rule, severity, span, path, resource, subject, missing, fix, related } = one;
  return JSON.stringify([
    [rule, severity, span.start, span.end, path, one.lastingPath(), subject, missing],
    formatMessage(one.message),
    resource,
    fix && [formatMessage(fix.title), fix.safety],
    related.map((place) => [place.span.start, place.span.end, formatMessage(place.message)]),
  ]);
}

/** The first line that differs, for people. */
export function firstDifference(one: string, other: string): string {
  const others = other.split("\n");
  const lines = one.split("\n");
  const at = lines.findIndex((line, index) => line !== others[index]);
  return `${lines[at] ?? "(nothing more)"} | ${others[at < 0 ? lines.length : at] ?? "(nothing more)"}`;
}
