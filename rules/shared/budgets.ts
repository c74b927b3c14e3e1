import type { ResourceFacts } from "../../engine/workspace/facts";
import { certainLabel, selectorMatches } from "../../engine/workspace/selectors";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { isEmptySelector } from "./networkPolicies";
import { selecting, selectorTable } from "./selectorTable";

/** The PodDisruptionBudgets that cover a pod of this namespace with these labels. */
export function budgetsOf(
  workspace: WorkspaceIndex,
  namespace: string,
  labels: ReadonlyMap<string, string>,
): ResourceFacts[] {
  return selecting(workspace, budgetTable, namespace, labels).map(({ of }) => of);
}

const budgetTable = selectorTable(["PodDisruptionBudget"], (of) => {
  const selector = of.root.at("spec", "selector");
  // An empty selector is every pod in policy/v1, and none in v1beta1 (pkg/apis/policy/types.go, 1.21).
  const isNone = isEmptySelector(selector) && of.reference.apiVersion === "policy/v1beta1";
  return [
    {
      of,
      namespace: namespaceOf(of),
      label: certainLabel(selector),
      selects: (labels: ReadonlyMap<string, string>) => !isNone && selectorMatches(selector, labels),
    },
  ];
});

/**
 * How many pods a `minAvailable` asks for: a number, or a percentage of the replicas, rounded up (pkg/controller/disruption,
 * `getExpectedPodCount`); `undefined` for any other text.
 */
export function podsWanted(text: string, replicas: number): number | undefined {
  const percent = /^(\d{1,4})%$/.exec(text);
  if (percent) return Math.ceil((Number(percent[1]) * replicas) / 100);
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
