import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { filledInByLimitRange } from "../shared/limitRange";
import { assignCpu, managingResources } from "../shared/reliabilityReferences";
import { impliedRequest, missingRequest } from "../shared/requests";

export default defineRule({
  id: "cpu-request-missing",
  title: "No CPU request",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: ["container.resources.requests.cpu", "pod.resources.requests.cpu"],
  fix: "review",
  messages: {
    missing: 'container "{container}" requests no CPU',
    implied: 'container "{container}" states no CPU request: its limit of {limit} is reserved for it',
  },
  settledBy: filledInByLimitRange("requests", "cpu"),
  check(container, { report }) {
    const at = missingRequest(container, "cpu");
    const implied = impliedRequest(container, "cpu");
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
        title: "Request 100m of CPU, to be tuned",
        safety: "review",
        edits: [set(at, "100m")],
      }),
    });
  },
});

export const docs = {
  what: "Neither a CPU request nor a CPU limit is set, so the scheduler counts this container as using no CPU at all. Where only the limit is set, that is told as information: all of it is reserved.",
  why: "The scheduler packs such pods onto nodes that are already busy. When CPU runs short there, time is shared by the size of the requests, and a container without one gets next to nothing: it answers slowly, fails its probes and is restarted.",
  legitimate:
    "Batch work that may wait, and namespaces whose LimitRange fills in a default request: the manifest alone does not show that.",
  how: "Set `resources.requests.cpu` to what the program uses on a normal day; `kubectl top pod` or the VerticalPodAutoscaler's recommendation tells. The fix writes 100m as a start. Where a limit is set, it counts as the request too.",
  references: [managingResources, assignCpu],
  frameworks: { cwe: ["CWE-400"] },
  peers: {
    kubescape: ["C-0268"],
    trivy: ["KSV-0015"],
    checkov: ["CKV_K8S_10"],
    polaris: ["cpuRequestsMissing"],
    kubesec: ["RequestsCPU"],
    kics: ["ca469dd4-c736-448f-8ac1-30a642705e0a"],
    sonar: ["S6892"],
    datree: ["CONTAINERS_MISSING_CPU_REQUEST_KEY"],
    terrascan: ["AC_K8S_0097"],
    "kube-linter": ["unset-cpu-requirements"],
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
      resources:
        requests:
          memory: 128Mi
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
          cpu: 250m
          memory: 128Mi
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
          cpu: 100m
`,
  },
} satisfies RuleDocs;
