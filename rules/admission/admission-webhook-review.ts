import { defineRule, type RuleDocs } from "../../engine/rule";
import { admissionWebhooks } from "../shared/admission";

export default defineRule({
  id: "admission-webhook-review",
  title: "Admission webhook to be reviewed",
  on: "resource",
  kinds: ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"],
  severity: "info",
  confidence: "low",
  // An inventory, of interest to those who ask for everything.
  profiles: [],
  fields: ["resource.webhooks.*.name", "resource.webhooks.*.clientConfig"],
  messages: {
    reads: 'the webhook "{webhook}" is shown every object that its rules name',
    changes: 'the webhook "{webhook}" is shown every object that its rules name, and may change it',
  },
  check({ root, kind }, { report }) {
    const message = kind === "MutatingWebhookConfiguration" ? "changes" : "reads";
    for (const webhook of root.at("webhooks").items()) {
      if (!webhook.isMap) continue;
      const name = webhook.at("name");
      report({ at: name.exists ? name : webhook, message, args: { webhook: name.text() ?? "" } });
    }
  },
});

export const docs = {
  what: "An inventory of admission webhooks, for reviews. It says nothing about whether this one is good or bad, and speaks in profile `all` only.",
  why: "The API server shows a webhook the objects that are created and changed, Secrets included where its rules say so; a mutating one may put an image or a container of its own into them. Whoever controls the service behind it controls the cluster.",
  legitimate: "Policy engines, certificate managers, service meshes: whatever you installed knowingly.",
  how: "Know who runs each webhook, limit its `rules`, `namespaceSelector` and `objectSelector` to what it needs, and watch for new ones.",
  references: [
    admissionWebhooks,
    {
      title: "Kubernetes: Admission webhook good practices",
      url: "https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/",
    },
  ],
  frameworks: {},
  peers: { kubescape: ["C-0036", "C-0039"] },
  examples: {
    bad: `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: sidecar
webhooks:
  - name: sidecar.example.com
    clientConfig: { service: { namespace: mesh, name: injector } }
    sideEffects: None
    admissionReviewVersions: [v1]
`,
    good: `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: sidecar
webhooks: []
`,
  },
} satisfies RuleDocs;
