import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { admissionWebhooks } from "../shared/admission";

export default defineRule({
  id: "webhook-failure-policy-ignore",
  title: "Security webhook that may be skipped",
  on: "resource",
  kinds: ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted"],
  fields: ["resource.webhooks.*.failurePolicy"],
  messages: { ignored: 'objects are admitted unchecked while the webhook "{webhook}" does not answer' },
  check({ root, apiVersion, kind, name: configuration = "" }, { report }) {
    const ignoresByDefault = apiVersion === "admissionregistration.k8s.io/v1beta1";
    for (const webhook of root.at("webhooks").items()) {
      const at = webhook.at("failurePolicy");
      const name = webhook.at("name").text() ?? "";
      const ignores = at.string() === "Ignore" || (ignoresByDefault && !at.present);
      if (!ignores || !(isPolicyEngine(`${configuration} ${name}`) || guards(kind, webhook))) continue;
      report({ at, message: "ignored", args: { webhook: name }, place: webhook.at("name") });
    }
  },
});

/** Programs whose webhooks decide what may run, by the names that they give them. */
function isPolicyEngine(names: string): boolean {
  return /gatekeeper|kyverno|kubewarden|openpolicyagent|connaisseur|cosign|policy-controller|portieris|k-rail|jspolicy|neuvector|ratify|image-?policy/i.test(
    names,
  );
}

/** A webhook that says yes or no to pods, Secrets or permissions. */
function guards(kind: string, webhook: Field): boolean {
  if (kind !== "ValidatingWebhookConfiguration") return false;
  return webhook
    .at("rules")
    .items()
    .some((rule) => {
      const texts = (list: string) =>
        rule
          .at(list)
          .items()
          .map((item) => item.string() ?? "");
      const groups = texts("apiGroups");
      const inGroup = (group: string) => groups.includes(group) || groups.includes("*");
      return texts("resources").some(
        (name) =>
          (inGroup("") && ofCore.test(name)) || (inGroup("rbac.authorization.k8s.io") && ofRbac.test(name)),
      );
    });
}

const ofCore = /^(?:\*|\*\/\*|pods|pods\/(?:\*|exec|ephemeralcontainers)|secrets)$/;
const ofRbac = /^(?:\*|\*\/\*|(?:cluster)?role(?:binding)?s)$/;

export const docs = {
  what: "`failurePolicy: Ignore` on a webhook that checks pods, Secrets or permissions: when it does not answer in time, the API server goes on as if it had agreed.",
  why: "An intruder needs to keep the webhook busy, or wait for its next restart, and the pod that the policy forbids is admitted. Nothing tells that it happened.",
  legitimate:
    "Webhooks whose failure would stop the cluster from healing itself, for instance while they are introduced. Run several replicas, exclude `kube-system`, and check afterwards what was admitted (Gatekeeper's audit, Kyverno's background scans).",
  how: "Set `failurePolicy: Fail`, with a short `timeoutSeconds`, several replicas and a `namespaceSelector` that leaves the webhook's own namespace out.",
  references: [
    {
      title: "Kubernetes: Failure policy",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy",
    },
    admissionWebhooks,
  ],
  frameworks: { cwe: ["CWE-636"] },
  peers: {},
  examples: {
    bad: `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: images
webhooks:
  - name: images.example.com
    failurePolicy: Ignore
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
    clientConfig: { service: { namespace: policy, name: images } }
    sideEffects: None
    admissionReviewVersions: [v1]
`,
    good: `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: images
webhooks:
  - name: images.example.com
    failurePolicy: Fail
    rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
    clientConfig: { service: { namespace: policy, name: images } }
    sideEffects: None
    admissionReviewVersions: [v1]
`,
  },
} satisfies RuleDocs;
