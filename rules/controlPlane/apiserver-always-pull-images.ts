import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";

export default defineRule({
  id: "apiserver-always-pull-images",
  title: "Admission plugin AlwaysPullImages is off",
  on: "component",
  severity: "low",
  confidence: "medium",
  profiles: ["cis", "owasp-2022", "mitre"],
  fields: ["component.--enable-admission-plugins"],
  fix: "review",
  messages: { off: "admission plugin {plugin} is not enabled" },
  check: checkPlugin({ plugin: "AlwaysPullImages", wanted: "on" }),
});

export const docs = {
  what: "Pods may use images that a node has already pulled for somebody else: the admission plugin `AlwaysPullImages` does not run.",
  why: "Who knows the name of a private image can run it on a node that has it, without the credentials of its registry. A tag that was replaced keeps running in its old version.",
  legitimate:
    "Where nodes must start pods while the registry is down. From 1.35 on the kubelet can verify pull credentials for images that it has (`imagePullCredentialsVerificationPolicy`), which serves the same end.",
  how: "Add `AlwaysPullImages` to `--enable-admission-plugins`.",
  references: [
    {
      title: "Kubernetes: AlwaysPullImages",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages",
    },
  ],
  frameworks: { "owasp-2022": ["K02"], cis: ["1.2.11"], mitre: ["T1525"], cwe: ["CWE-829"] },
  peers: {
    kubescape: ["C-0123"],
    trivy: ["KCV-0012"],
    checkov: ["CKV_K8S_80"],
    kics: ["a77f4d07-c6e0-4a48-8b35-0eeb51576f4f"],
    "kube-bench": ["cis-1.12/1.2.11"],
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
        - --enable-admission-plugins=NodeRestriction,AlwaysPullImages
`,
  },
} satisfies RuleDocs;
