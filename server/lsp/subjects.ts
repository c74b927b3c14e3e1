import type { Finding } from "../../engine/finding";
import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import type { ResourceView } from "../../engine/kubernetes/resource";
import type { FileResult } from "../../engine/linter";
import { visible } from "../../engine/message";
import { isIn } from "../../engine/podSecurityLevel";

/** What a finding is about, in words: `container "web"`, `pod of Deployment "web"`, `Deployment "web"`. */
export function subjectLabel({ documents }: FileResult, finding: Finding): string {
  const { kind, name } = finding.resource;
  // What a chart renders has no document in the file that it is reported in.
  if (finding.environments) return visible(name === null ? kind : `${kind} "${name}"`);
  for (const { result } of documents)
    for (const resource of result.resources)
      if (isIn(resource, finding)) return labelsOf(resource).get(finding.subject) ?? label(resource);
  return "the object";
}

/** An object of a document that did not change is the same value after the next keystroke. */
const known = new WeakMap<ResourceView, ReadonlyMap<string, string>>();

/** By the JSON Pointer of the subject. */
function labelsOf(resource: ResourceView): ReadonlyMap<string, string> {
  const labels = known.get(resource) ?? new Map(labelled(resource));
  known.set(resource, labels);
  return labels;
}

function labelled(resource: ResourceView): [string, string][] {
  return podSpecsOf(resource).flatMap(({ field, containers }): [string, string][] => [
    [field.pointer, `pod of ${label(resource)}`],
    ...containers.map((one): [string, string] => [one.field.pointer, `container "${visible(one.name)}"`]),
  ]);
}

function label(resource: ResourceView): string {
  return visible(resource.label);
}
