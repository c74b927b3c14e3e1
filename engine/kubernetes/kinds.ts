import { isConfigurationKind } from "./configurationKinds";
import { hasPodTemplates, workloadKinds } from "./podTemplates";

/**
 * The kinds that Kubernetes itself serves or served, by API group, 1.0 to 1.37 (k8s.io/api, k8s.io/apiextensions-apiserver,
 * k8s.io/kube-aggregator). A document counts as a Kubernetes manifest only when its group and kind stand here: others
 * use `apiVersion` and `kind` too (kind, Skaffold, Kustomize, Backstage, release notes).
 */
const kindsByGroup: Readonly<Record<string, readonly string[]>> = {
  "": [
    "Binding",
    "ConfigMap",
    "Endpoints",
    "Event",
    "LimitRange",
    "List",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "Pod",
    "PodTemplate",
    "ReplicationController",
    "ResourceQuota",
    "Secret",
    "Service",
    "ServiceAccount",
  ],
  apps: ["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
  batch: ["CronJob", "Job"],
  extensions: ["DaemonSet", "Deployment", "Ingress", "NetworkPolicy", "PodSecurityPolicy", "ReplicaSet"],
  "admissionregistration.k8s.io": [
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
  ],
  "apiextensions.k8s.io": ["CustomResourceDefinition"],
  "apiregistration.k8s.io": ["APIService"],
  "auditregistration.k8s.io": ["AuditSink"],
  "authentication.k8s.io": ["TokenReview", "TokenRequest"],
  "authorization.k8s.io": ["LocalSubjectAccessReview", "SelfSubjectAccessReview", "SubjectAccessReview"],
  autoscaling: ["HorizontalPodAutoscaler"],
  "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle", "PodCertificateRequest"],
  "coordination.k8s.io": ["Lease", "LeaseCandidate"],
  "discovery.k8s.io": ["EndpointSlice"],
  "events.k8s.io": ["Event"],
  "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
  "internal.apiserver.k8s.io": ["StorageVersion"],
  "networking.k8s.io": ["IPAddress", "Ingress", "IngressClass", "NetworkPolicy", "ServiceCIDR"],
  "node.k8s.io": ["RuntimeClass"],
  policy: ["PodDisruptionBudget", "PodSecurityPolicy"],
  "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
  "resource.k8s.io": ["DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"],
  "scheduling.k8s.io": ["PriorityClass"],
  "settings.k8s.io": ["PodPreset"],
  "storage.k8s.io": [
    "CSIDriver",
    "CSINode",
    "CSIStorageCapacity",
    "StorageClass",
    "VolumeAttachment",
    "VolumeAttributesClass",
  ],
  "storagemigration.k8s.io": ["StorageVersionMigration"],
};

const known = new Set<string>();
for (const [group, kinds] of Object.entries(kindsByGroup))
  for (const kind of kinds) known.add(`${group}/${kind}`);

/**
 * Kinds that people write under `apiVersion: v1` or another group of Kubernetes (`apps/v1`). The API server refuses that,
 * and what is risky in the object is no less so once the version is put right. Workloads are found by the pods they run.
 */
const misfiled = new Set(
  Object.values(kindsByGroup)
    .flat()
    .filter((kind) => !workloadKinds.includes(kind)),
);

/**
 * Groups of other projects whose objects some rule reads, whatever their kind. Objects of any other group are looked at
 * only for the pods they run.
 */
const knownGroups = new Set([
  "argoproj.io",
  "authorization.openshift.io",
  "build.openshift.io",
  "autoscaling.k8s.io",
  "cert-manager.io",
  "bitnami.com",
  "bootstrap.cluster.x-k8s.io",
  "cilium.io",
  "config.openshift.io",
  "constraints.gatekeeper.sh",
  "consul.hashicorp.com",
  "controlplane.cluster.x-k8s.io",
  "external-secrets.io",
  "gateway.networking.k8s.io",
  "image.toolkit.fluxcd.io",
  "kyverno.io",
  "monitoring.coreos.com",
  "networking.istio.io",
  "policies.kyverno.io",
  "policy.linkerd.io",
  "policy.networking.k8s.io",
  "crd.projectcalico.org",
  "projectcalico.org",
  "route.openshift.io",
  "security.istio.io",
  "security.openshift.io",
  "source.toolkit.fluxcd.io",
  "tekton.dev",
  "traefik.containo.us",
  "traefik.io",
]);

/** `apps` of `apps/v1`, the empty string of `v1`. */
export function apiGroup(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

/** True for a kind that Kubernetes serves or served, and for lists of one (`PodList`). */
export function isBuiltinKind(apiVersion: string, kind: string): boolean {
  const group = apiGroup(apiVersion);
  if (group === "" && !/^v\d/.test(apiVersion)) return false;
  const isServed = group === "" ? apiVersion === "v1" : Object.hasOwn(kindsByGroup, group);
  if (isServed && misfiled.has(kind)) return true;
  return (
    known.has(`${group}/${kind}`) || (kind.endsWith("List") && known.has(`${group}/${kind.slice(0, -4)}`))
  );
}

/**
 * True for kinds that are not served by Kubernetes and that rules read: of other projects, configurations of its
 * programs, and what the table of pod templates finds pods in.
 */
export function isKnownExtension(apiVersion: string, kind: string): boolean {
  const group = apiGroup(apiVersion);
  return (
    knownGroups.has(group) ||
    isConfigurationKind(group, kind) ||
    (group !== "" && hasPodTemplates(group, kind))
  );
}
