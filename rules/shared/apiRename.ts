import type { Fix } from "../../engine/fix";
import type { ResourceView } from "../../engine/kubernetes/resource";
import { set } from "../../engine/yaml/pathEdit";

/** What has to hold for an object to mean the same under the new version; `true` where its schema did not change. */
type Condition = true | ((resource: ResourceView) => boolean);

const hasSelector: Condition = ({ root }) => root.at("spec", "selector").isMap;

/** The default strategy was OnDelete in the first versions and is RollingUpdate in apps/v1. */
const hasSelectorAndStrategy: Condition = (resource) =>
  hasSelector(resource) && resource.root.at("spec", "updateStrategy", "type").present;

/** `rollbackTo` is gone. The limit of the history has another default, which changes nothing that runs. */
const isPlainDeployment: Condition = (resource) =>
  hasSelector(resource) && !resource.root.at("spec", "rollbackTo").exists;

/** The oldest version knew no deadline for progress, and replaced one pod at a time where apps/v1 replaces a quarter. */
const saysHowToRoll: Condition = (resource) => {
  const spec = resource.root.at("spec");
  const strategy = spec.at("strategy");
  const isSaid =
    strategy.at("type").string() === "Recreate" ||
    ["maxSurge", "maxUnavailable"].every((name) => strategy.at("rollingUpdate", name).present);
  return isPlainDeployment(resource) && isSaid && spec.at("progressDeadlineSeconds").present;
};

/**
 * Kinds that can change their version and keep every other byte (Deprecated API Migration Guide, "notable changes"; for
 * autoscaling/v2beta2 the types of k8s.io/api 1.25, which are those of v2).
 */
const lossless: Readonly<Record<string, Condition>> = {
  "admissionregistration.k8s.io/v1beta1/ValidatingAdmissionPolicy": true,
  "admissionregistration.k8s.io/v1beta1/ValidatingAdmissionPolicyBinding": true,
  "apiregistration.k8s.io/v1beta1/APIService": true,
  "apps/v1beta1/Deployment": isPlainDeployment,
  "apps/v1beta1/ReplicaSet": hasSelector,
  "apps/v1beta1/StatefulSet": hasSelectorAndStrategy,
  "apps/v1beta2/DaemonSet": hasSelector,
  "apps/v1beta2/Deployment": isPlainDeployment,
  "apps/v1beta2/ReplicaSet": hasSelector,
  "apps/v1beta2/StatefulSet": hasSelector,
  "authentication.k8s.io/v1beta1/TokenReview": true,
  "authorization.k8s.io/v1beta1/SelfSubjectAccessReview": true,
  "autoscaling/v2beta2/HorizontalPodAutoscaler": true,
  "batch/v1beta1/CronJob": true,
  "batch/v2alpha1/CronJob": true,
  "certificates.k8s.io/v1beta1/CertificateSigningRequest": namesSignerAndUsages,
  "coordination.k8s.io/v1beta1/Lease": true,
  // What it said is in `nodeName` and `zone` now.
  "discovery.k8s.io/v1beta1/EndpointSlice": ({ root }) =>
    root
      .at("endpoints")
      .items()
      .every((endpoint) => !endpoint.at("topology").exists),
  "extensions/v1beta1/DaemonSet": (resource) =>
    hasSelectorAndStrategy(resource) && !resource.root.at("spec", "templateGeneration").exists,
  "extensions/v1beta1/Deployment": saysHowToRoll,
  "extensions/v1beta1/NetworkPolicy": true,
  "extensions/v1beta1/ReplicaSet": hasSelector,
  "flowcontrol.apiserver.k8s.io/v1beta1/FlowSchema": true,
  "flowcontrol.apiserver.k8s.io/v1beta2/FlowSchema": true,
  "flowcontrol.apiserver.k8s.io/v1beta3/FlowSchema": true,
  // An explicit zero used to mean the default.
  "flowcontrol.apiserver.k8s.io/v1beta3/PriorityLevelConfiguration": ({ root }) =>
    root.at("spec", "limited", "nominalConcurrencyShares").integer() !== 0,
  "networking.k8s.io/v1beta1/IPAddress": true,
  "networking.k8s.io/v1beta1/IngressClass": true,
  "networking.k8s.io/v1beta1/ServiceCIDR": true,
  "node.k8s.io/v1beta1/RuntimeClass": true,
  "policy/v1beta1/PodDisruptionBudget": selectsTheSame,
  "rbac.authorization.k8s.io/v1alpha1/ClusterRole": true,
  "rbac.authorization.k8s.io/v1alpha1/Role": true,
  "rbac.authorization.k8s.io/v1beta1/ClusterRole": true,
  "rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding": true,
  "rbac.authorization.k8s.io/v1beta1/Role": true,
  "rbac.authorization.k8s.io/v1beta1/RoleBinding": true,
  "resource.k8s.io/v1alpha3/DeviceClass": ({ root }) => !root.at("spec", "suitableNodes").exists,
  "resource.k8s.io/v1beta1/DeviceClass": true,
  "resource.k8s.io/v1beta2/DeviceClass": true,
  "resource.k8s.io/v1beta2/ResourceClaim": true,
  "resource.k8s.io/v1beta2/ResourceClaimTemplate": true,
  "scheduling.k8s.io/v1alpha1/PriorityClass": true,
  "scheduling.k8s.io/v1beta1/PriorityClass": true,
  "storage.k8s.io/v1alpha1/VolumeAttributesClass": true,
  "storage.k8s.io/v1beta1/CSIDriver": true,
  "storage.k8s.io/v1beta1/CSINode": true,
  "storage.k8s.io/v1beta1/CSIStorageCapacity": true,
  "storage.k8s.io/v1beta1/StorageClass": true,
  "storage.k8s.io/v1beta1/VolumeAttachment": true,
  "storage.k8s.io/v1beta1/VolumeAttributesClass": true,
};

/** `apiVersion/kind` of what keeps its fields, at least where it is written in a way that means the same. */
export const renamedKinds: ReadonlySet<string> = new Set(Object.keys(lossless));

/** An empty selector selects no pod in v1beta1 and all of them in v1; one that is not written selects none in either. */
function selectsTheSame({ root }: ResourceView): boolean {
  const selector = root.at("spec", "selector");
  if (!selector.present) return true;
  return ["matchLabels", "matchExpressions"].some((key) => {
    const part = selector.at(key);
    return part.entries().length + part.items().length > 0;
  });
}

/** v1 has no default signer, and takes no usage that it does not know (k8s.io/api 1.31, certificates/v1, KeyUsage). */
function namesSignerAndUsages({ root }: ResourceView): boolean {
  const signer = root.at("spec", "signerName");
  const usages = root.at("spec", "usages").items();
  const names = new Set(usages.map((usage) => usage.string() ?? ""));
  return (
    signer.string() !== undefined &&
    !signer.undecided &&
    signer.string() !== "kubernetes.io/legacy-unknown" &&
    usages.length > 0 &&
    names.size === usages.length &&
    [...names].every((name) => knownUsages.has(name))
  );
}

const knownUsages = new Set([
  "any",
  "cert sign",
  "client auth",
  "code signing",
  "content commitment",
  "crl sign",
  "data encipherment",
  "decipher only",
  "digital signature",
  "email protection",
  "encipher only",
  "ipsec end system",
  "ipsec tunnel",
  "ipsec user",
  "key agreement",
  "key encipherment",
  "microsoft sgc",
  "netscape sgc",
  "ocsp signing",
  "s/mime",
  "server auth",
  "signing",
  "timestamping",
]);

/** The fix that gives the object its new version; `undefined` where more than the version has to change. */
export function renameFix(resource: ResourceView, replacement: string | undefined): Fix | undefined {
  const key = `${resource.apiVersion}/${resource.kind}`;
  const condition = Object.hasOwn(lossless, key) ? lossless[key] : undefined;
  const at = resource.root.at("apiVersion");
  // An item of a typed list may take its version from the list.
  if (replacement === undefined || condition === undefined || !at.exists || resource.partial)
    return undefined;
  if (condition !== true && !condition(resource)) return undefined;
  return {
    title: "Use {apiVersion}",
    args: { apiVersion: replacement },
    safety: "safe",
    edits: [set(at, replacement)],
  };
}
