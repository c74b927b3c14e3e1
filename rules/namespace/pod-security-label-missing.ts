import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import {
  enforcedLevel,
  isSystemNamespace,
  namespaceLabelsTask,
  podSecurityAdmission,
} from "../shared/namespaceLevels";

export default defineRule({
  id: "pod-security-label-missing",
  title: "Namespace without a Pod Security level",
  on: "resource",
  kinds: ["Namespace"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: [
    ...["enforce", "audit", "warn"].map(
      (mode) => `resource.metadata.labels.pod-security.kubernetes.io/${mode}`,
    ),
    "resource.metadata.labels",
  ],
  fix: "review",
  messages: { missing: "{resource} asks for no Pod Security level" },
  check(resource, { report, minor }) {
    const labels = resource.metadata.at("labels");
    const { at, place } = enforcedLevel(resource);
    const named = ["enforce", "audit", "warn"].some(
      (mode) => labels.at(`pod-security.kubernetes.io/${mode}`).exists,
    );
    // Before 1.23 the labels have no effect unless a feature gate is on.
    if (named || labels.undecided || minor < 23 || isSystemNamespace(resource.name)) return;
    report({
      at,
      place,
      message: "missing",
      args: { resource: resource.label },
      missing: true,
      fix: () => ({ title: "Enforce the level baseline", safety: "review", edits: [set(at, "baseline")] }),
    });
  },
});

export const docs = {
  what: "The Namespace has none of the labels by which Kubernetes is told which Pod Security level to enforce, or at least to warn about. Every pod is admitted.",
  why: "Whoever may create a pod here, a broken-into pipeline for instance, may create a privileged one, mount the node's disk and take the node over. The permission to run pods becomes the permission to own the cluster.",
  legitimate:
    "Another policy engine (Kyverno, Gatekeeper, a ValidatingAdmissionPolicy) does this work, or the API server's AdmissionConfiguration sets a default for all namespaces. Switch the rule off then.",
  how: "Label the namespace with `pod-security.kubernetes.io/enforce: baseline`, and `warn: restricted` to learn what the next level would refuse. Try it first with `kubectl label --dry-run=server`, which lists the pods that do not fit.",
  references: [namespaceLabelsTask, podSecurityAdmission],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K04"],
    "owasp-2025": ["K04"],
    cis: ["5.2.1"],
    mitre: ["T1610"],
  },
  peers: {
    kubescape: ["C-0192"],
    kyverno: ["psa/add-psa-namespace-reporting", "psa/add-psa-labels"],
    "kube-bench": ["cis-1.12/5.2.1"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    team: shop
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    team: shop
    pod-security.kubernetes.io/enforce: baseline
`,
  },
} satisfies RuleDocs;
