import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";

export default defineRule({
  id: "apiserver-event-rate-limit",
  title: "Admission plugin EventRateLimit is off",
  on: "component",
  severity: "low",
  confidence: "low",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--enable-admission-plugins"],
  fix: "review",
  messages: { off: "admission plugin {plugin} is not enabled" },
  check: checkPlugin({ plugin: "EventRateLimit", wanted: "on" }),
});

export const docs = {
  what: "Nothing limits how many events the API server accepts: the admission plugin `EventRateLimit` does not run.",
  why: "A broken or hostile client can flood the API server with events, fill etcd and make the control plane unusable for everybody.",
  legitimate:
    "Small clusters often do well without: API Priority and Fairness (on by default since 1.20) limits the requests of each client too. The plugin is still alpha.",
  how: "Add `EventRateLimit` to `--enable-admission-plugins` and describe its limits in the file of `--admission-control-config-file`.",
  references: [
    {
      title: "Kubernetes: EventRateLimit",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit",
    },
  ],
  frameworks: {
    hipaa: ["164.312(b)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.2.9"],
    mitre: ["T1499"],
    cwe: ["CWE-284"],
  },
  peers: {
    kubescape: ["C-0121"],
    trivy: ["KCV-0010"],
    kics: ["e0099af2-fe17-411f-9991-0de28fe15f3c"],
    "kube-bench": ["cis-1.12/1.2.9"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.34.2
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --enable-admission-plugins=NodeRestriction
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.34.2
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --enable-admission-plugins=NodeRestriction,EventRateLimit
`,
  },
} satisfies RuleDocs;
