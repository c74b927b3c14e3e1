import { apiLifecycle, replacementFor } from "../../engine/kubernetes/removedApis";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { renameFix } from "../shared/apiRename";
import { rewriteFix } from "../shared/apiRewrite";

export default defineRule({
  id: "deprecated-api-version",
  title: "Deprecated API version",
  on: "resource",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025"],
  fields: ["resource.apiVersion"],
  // What was removed was deprecated before; one of the two is enough.
  coveredBy: ["removed-api-version"],
  fix: "safe",
  messages: {
    replaced:
      '{resource} uses "{apiVersion}", deprecated since Kubernetes 1.{deprecated} in favour of "{replacement}"',
    going: '{resource} uses "{apiVersion}", deprecated since Kubernetes 1.{deprecated}',
  },
  check(resource, { minor, report }) {
    const { apiVersion, kind, root, label } = resource;
    const deprecated = apiLifecycle(apiVersion, kind)?.deprecatedIn;
    if (deprecated === undefined || deprecated > minor) return;
    const replacement = replacementFor(apiVersion, kind, minor);
    const at = root.at("apiVersion");
    report({
      at: at.exists ? at : root,
      message: replacement === undefined ? "going" : "replaced",
      args: { resource: label, apiVersion, deprecated, ...(replacement !== undefined && { replacement }) },
      fix: () => renameFix(resource, replacement) ?? rewriteFix(resource, replacement),
    });
  },
});

export const docs = {
  what: "Kubernetes has announced that it will stop serving this `apiVersion` and has a newer one for the same kind.",
  why: "A later upgrade of the cluster refuses the object, at a time when nobody thinks of this file. Until then the API server answers with a warning that pipelines swallow.",
  legitimate: "Manifests that also have to work on clusters which do not serve the newer version yet.",
  how: "Write the new `apiVersion`. The fix does that where the schema stayed the same, and elsewhere writes the fields as the new version has them; the page of `removed-api-version` says where it cannot.",
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
  frameworks: { "owasp-2022": ["K10"], "owasp-2025": ["K07"], cwe: ["CWE-665"] },
  peers: {
    trivy: ["KSV-0107"],
    "kube-score": ["stable-version"],
    gatekeeper: ["general/verifydeprecatedapi"],
    kyverno: ["best-practices/check-deprecated-apis", "openshift/disallow-deprecated-apis"],
    kubeaudit: ["deprecatedapis/DeprecatedAPIUsed"],
    kics: ["94b76ea5-e074-4ca2-8a03-c5a606e30645"],
    kubepug: ["deprecated-or-deleted-api"],
    datree: [
      "K8S_DEPRECATED_APIVERSION_1.16",
      "K8S_DEPRECATED_APIVERSION_1.17",
      "K8S_DEPRECATED_APIVERSION_1.19",
      "K8S_DEPRECATED_APIVERSION_1.21",
      "K8S_DEPRECATED_APIVERSION_1.22",
      "K8S_DEPRECATED_APIVERSION_1.23",
      "K8S_DEPRECATED_APIVERSION_1.24",
    ],
    pluto: ["storage.k8s.io/v1beta1/VolumeAttributesClass"],
    kubent: [
      "snapshot.storage.k8s.io/v1beta1/VolumeSnapshot",
      "snapshot.storage.k8s.io/v1beta1/VolumeSnapshotClass",
      "snapshot.storage.k8s.io/v1beta1/VolumeSnapshotContent",
    ],
  },
  examples: {
    bad: `apiVersion: resource.k8s.io/v1beta2
kind: ResourceClaim
metadata:
  name: accelerator
spec:
  devices:
    requests:
      - name: one
        exactly:
          deviceClassName: accelerator.example
`,
    good: `apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: accelerator
spec:
  devices:
    requests:
      - name: one
        exactly:
          deviceClassName: accelerator.example
`,
  },
} satisfies RuleDocs;
