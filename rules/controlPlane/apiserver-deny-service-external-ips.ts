import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";

export default defineRule({
  id: "apiserver-deny-service-external-ips",
  title: "Admission plugin DenyServiceExternalIPs is off",
  on: "component",
  severity: "medium",
  confidence: "medium",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--enable-admission-plugins"],
  fix: "review",
  messages: { off: "admission plugin {plugin} is not enabled" },
  check: checkPlugin({ plugin: "DenyServiceExternalIPs", wanted: "on" }),
});

export const docs = {
  what: "The API server lets users set `spec.externalIPs` of a Service, since the admission plugin `DenyServiceExternalIPs` does not run. (Benchmarks before CIS 1.7 asked for the opposite, by mistake.)",
  why: "A Service with an external IP makes every node send traffic for that address to the Service's pods (CVE-2020-8554). Whoever may create Services can so read and answer traffic that other pods send to outside addresses.",
  legitimate:
    "Clusters that announce external IPs by hand need the field. Let a validating policy allow just those addresses then.",
  how: "Add `DenyServiceExternalIPs` to `--enable-admission-plugins`. Services that already have external IPs keep them.",
  references: [
    {
      title: "Kubernetes: DenyServiceExternalIPs",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips",
    },
    { title: "CVE-2020-8554", url: "https://github.com/kubernetes/kubernetes/issues/97076" },
  ],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K07"], cis: ["1.2.3"] },
  peers: {
    kubescape: ["C-0283", "C-0115"],
    trivy: ["KCV-0003"],
    "kube-bench": ["cis-1.12/1.2.3", "cis-1.24/1.2.3"],
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
        - --enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs
`,
  },
} satisfies RuleDocs;
