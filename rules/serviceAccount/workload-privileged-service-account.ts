import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import { mountsToken } from "../shared/accounts";
import { type Grant, grantsOf, type Power, powerOf } from "../shared/grants";
import { isWhole, serviceAccountOf } from "../shared/workloads";

export default defineRule({
  id: "workload-privileged-service-account",
  title: "Workload with an administrator's account",
  on: "workspace",
  severity: "high",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.serviceAccountName", "resource.roleRef.name", "resource.subjects.*.name"],
  messages: {
    everything: '{resource} can do everything {where} as the service account "{account}"',
    escalate: '{resource} can give itself any permission {where} as the service account "{account}"',
    credentials: '{resource} can read credentials of others {where} as the service account "{account}"',
    execute: '{resource} can run code in pods {where} as the service account "{account}"',
    binding: "bound here",
    rule: "allowed here",
  },
  check({ object, workspace }, { report }) {
    if (object.partial) return;
    for (const pod of object.pods) {
      const { at, name } = serviceAccountOf(pod);
      // An account that is left open in a fragment is named elsewhere.
      if ((!at.exists && !isWhole(object)) || !mountsToken(pod, object, workspace)) continue;
      // Every namespace has an account "default", so that the name alone joins nothing: in other folders are examples,
      // tests and the next cluster, and every pod of a namespace would be reported for one binding.
      const isDefault = name === "default";
      const found = grantsOf(workspace, namespaceOf(object), name).flatMap((grant) => {
        if (isDefault && folderOf(grant.binding) !== folderOf(object)) return [];
        const power = powerOf(grant);
        return power ? [{ grant, power }] : [];
      });
      const [worst] = found.sort((a, b) => rank(a) - rank(b));
      if (!worst) continue;
      const { grant, power } = worst;
      report({
        at,
        place: object.place,
        message: power.kind,
        args: {
          resource: object.label,
          account: name,
          where: grant.everywhere ? "in the cluster" : "in its namespace",
        },
        related: [
          { at: grant.binding.root.at("roleRef", "name"), of: grant.binding, message: "binding" },
          ...(power.by ? [{ ...power.by, message: "rule" }] : []),
        ],
        ...(grant.everywhere ? {} : { severity: "medium" as const }),
      });
      return;
    }
  },
});

const kinds = ["everything", "escalate", "credentials", "execute"];

function rank({ grant, power }: { readonly grant: Grant; readonly power: Power }): number {
  return kinds.indexOf(power.kind) + (grant.everywhere ? 0 : kinds.length);
}

function folderOf({ file }: ResourceFacts): string {
  return file.slice(0, Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}

export const docs = {
  what: "A binding of the manifests gives the service account of this workload so much that it is an administrator in all but name: everything, giving out permissions, reading all Secrets, or running code in the pods of others. Its token is mounted into the containers.",
  why: "The token is a file that every process in the container can read. A fault in this one program, such as a path traversal or a bad dependency, hands its finder the cluster.",
  legitimate:
    "Operators, GitOps agents and backup tools that are there to change the cluster. Keep them few, in a namespace of their own, and ignore the finding with the reason.",
  how: "Give the account a role with what the program calls, in the namespaces where it works. A workload that does not call the API needs no token: `automountServiceAccountToken: false`.",
  references: [
    {
      title: "Kubernetes: RBAC good practices, privilege escalation risks",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks",
    },
    {
      title: "Kubernetes: Service accounts",
      url: "https://kubernetes.io/docs/concepts/security/service-accounts/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(a)(2)(i)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    mitre: ["T1078", "T1528"],
  },
  peers: { kubescape: ["C-0053", "C-0261", "C-0267", "C-0272"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: deployer
  namespace: tools
spec:
  serviceAccountName: deployer
  containers:
    - name: deployer
      image: registry.example/deployer:2.1.0
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: deployer
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: tools
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: deployer
  namespace: tools
spec:
  serviceAccountName: deployer
  containers:
    - name: deployer
      image: registry.example/deployer:2.1.0
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: deployer
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: tools
`,
  },
} satisfies RuleDocs;
