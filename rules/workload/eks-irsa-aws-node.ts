import { defineRule, type RuleDocs } from "../../engine/rule";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import { serviceAccountOf } from "../shared/workloads";

const plugin = "aws-node";
const annotation = "eks.amazonaws.com/role-arn";

export default defineRule({
  id: "eks-irsa-aws-node",
  title: "Network plugin of EKS with the node's identity",
  on: "resource",
  kinds: ["ServiceAccount", "DaemonSet"],
  severity: "medium",
  confidence: "medium",
  profiles: ["owasp-2025", "mitre"],
  fields: ["resource.metadata.annotations", "resource.spec.template.spec.serviceAccountName"],
  messages: {
    role: '{resource} of the VPC plugin has no IAM role of its own ("eks.amazonaws.com/role-arn")',
    plugin:
      '{resource} runs as the service account "aws-node", of which no manifest says that it has a role of its own',
  },
  check({ kind, metadata, name, namespace, label }, { report }) {
    const at = metadata.at("annotations", annotation);
    if (kind !== "ServiceAccount" || !isPlugin(name, namespace) || at.text()) return;
    report({
      at,
      missing: true,
      place: metadata.at("name"),
      message: "role",
      args: { resource: label },
    });
  },
  // Where the account stands in the manifests, it is told itself.
  among({ object, workspace }, { report }) {
    const { name, namespace } = object.reference;
    if (object.kind !== "DaemonSet" || !isPlugin(name, namespace) || !object.pod) return;
    const { at, name: account } = serviceAccountOf(object.pod);
    if (account !== plugin || workspace.named("ServiceAccount", namespaceOf(object), plugin).length > 0)
      return;
    report({ at, message: "plugin", args: { resource: object.label }, profiles: [], severity: "low" });
  },
});

/** The plugin and its account are called the same. */
function isPlugin(name: string | null | undefined, namespace: string | null | undefined): boolean {
  return name === plugin && (namespace ?? "kube-system") === "kube-system";
}

export const docs = {
  what: "The ServiceAccount `aws-node` of the Amazon VPC network plugin names no IAM role, so that the plugin uses the role of the node. Where the account stands in no manifest, a DaemonSet `aws-node` that runs as it is listed for whoever asks for all rules.",
  why: "The node's role then needs the permission to create and attach network interfaces, and every pod that reaches the node's metadata service has that permission as well.",
  legitimate: "Clusters that give the role by EKS Pod Identity, which needs no annotation.",
  how: "Create a role with `AmazonEKS_CNI_Policy` for this service account and name it in the annotation, then take the policy from the node's role.",
  references: [
    {
      title: "Amazon EKS: Configure the VPC CNI plugin to use IAM roles for service accounts",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html",
    },
  ],
  frameworks: { "owasp-2025": ["K08"], mitre: ["T1552.005"] },
  peers: { kyverno: ["aws/require-aws-node-irsa"] },
  examples: {
    bad: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: aws-node
  namespace: kube-system
`,
    good: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: aws-node
  namespace: kube-system
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/cni
`,
  },
} satisfies RuleDocs;
