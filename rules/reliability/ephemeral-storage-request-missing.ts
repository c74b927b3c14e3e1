import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { filledInByLimitRange } from "../shared/limitRange";
import { nodePressure } from "../shared/reliabilityReferences";
import { impliedRequest, missingRequest } from "../shared/requests";

export default defineRule({
  id: "ephemeral-storage-request-missing",
  title: "No request for local storage",
  on: "container",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["container.resources.requests.ephemeral-storage"],
  fix: "review",
  messages: {
    missing: 'container "{container}" requests no ephemeral storage',
    implied:
      'container "{container}" states no ephemeral storage request: its limit of {limit} is reserved for it',
  },
  settledBy: filledInByLimitRange("requests", "ephemeral-storage"),
  check(container, { report }) {
    const at = missingRequest(container, "ephemeral-storage");
    const implied = impliedRequest(container, "ephemeral-storage");
    if (implied)
      report({
        at: implied.at,
        message: "implied",
        args: { container: container.name, limit: implied.limit.text() ?? "" },
        missing: true,
        severity: "info",
      });
    if (!at) return;
    report({
      at,
      message: "missing",
      args: { container: container.name },
      missing: true,
      fix: () => ({
        title: "Request 1Gi of ephemeral storage, to be tuned",
        safety: "review",
        edits: [set(at, "1Gi")],
      }),
    });
  },
});

export const docs = {
  what: "Logs, `emptyDir` volumes and everything a container writes to its own file system lie on the node's disk. This container does not say how much of it it needs, or only how much it may take, which is then reserved.",
  why: "The scheduler may put it on a node whose disk is nearly full. When the disk does fill up, the kubelet evicts pods, those first that use more than they requested.",
  legitimate:
    "Programs that write nothing but a few log lines, which is most of them: that is why this rule is in no profile.",
  how: "Set `resources.requests.ephemeral-storage` for programs that keep caches, uploads or temporary files on local disk, and a limit as well, so that one of them cannot fill the node.",
  references: [
    {
      title: "Kubernetes: Local ephemeral storage",
      url: "https://kubernetes.io/docs/concepts/storage/ephemeral-storage/",
    },
    nodePressure,
  ],
  frameworks: {},
  peers: { sonar: ["S6897"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: thumbnails
spec:
  containers:
    - name: thumbnails
      image: registry.example/thumbnails:2.0.1
      resources:
        requests:
          cpu: 250m
          memory: 128Mi
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: thumbnails
spec:
  containers:
    - name: thumbnails
      image: registry.example/thumbnails:2.0.1
      resources:
        requests:
          cpu: 250m
          memory: 128Mi
          ephemeral-storage: 1Gi
`,
  },
} satisfies RuleDocs;
