import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { filledInByLimitRange } from "../shared/limitRange";
import { managingResources, nodePressure } from "../shared/reliabilityReferences";
import { impliedRequest, missingRequest } from "../shared/requests";

export default defineRule({
  id: "memory-request-missing",
  title: "No memory request",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: ["container.resources.requests.memory", "pod.resources.requests.memory"],
  fix: "review",
  messages: {
    missing: 'container "{container}" requests no memory',
    implied: 'container "{container}" states no memory request: its limit of {limit} is reserved for it',
  },
  settledBy: filledInByLimitRange("requests", "memory"),
  check(container, { report }) {
    const at = missingRequest(container, "memory");
    const implied = impliedRequest(container, "memory");
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
        title: "Request 128Mi of memory, to be tuned",
        safety: "review",
        edits: [set(at, "128Mi")],
      }),
    });
  },
});

export const docs = {
  what: "The container states neither how much memory it needs nor how much it may take. Where only the limit is set, that is told as information: all of it is reserved.",
  why: "The scheduler places it as if it needed nothing. When the node runs out of memory, the kubelet evicts first the pods that use more than they requested, and the kernel's out-of-memory killer looks for the same ones: a container without a request always does.",
  legitimate:
    "Tools that run for a moment in a test cluster. A LimitRange in the namespace may also set a default request that this file does not show.",
  how: "Set `resources.requests.memory` to the working set of the program under load. The fix inserts 128Mi, which is a guess to be corrected. A memory limit alone is enough, since it becomes the request.",
  references: [managingResources, nodePressure],
  frameworks: { cwe: ["CWE-400"] },
  peers: {
    kubescape: ["C-0269"],
    trivy: ["KSV-0016"],
    checkov: ["CKV_K8S_12"],
    polaris: ["memoryRequestsMissing"],
    kubesec: ["RequestsMemory"],
    kics: ["229588ef-8fde-40c8-8756-f4f2b5825ded"],
    sonar: ["S6873"],
    datree: ["CONTAINERS_MISSING_MEMORY_REQUEST_KEY"],
    terrascan: ["AC_K8S_0099"],
    "kube-linter": ["unset-memory-requirements"],
    "azure-policy": ["ContainerResourceRequests"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      resources:
        requests:
          memory: 192Mi
        limits:
          memory: 256Mi
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      resources:
        requests:
          memory: 128Mi
`,
  },
} satisfies RuleDocs;
