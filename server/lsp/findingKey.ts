import type { Finding } from "../../engine/finding";

/** Names a finding within one text. */
export function keyOf({ rule, resource, path, subject, span }: Finding): string {
  return JSON.stringify([rule, resource.document, path, subject, span.start]);
}
