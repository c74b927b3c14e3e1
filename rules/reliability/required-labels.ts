import { defineRule, type RuleDocs } from "../../engine/rule";
import { labelsAndSelectors } from "../shared/reliabilityReferences";
import { faultyKeys, kindsOption } from "../shared/requiredKeys";

export default defineRule({
  id: "required-labels",
  title: "Required label missing",
  on: "resource",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["resource.metadata.labels"],
  options: {
    labels: {
      type: "texts",
      description: "Labels that objects must have, `owner`, or `tier=front-*` with a pattern of the value.",
    },
    kinds: kindsOption,
  },
  messages: {
    missing: '{resource} lacks the label "{key}"',
    value: '{resource} has a label "{key}" that is not of the form "{pattern}"',
  },
  check(resource, context) {
    const labels = resource.metadata.at("labels");
    for (const { at, key, pattern } of faultyKeys(resource, labels, "labels", context))
      context.report({
        at,
        place: labels.present ? labels : resource.metadata,
        message: pattern === undefined ? "missing" : "value",
        args: { resource: resource.label, key, pattern: pattern ?? "" },
        missing: pattern === undefined,
      });
  },
});

export const docs = {
  what: "The object does not carry the labels that your organisation has agreed on. Nothing is reported until the option `labels` names some.",
  why: "When something goes wrong at night, the label says whose it is. Costs, dashboards, network policies and backups are often cut by labels as well, and silently skip what has none.",
  legitimate:
    "Objects that belong to nobody in particular; narrow the option `kinds`, or suppress the finding.",
  how: "Add the labels under `metadata.labels`. Kubernetes recommends names such as `app.kubernetes.io/name` and `app.kubernetes.io/part-of`, which many tools show.",
  references: [
    {
      title: "Kubernetes: Recommended labels",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/",
    },
    labelsAndSelectors,
  ],
  frameworks: {},
  peers: {
    kubescape: ["C-0076", "C-0077"],
    "kube-linter": ["required-label-owner"],
    polaris: ["metadataAndInstanceMismatched"],
    kyverno: [
      "best-practices/require-labels",
      "other/add-labels",
      "other/metadata-match-regex",
      "kubecost/require-kubecost-labels",
    ],
    gatekeeper: ["general/requiredlabels"],
    "azure-policy": ["PodEnforceLabels"],
    datree: ["WORKLOAD_MISSING_LABEL_OWNER_VALUE", "DEPLOYMENT_MISSING_LABEL_ENV_VALUE"],
    terrascan: ["AC_K8S_0013"],
  },
  examples: {
    options: { labels: ["owner"] },
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app: web
spec:
  ports:
    - port: 80
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app: web
    owner: shop
spec:
  ports:
    - port: 80
`,
  },
} satisfies RuleDocs;
