import type { Settlement } from "../../engine/rule";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import type { ComputeResource } from "./requests";

/** Where a LimitRange says what containers get that do not say it themselves; `max` and `min` stand in for the others. */
const sources = {
  limits: ["default", "max"],
  requests: ["defaultRequest", "default", "max", "min"],
};

/**
 * A missing limit or request is in order where a LimitRange of the namespace fills it in when the pod is created
 * (plugin/pkg/admission/limitranger; pkg/apis/core/v1/defaults.go, `SetDefaults_LimitRangeItem`).
 */
export function filledInByLimitRange(kind: keyof typeof sources, resource: ComputeResource): Settlement {
  return {
    kinds: ["LimitRange"],
    settles: (_, { object, workspace }) =>
      workspace
        .inNamespace(namespaceOf(object), "LimitRange")
        .flatMap(({ root }) => [...root.at("spec", "limits").items()])
        .some(
          (limit) =>
            limit.at("type").string() === "Container" &&
            sources[kind].some((source) => limit.at(source, resource).present),
        ),
  };
}
