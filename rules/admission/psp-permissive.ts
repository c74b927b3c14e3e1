import type { ResourceView } from "../../engine/kubernetes/resource";
import { defineRule, type Report, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";

const switches: Readonly<Record<string, string>> = {
  privileged: "allows privileged containers",
  hostPID: "allows the process namespace of the node",
  hostIPC: "allows the memory of the node's processes to be shared",
  hostNetwork: "allows the network of the node",
  allowPrivilegeEscalation: "allows processes to gain privileges",
};

export default defineRule({
  id: "psp-permissive",
  title: "PodSecurityPolicy that allows too much",
  on: "resource",
  kinds: ["PodSecurityPolicy"],
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: [
    ...Object.keys(switches).map((name) => `resource.spec.${name}`),
    "resource.spec.runAsUser.rule",
    "resource.spec.allowedCapabilities.*",
    "resource.spec.requiredDropCapabilities",
    "resource.spec.allowedHostPaths.*.readOnly",
    "resource.metadata.annotations.seccomp.security.alpha.kubernetes.io/allowedProfileNames",
  ],
  messages: {
    allows: "{resource} {what}",
    escalation: "{resource} does not forbid processes to gain privileges",
    root: "{resource} allows containers to run as root",
    capabilities: "{resource} allows containers to add capabilities",
    drop: "{resource} lets containers keep the capability NET_RAW",
    hostPath: '{resource} allows "{path}" of the node to be written',
    seccomp: "{resource} allows containers to run without a seccomp filter",
  },
  check(resource, { report }) {
    for (const found of findings(resource))
      report({ ...found, args: { ...found.args, resource: resource.label } });
  },
});

/** What k8s.io/kubernetes pkg/security/podsecuritypolicy (until 1.24) would admit. */
function* findings({ root, metadata }: ResourceView): Generator<Report> {
  const spec = root.at("spec");
  if (!spec.isMap) return;
  for (const [name, what] of Object.entries(switches)) {
    const at = spec.at(name);
    if (at.boolean() === true) yield { at, message: "allows", args: { what } };
  }
  const escalation = spec.at("allowPrivilegeEscalation");
  // The API server takes unset for true.
  if (!escalation.present) yield { at: escalation, place: spec, message: "escalation", missing: true };
  yield* user(spec.at("runAsUser"));
  const [allowed] = spec.at("allowedCapabilities").items();
  if (allowed) yield { at: allowed, message: "capabilities" };
  const drop = spec.at("requiredDropCapabilities");
  const dropped = drop.items().map((item) => item.string());
  if (!dropped.some((name) => name === "ALL" || name === "NET_RAW"))
    yield { at: drop, place: drop.exists ? drop : spec, message: "drop", missing: !drop.exists };
  for (const entry of spec.at("allowedHostPaths").items()) {
    const path = entry.at("pathPrefix");
    if (entry.at("readOnly").boolean() !== true)
      yield { at: path, message: "hostPath", args: { path: path.text() ?? "" } };
  }
  const profiles = metadata.at("annotations", "seccomp.security.alpha.kubernetes.io/allowedProfileNames");
  if (/(?:^|,)\s*(?:\*|unconfined)\s*(?:,|$)/.test(profiles.text() ?? ""))
    yield { at: profiles, message: "seccomp" };
}

function* user(runAsUser: Field): Generator<Report> {
  const rule = runAsUser.at("rule");
  if (rule.string() === "RunAsAny") yield { at: rule, message: "root" };
  if (rule.string() === "MustRunAs")
    for (const range of runAsUser.at("ranges").items()) {
      const min = range.at("min");
      if (min.integer() === 0) yield { at: min, message: "root" };
    }
}

export const docs = {
  what: "A PodSecurityPolicy allows what policies are there to forbid: privileged containers, namespaces of the node, root, gaining privileges, added capabilities, writable paths of the node or no seccomp filter.",
  why: "Every account that may use this policy may create a pod that takes its node over. One such policy bound to a common group makes all the stricter ones meaningless, because a pod needs to satisfy only one of them.",
  legitimate:
    "The policy for the few agents of the platform that need the node, used by their service accounts alone. Kubernetes has no PodSecurityPolicy since 1.25.",
  how: "Move to Pod Security admission: label each namespace with a level. On older clusters forbid each of these settings and bind the permissive policy to the accounts that need it.",
  references: [
    {
      title: "Kubernetes: Migrate from PodSecurityPolicy",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/migrate-from-psp/",
    },
    {
      title: "Kubernetes: Mapping PodSecurityPolicies to Pod Security Standards",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/psp-to-pod-security-standards/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K04"],
    "owasp-2025": ["K04"],
    cis: ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5", "4.2.6", "4.2.7"],
    mitre: ["T1610", "T1611"],
    cwe: ["CWE-250", "CWE-269", "CWE-732", "CWE-770"],
  },
  peers: {
    kubescape: ["C-0213", "C-0214", "C-0215", "C-0216", "C-0217", "C-0218", "C-0219", "C-0220"],
    checkov: [
      "CKV_K8S_1",
      "CKV_K8S_2",
      "CKV_K8S_3",
      "CKV_K8S_4",
      "CKV_K8S_5",
      "CKV_K8S_6",
      "CKV_K8S_7",
      "CKV_K8S_24",
      "CKV_K8S_32",
      "CKV_K8S_36",
    ],
    kics: [
      "2270987f-bb51-479f-b8be-3ca73e5ad648",
      "caa93370-791f-4fc6-814b-ba6ce0cb4032",
      "87554eef-154d-411d-bdce-9dbd91e56851",
      "80f93444-b240-4ebb-a4c6-5c40b76c04ea",
      "91dacd0e-d189-4a9c-8272-5999a3cc32d9",
      "a33e9173-b674-4dfb-9d82-cf3754816e4b",
      "c48e57d3-d642-4e0b-90db-37f807b41b91",
      "7307579a-3abb-46ad-9ce5-2a915634d5c8",
      "de4421f1-4e35-43b4-9783-737dd4e4a47e",
      "e3aa0612-4351-4a0d-983f-aefea25cf203",
    ],
  },
  examples: {
    bad: `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: builder
spec:
  privileged: true
  runAsUser: { rule: RunAsAny }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
    good: `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: builder
spec:
  privileged: false
  allowPrivilegeEscalation: false
  requiredDropCapabilities: [ALL]
  runAsUser: { rule: MustRunAsNonRoot }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
  },
} satisfies RuleDocs;
