import { apiLifecycle, replacementFor } from "../../engine/kubernetes/removedApis";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { renameFix } from "../shared/apiRename";
import { rewriteFix } from "../shared/apiRewrite";

export default defineRule({
  id: "removed-api-version",
  title: "API version that is no longer served",
  on: "resource",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025"],
  fields: ["resource.apiVersion"],
  fix: "safe",
  messages: {
    replaced:
      '{resource} uses "{apiVersion}", which Kubernetes 1.{removed} removed in favour of "{replacement}"',
    gone: '{resource} uses "{apiVersion}", which Kubernetes 1.{removed} removed',
  },
  check(resource, { minor, report }) {
    const { apiVersion, kind, root, label } = resource;
    const removed = apiLifecycle(apiVersion, kind)?.removedIn;
    if (removed === undefined || removed > minor) return;
    const replacement = replacementFor(apiVersion, kind, minor);
    const at = root.at("apiVersion");
    report({
      at: at.exists ? at : root,
      message: replacement === undefined ? "gone" : "replaced",
      args: { resource: label, apiVersion, removed, ...(replacement !== undefined && { replacement }) },
      fix: () => renameFix(resource, replacement) ?? rewriteFix(resource, replacement),
    });
  },
});

function idsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

const plutoIds = `
  extensions/v1beta1/Deployment apps/v1beta2/Deployment apps/v1beta1/Deployment
  apps/v1beta1/StatefulSet apps/v1beta2/StatefulSet extensions/v1beta1/NetworkPolicy
  extensions/v1beta1/Ingress networking.k8s.io/v1beta1/Ingress
  networking.k8s.io/v1beta1/IngressClass apps/v1beta2/DaemonSet extensions/v1beta1/DaemonSet
  extensions/v1beta1/PodSecurityPolicy policy/v1beta1/PodSecurityPolicy
  extensions/v1beta1/ReplicaSet apps/v1beta1/ReplicaSet apps/v1beta2/ReplicaSet
  scheduling.k8s.io/v1beta1/PriorityClass scheduling.k8s.io/v1alpha1/PriorityClass
  apiextensions.k8s.io/v1beta1/CustomResourceDefinition
  admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration
  admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration
  rbac.authorization.k8s.io/v1alpha1/ClusterRoleBinding
  rbac.authorization.k8s.io/v1alpha1/ClusterRole
  rbac.authorization.k8s.io/v1alpha1/ClusterRoleBindingList
  rbac.authorization.k8s.io/v1alpha1/ClusterRoleList rbac.authorization.k8s.io/v1alpha1/Role
  rbac.authorization.k8s.io/v1alpha1/RoleBinding rbac.authorization.k8s.io/v1alpha1/RoleList
  rbac.authorization.k8s.io/v1alpha1/RoleBindingList
  rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding
  rbac.authorization.k8s.io/v1beta1/ClusterRole
  rbac.authorization.k8s.io/v1beta1/ClusterRoleBindingList
  rbac.authorization.k8s.io/v1beta1/ClusterRoleList rbac.authorization.k8s.io/v1beta1/Role
  rbac.authorization.k8s.io/v1beta1/RoleBinding rbac.authorization.k8s.io/v1beta1/RoleList
  rbac.authorization.k8s.io/v1beta1/RoleBindingList node.k8s.io/v1beta1/RuntimeClass
  policy/v1beta1/PodDisruptionBudget policy/v1beta1/PodDisruptionBudgetList
  autoscaling/v2beta1/HorizontalPodAutoscaler autoscaling/v2beta1/HorizontalPodAutoscalerList
  autoscaling/v2beta2/HorizontalPodAutoscaler autoscaling/v2beta2/HorizontalPodAutoscalerList
  batch/v1beta1/CronJob batch/v1beta1/CronJobList storage.k8s.io/v1beta1/CSINode
  storage.k8s.io/v1beta1/CSIDriver storage.k8s.io/v1beta1/CSIStorageCapacity
  storage.k8s.io/v1beta1/StorageClass storage.k8s.io/v1beta1/VolumeAttachment
  apiregistration.k8s.io/v1beta1/APIService authentication.k8s.io/v1beta1/TokenReview
  certificates.k8s.io/v1beta1/CertificateSigningRequest coordination.k8s.io/v1beta1/Lease
  events.k8s.io/v1beta1/Event discovery.k8s.io/v1beta1/EndpointSlice
  flowcontrol.apiserver.k8s.io/v1beta1/FlowControl rbac.istio.io/AuthorizationPolicies
  authentication.istio.io/v1alpha1/ certmanager.k8s.io/v1alpha1/Certificate
  certmanager.k8s.io/v1alpha1/Issuer certmanager.k8s.io/v1alpha1/ClusterIssuer
  certmanager.k8s.io/v1alpha1/CertificateRequest certmanager.k8s.io/v1alpha1/Order
  certmanager.k8s.io/v1alpha1/Challenge cert-manager.io/v1alpha2/Certificate
  cert-manager.io/v1alpha3/Certificate cert-manager.io/v1beta1/Certificate
  cert-manager.io/v1alpha2/Issuer cert-manager.io/v1alpha3/Issuer cert-manager.io/v1beta1/Issuer
  cert-manager.io/v1alpha2/ClusterIssuer cert-manager.io/v1alpha3/ClusterIssuer
  cert-manager.io/v1beta1/ClusterIssuer cert-manager.io/v1alpha2/CertificateRequest
  cert-manager.io/v1alpha3/CertificateRequest cert-manager.io/v1beta1/CertificateRequest
  acme.cert-manager.io/v1alpha2/Order acme.cert-manager.io/v1alpha3/Order
  acme.cert-manager.io/v1beta1/Order acme.cert-manager.io/v1alpha2/Challenge
  acme.cert-manager.io/v1alpha3/Challenge acme.cert-manager.io/v1beta1/Challenge
  flowcontrol.apiserver.k8s.io/v1beta2/FlowSchema
  flowcontrol.apiserver.k8s.io/v1beta2/PriorityLevelConfiguration
  flowcontrol.apiserver.k8s.io/v1beta1/PriorityLevelConfiguration
  flowcontrol.apiserver.k8s.io/v1beta1/FlowSchema audit.k8s.io/v1alpha1/Policy
  audit.k8s.io/v1alpha1/PolicyList audit.k8s.io/v1alpha1/Event audit.k8s.io/v1alpha1/EventList
  audit.k8s.io/v1beta1/Policy audit.k8s.io/v1beta1/PolicyList audit.k8s.io/v1beta1/Event
  audit.k8s.io/v1beta1/EventList flowcontrol.apiserver.k8s.io/v1beta3/FlowSchema
  flowcontrol.apiserver.k8s.io/v1beta3/PriorityLevelConfiguration
  admissionregistration.k8s.io/v1alpha1/ValidatingAdmissionPolicy
  admissionregistration.k8s.io/v1alpha1/ValidatingAdmissionPolicyBinding
  resource.k8s.io/v1beta1/ResourceSlice resource.k8s.io/v1beta1/ResourceClaim
  resource.k8s.io/v1beta1/DeviceClass resource.k8s.io/v1beta1/ResourceClaimTemplate
  resource.k8s.io/v1alpha3/ResourceSlice resource.k8s.io/v1alpha3/ResourceClaim
  resource.k8s.io/v1alpha3/DeviceClass resource.k8s.io/v1alpha3/ResourceClaimTemplate
  storage.k8s.io/v1alpha1/VolumeAttributesClass
  storagemigration.k8s.io/v1alpha1/StorageVersionMigration
`;

const kubentIds = `
  extensions/v1beta1/Deployment apps/v1beta1/Deployment apps/v1beta2/Deployment
  extensions/v1beta1/NetworkPolicy extensions/v1beta1/PodSecurityPolicy
  extensions/v1beta1/DaemonSet apps/v1beta2/DaemonSet apps/v1beta1/StatefulSet
  apps/v1beta2/StatefulSet extensions/v1beta1/ReplicaSet apps/v1beta1/ReplicaSet
  apps/v1beta2/ReplicaSet extensions/v1beta1/Ingress networking.k8s.io/v1beta1/Ingress
  networking.k8s.io/v1beta1/IngressClass authentication.k8s.io/v1beta1/TokenReview
  authorization.k8s.io/v1beta1/SubjectAccessReview
  authorization.k8s.io/v1beta1/SelfSubjectAccessReview
  authorization.k8s.io/v1beta1/LocalSubjectAccessReview coordination.k8s.io/v1beta1/Lease
  scheduling.k8s.io/v1beta1/PriorityClass storage.k8s.io/v1beta1/CSIDriver
  storage.k8s.io/v1beta1/CSINode storage.k8s.io/v1beta1/StorageClass
  storage.k8s.io/v1beta1/VolumeAttachment rbac.authorization.k8s.io/v1beta1/ClusterRole
  rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding rbac.authorization.k8s.io/v1beta1/Role
  rbac.authorization.k8s.io/v1beta1/RoleBinding
  certificates.k8s.io/v1beta1/CertificateSigningRequest apiregistration.k8s.io/v1beta1/APIService
  apiextensions.k8s.io/v1beta1/CustomResourceDefinition
  admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration
  admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration
  node.k8s.io/v1beta1/RuntimeClass policy/v1beta1/PodDisruptionBudget
  policy/v1beta1/PodSecurityPolicy discovery.k8s.io/v1beta1/EndpointSlice batch/v1beta1/CronJob
  autoscaling/v2beta1/HorizontalPodAutoscaler autoscaling/v2beta2/HorizontalPodAutoscaler
  flowcontrol.apiserver.k8s.io/v1beta1/FlowSchema
  flowcontrol.apiserver.k8s.io/v1beta1/PriorityLevelConfiguration
  storage.k8s.io/v1beta1/CSIStorageCapacity flowcontrol.apiserver.k8s.io/v1beta2/FlowSchema
  flowcontrol.apiserver.k8s.io/v1beta2/PriorityLevelConfiguration
  flowcontrol.apiserver.k8s.io/v1beta3/FlowSchema
  flowcontrol.apiserver.k8s.io/v1beta3/PriorityLevelConfiguration
`;

export const docs = {
  what: "The API server of the Kubernetes version that the manifests are for does not know this `apiVersion` any more and refuses the object.",
  why: "The object is not created. Where it is a policy, a role or a budget, its protection is missing from the day of the upgrade, and the pipeline that ignores one failed object among many does not tell anybody.",
  legitimate:
    "Manifests for clusters that are older on purpose: say so with the setting for the Kubernetes version, and the rule follows it.",
  how: "Write the new `apiVersion`. The fix does that where the schema stayed the same, and elsewhere writes the fields as the new version has them, with what used to be the default said aloud. It is not offered where the text leaves open what it means: a PodDisruptionBudget with an empty selector covered no pod and would cover all of them, a webhook has to say that it has no side effects, a workload without a selector needs labels on its template to make it from, and an HorizontalPodAutoscaler's object metrics, an EndpointSlice with `topology`, a CertificateSigningRequest for `kubernetes.io/legacy-unknown` and zero shares of a PriorityLevelConfiguration have no counterpart. By hand only: a CustomResourceDefinition needs a structural schema for each of its versions, which nobody can derive from what is written; an Event has other names for most of its fields; a PodSecurityPolicy has no successor but Pod Security admission; in a ResourceClaim and a ResourceClaimTemplate requests are nested otherwise, and a ResourceSlice is published by a driver, the release of which decides; the alpha versions of ValidatingAdmissionPolicy and ValidatingAdmissionPolicyBinding differ from release to release.",
  references: [
    {
      title: "Kubernetes: Deprecated API migration guide",
      url: "https://kubernetes.io/docs/reference/using-api/deprecation-guide/",
    },
    {
      title: "Kubernetes: Deprecation policy",
      url: "https://kubernetes.io/docs/reference/using-api/deprecation-policy/",
    },
  ],
  frameworks: { "owasp-2022": ["K10"], "owasp-2025": ["K07"] },
  peers: {
    "kube-linter": ["no-extensions-v1beta"],
    datree: [
      "K8S_REMOVED_APIVERSION_1.22",
      "K8S_REMOVED_APIVERSION_1.23",
      "K8S_REMOVED_APIVERSION_1.24",
      "K8S_REMOVED_APIVERSION_1.25",
      "K8S_REMOVED_APIVERSION_1.26",
      "K8S_REMOVED_APIVERSION_1.27",
    ],
    pluto: idsOf(plutoIds),
    kubent: idsOf(kubentIds),
  },
  examples: {
    bad: `apiVersion: batch/v1beta1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 4 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:3.1.0
`,
    good: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 4 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:3.1.0
`,
  },
} satisfies RuleDocs;
