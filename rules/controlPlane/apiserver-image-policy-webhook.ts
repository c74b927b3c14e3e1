import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";

export default defineRule({
  id: "apiserver-image-policy-webhook",
  title: "Admission plugin ImagePolicyWebhook is off",
  on: "component",
  severity: "low",
  confidence: "low",
  profiles: ["cis", "owasp-2022", "mitre"],
  fields: ["component.--enable-admission-plugins"],
  fix: "review",
  messages: { off: "admission plugin {plugin} is not enabled" },
  check: checkPlugin({ plugin: "ImagePolicyWebhook", wanted: "on" }),
});

export const docs = {
  what: "No image policy service is asked whether an image may run: the admission plugin `ImagePolicyWebhook` does not run.",
  why: "Any image of any registry starts, signed or not. A typo in a name or a hijacked account is enough to run foreign code.",
  legitimate:
    "Nearly always: today's way are validating webhooks and policies (Kyverno, Gatekeeper, sigstore policy-controller), which do the same without this plugin.",
  how: "Verify images with an admission policy, or add `ImagePolicyWebhook` to `--enable-admission-plugins` and describe its service in the file of `--admission-control-config-file`.",
  references: [
    {
      title: "Kubernetes: ImagePolicyWebhook",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook",
    },
  ],
  frameworks: { "owasp-2022": ["K02"], cis: ["5.5.1"], mitre: ["T1525"], cwe: ["CWE-284"] },
  peers: {
    kubescape: ["C-0289"],
    kics: ["14abda69-8e91-4acb-9931-76e2bee90284"],
    "kube-bench": ["cis-1.12/5.5.1"],
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
        - --enable-admission-plugins=NodeRestriction,ImagePolicyWebhook
`,
  },
} satisfies RuleDocs;
