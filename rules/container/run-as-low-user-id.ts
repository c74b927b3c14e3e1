import { defineRule, type RuleDocs } from "../../engine/rule";
import { reportLowIds } from "../shared/processIds";
import { securityContextTask, userNamespaces } from "../shared/references";

export default defineRule({
  id: "run-as-low-user-id",
  title: "Low user ID",
  on: "podSpec",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.runAsUser", "pod.securityContext.runAsUser"],
  coveredBy: ["run-as-root-user"],
  fix: "review",
  messages: {
    low: "{owner} runs as user {id}, which accounts of the node are likely to share",
    missing: 'container "{container}" leaves its user ID to the image',
  },
  check(pod, context) {
    reportLowIds(pod, "runAsUser", context);
  },
});

export const docs = {
  what: "The processes run as a user ID below 10000, or as whatever the image says. Such IDs belong to accounts of distributions and to the first users of a machine.",
  why: "A user ID means the same inside and outside of a container. If a process gets out, or a directory of the node is mounted, it has the files of whichever account of the node has the same number.",
  legitimate:
    "Images whose files belong to a fixed low ID, such as 999 of many databases. With `hostUsers: false` the IDs of the pod mean nothing on the node, and this rule is silent.",
  how: "Set `runAsUser` to 10000 or more, and see that the files the program writes belong to that user or to the group in `fsGroup`.",
  references: [securityContextTask, userNamespaces],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
    cwe: ["CWE-1188"],
  },
  peers: {
    trivy: ["KSV-0020"],
    checkov: ["CKV_K8S_40"],
    kubesec: ["RunAsUser"],
    kics: ["02323c00-cdc3-4fdc-a310-4f2b3e7a1660"],
    datree: ["CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID"],
    terrascan: ["AC_K8S_0079"],
    "kube-score": ["container-security-context-user-group-id"],
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
      securityContext:
        runAsUser: 1000
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        runAsUser: 10001
`,
  },
} satisfies RuleDocs;
