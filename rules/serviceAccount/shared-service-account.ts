import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { isSameObject, namespaceOf } from "../../engine/workspace/workspaceIndex";
import { isWhole, serviceAccountOf } from "../shared/workloads";

export default defineRule({
  id: "shared-service-account",
  title: "Service account of several workloads",
  on: "workspace",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.serviceAccountName"],
  messages: {
    shared: '{resource} shares the service account "{account}" with {other}',
    other: "the same account",
  },
  check({ object, workspace }, { report }) {
    if (!isWhole(object)) return;
    const accounts = workspace.grouped(workloadsByAccount);
    for (const pod of object.pods) {
      const { at, name } = serviceAccountOf(pod);
      // What runs as `default` is another rule's.
      if (name === "default") continue;
      const other = accounts.find(accountKey(object, name), (workload) => !isSameObject(workload, object));
      if (!other?.pod) continue;
      report({
        at,
        message: "shared",
        args: { resource: object.label, account: name, other: other.label },
        related: [{ at: serviceAccountOf(other.pod).at, of: other, message: "other" }],
      });
      return;
    }
  },
});

const workloadsByAccount: Grouping<ResourceFacts> = {
  of: "workloads",
  entries: (workload) =>
    isWhole(workload)
      ? workload.pods.map((pod) => [accountKey(workload, serviceAccountOf(pod).name), workload] as const)
      : [],
};

function accountKey(workload: ResourceFacts, account: string): string {
  return `${namespaceOf(workload)}\0${account}`;
}

export const docs = {
  what: "Two workloads of one namespace name the same service account, so that each of them has the permissions of both.",
  why: "A permission that only one of the programs needs is had by the other, which may be the easier one to break into. In the audit log the two cannot be told apart, and revoking the account stops both.",
  legitimate:
    "Parts of one application that need the same permissions, such as the replicas of a database and its backup job.",
  how: "Make a ServiceAccount for each workload, bind the roles that it needs, and name it in `serviceAccountName`.",
  references: [
    {
      title: "Kubernetes: Configure service accounts for pods",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(2)(i)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    mitre: ["T1078"],
    cwe: ["CWE-200"],
  },
  peers: { kics: ["c1032cf7-3628-44e2-bd53-38c17cf31b6b"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: shop
  containers:
    - name: web
      image: registry.example/web:1.4.2
---
apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  serviceAccountName: shop
  containers:
    - name: worker
      image: registry.example/worker:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example/web:1.4.2
---
apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  serviceAccountName: worker
  containers:
    - name: worker
      image: registry.example/worker:1.4.2
`,
  },
} satisfies RuleDocs;
