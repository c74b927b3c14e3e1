import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isFalse } from "../shared/controlPlane";
import { apiServerFlags, serviceAccounts } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-service-account-extend-token",
  title: "Service account tokens live a year",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--service-account-extend-token-expiration"],
  fix: "review",
  messages: {
    set: "kube-apiserver issues tokens that last a year: {flag} is {value}",
    missing: "kube-apiserver issues tokens that last a year: {flag} is not set and on by default",
  },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "service-account-extend-token-expiration",
    byDefault: "true",
    fine: isFalse,
    fix: "false",
    since: 20,
  }),
});

export const docs = {
  what: "By default the API server gives tokens that it mounts into pods a year instead of the hour they ask for, so that old clients which never read the file again keep working.",
  why: "A token copied out of a pod stays useful for up to a year, as long as the pod exists.",
  legitimate:
    "While programs with client libraries from before 2021 are in use. The metric `serviceaccount_stale_tokens_total` tells whether there are any.",
  how: "Set `--service-account-extend-token-expiration=false` once no stale tokens are counted.",
  references: [serviceAccounts, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.2.30"],
    mitre: ["T1528"],
  },
  peers: { kubescape: ["C-0290"], "kube-bench": ["cis-1.12/1.2.30"] },
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
        - --service-account-extend-token-expiration=false
`,
  },
} satisfies RuleDocs;
