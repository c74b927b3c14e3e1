import { type ExceptionSubject, exceptionFor } from "./exceptions";
import type { SuppressionSources } from "./sources";
import type { Suppression } from "./suppression";

/** What an exception of the configuration says of a finding; whoever wants to know is told which it was. */
export function acceptedBy(
  subject: ExceptionSubject,
  { exceptions = [], today, onException }: SuppressionSources,
): Suppression | undefined {
  const exception = exceptionFor(subject, exceptions, today);
  if (!exception) return undefined;
  onException?.(exception);
  return { by: "config", reason: exception.reason };
}
