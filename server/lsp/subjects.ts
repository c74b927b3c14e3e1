import type { Finding } from "../../engine/finding";
import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import type { FileResult } from "../../engine/linter";
import { visible } from "../../engine/message";
import { isIn } from "../../engine/podSecurityLevel";

/** What a finding is about, in words: `container "web"`, `pod of Deployment "web"`, `Deployment "web"`. */
export function subjectLabel(result: FileResult, finding: Finding): string {
  const resource = result.documents
    .flatMap((placed) => placed.result.resources)
    .find((one) => isIn(one, finding));
  if (!resource) return "the object";
  const label = visible(resource.label);
  for (const pod of podSpecsOf(resource)) {
    const container = pod.containers.find(({ field }) => field.pointer === finding.subject);
    if (container) return `container "${visible(container.name)}"`;
    if (pod.field.pointer === finding.subject) return `pod of ${label}`;
  }
  return label;
}
