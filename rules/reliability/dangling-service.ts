import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import { selectorMatches, textMap } from "../../engine/workspace/selectors";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { isEmptySelector } from "../shared/networkPolicies";
import { isUndecidedMap, servedWorkload } from "../shared/workloads";

const monitor = "monitoring.coreos.com/ServiceMonitor";

export default defineRule({
  id: "dangling-service",
  title: "Service that selects no pod",
  on: "workspace",
  kinds: ["Service", monitor],
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["resource.spec.selector"],
  messages: {
    service: "{resource} selects no pod of the manifests",
    monitor: "{resource} selects no Service of the manifests",
  },
  check({ object, workspace }, { report, undecided }) {
    const selector = object.root.at("spec", "selector");
    if (object.partial || !selector.present) return;
    if (isUndecidedMap(selector)) undecided(selector);
    else if (object.kind === monitor ? isUnseen(object, workspace) : isUnserved(object, workspace))
      report({
        at: selector,
        message: object.kind === monitor ? "monitor" : "service",
        args: { resource: object.label },
      });
  },
});

function isUnserved(object: ResourceFacts, workspace: WorkspaceIndex): boolean {
  const spec = object.root.at("spec");
  // Without a selector somebody else writes the endpoints.
  if (textMap(spec.at("selector")).size === 0 || spec.at("type").text() === "ExternalName") return false;
  return servedWorkload(workspace, namespaceOf(object), spec.at("selector")) === undefined;
}

function isUnseen(object: ResourceFacts, workspace: WorkspaceIndex): boolean {
  const spec = object.root.at("spec");
  const selector = spec.at("selector");
  if (isEmptySelector(selector)) return false;
  const where = spec.at("namespaceSelector");
  const names = where
    .at("matchNames")
    .items()
    .flatMap((name) => name.text() ?? []);
  const namespaces = names.length > 0 ? names : [namespaceOf(object)];
  const services =
    where.at("any").boolean() === true
      ? workspace.ofKind("Service")
      : namespaces.flatMap((namespace) => workspace.inNamespace(namespace, "Service"));
  return !services.some(({ root }) => selectorMatches(selector, textMap(root.at("metadata", "labels"))));
}

export const docs = {
  what: "The selector of the Service matches the labels of no pod template in its namespace, or that of the ServiceMonitor no Service.",
  why: "The Service has no endpoints, and every connection to it fails; a monitor that finds nothing raises no alarm when the program is down. A label was mostly misspelt or renamed on one side alone.",
  legitimate: "Pods of another repository, a Helm release or an operator.",
  how: "Compare `spec.selector` with the labels under `spec.template.metadata.labels` of the workload, and the two namespaces.",
  references: [
    {
      title: "Kubernetes: Service",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service",
    },
    {
      title: "Kubernetes: Debug Services",
      url: "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/",
    },
  ],
  frameworks: { cwe: ["CWE-665"] },
  peers: {
    "kube-linter": ["dangling-service", "dangling-servicemonitor"],
    "kube-score": ["service-targets-pod"],
    kics: ["3ca03a61-3249-4c16-8427-6f8e47dda729"],
    kubescape: ["C-0293"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: wbe }
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { app: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { app: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
