import { type RbacRuleView, rbacRulesOf } from "../../engine/kubernetes/rbac";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { type Permission, permissionCheck, resourcesGiving } from "../shared/permissions";

/** Signers whose certificates the API server takes for proof of who somebody is (k8s.io/api/certificates/v1). */
const signersOfClients = [
  "kubernetes.io/*",
  "kubernetes.io/kube-apiserver-client",
  "kubernetes.io/kube-apiserver-client-kubelet",
  "kubernetes.io/legacy-unknown",
];

const group = "certificates.k8s.io";
const approval: Permission = {
  verbs: ["update", "patch"],
  on: { [group]: ["certificatesigningrequests/approval"] },
  clusterScoped: true,
};
const checkApproval = permissionCheck(approval);
const checkSigner = permissionCheck({
  verbs: ["approve", "sign"],
  on: { [group]: ["signers"] },
  names: signersOfClients,
  clusterScoped: true,
});

export default defineRule({
  id: "rbac-approve-csr",
  title: "Role can approve certificates",
  on: "rbacRule",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*", "rbacRule.resourceNames.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: '{role} has "{verbs}" on "{resources}", and with that can issue certificates of users',
    idle: '{role} names "{resources}", which belong to no namespace, so that a Role gives nothing on them',
  },
  check(rule, context) {
    if (resourcesGiving(rule, approval).length > 0) {
      if (canApprove(rule)) checkApproval(rule, context);
    }
    // Approving takes both; `*` with `approve` alone is not even meant for it.
    else if (rule.resources.includes("signers")) checkSigner(rule, context);
  },
});

/**
 * Besides the update, the API server asks for `approve` on the request's signer (plugin/pkg/admission/certificates/approval).
 * An entry that names the approval is meant to be used: where its role says nothing of signers, another one does.
 */
function canApprove(rule: RbacRuleView): boolean {
  const approving = rbacRulesOf(rule.role).filter(
    (entry) => entry.allowsVerb("approve") && entry.allowsResource(group, "signers"),
  );
  if (approving.length === 0) return rule.resources.some((name) => name !== "*");
  return approving.some(
    ({ resourceNames }) =>
      resourceNames.length === 0 || resourceNames.some((name) => signersOfClients.includes(name)),
  );
}

export const docs = {
  what: "The role lets its holder approve certificate signing requests, or approve or sign for a signer whose certificates the API server trusts.",
  why: "Whoever can hand in a request and approve it issues a certificate to any user and group, those of the control plane included. Such a certificate works until it expires, and Kubernetes has no list on which to revoke it.",
  legitimate:
    "Controllers that approve the certificates of kubelets after checking them, and administrators. Controllers for a signer of their own are fine when `signers` is limited to it by name.",
  how: "Remove `certificatesigningrequests/approval`, or limit `approve` on `signers` to the one signer with `resourceNames`; both are needed to approve.",
  references: [
    {
      title: "Kubernetes: Certificates and certificate signing requests",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization",
    },
    {
      title: "Kubernetes: RBAC good practices, CSRs and certificate issuing",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.11"],
    mitre: ["T1649"],
  },
  peers: {
    kubescape: ["C-0280"],
    checkov: ["CKV_K8S_156"],
    kyverno: ["other/restrict-clusterrole-csr"],
    "kube-bench": ["cis-1.12/5.1.11"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: approver
rules:
  - apiGroups: ["certificates.k8s.io"]
    resources: ["certificatesigningrequests/approval"]
    verbs: ["update"]
  - apiGroups: ["certificates.k8s.io"]
    resources: ["signers"]
    verbs: ["approve"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: approver
rules:
  - apiGroups: ["certificates.k8s.io"]
    resources: ["certificatesigningrequests"]
    verbs: ["get", "list", "create"]
  - apiGroups: ["certificates.k8s.io"]
    resources: ["signers"]
    verbs: ["approve"]
    resourceNames: ["shop.example/internal"]
`,
  },
} satisfies RuleDocs;
