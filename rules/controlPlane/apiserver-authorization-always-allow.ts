import { defineRule, type RuleDocs } from "../../engine/rule";
import { setFix } from "../shared/controlPlane";
import { authorizationModes, wantedModes } from "../shared/controlPlaneLists";
import { apiServerFlags, authorization } from "../shared/controlPlaneReferences";

const flag = "authorization-mode";

export default defineRule({
  id: "apiserver-authorization-always-allow",
  title: "API server allows every request",
  on: "component",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--authorization-mode"],
  fix: "review",
  messages: {
    set: "kube-apiserver allows every request: its authorization modes are {modes}",
    missing: "kube-apiserver allows every request: {flag} is not set, which means AlwaysAllow",
  },
  check(view, context) {
    if (view.component !== "kube-apiserver") return;
    const { modes, at, undecided } = authorizationModes(view);
    if (!modes.includes("AlwaysAllow")) return;
    if (undecided) return context.undecided(at ?? view.place);
    context.report({
      at: at ?? view.at(flag),
      message: at ? "set" : "missing",
      args: { flag: view.spelling(flag), modes: modes.join(",") },
      missing: at === undefined,
      ...setFix(view, flag, wantedModes(modes, "Node", "RBAC")),
    });
  },
});

export const docs = {
  what: "Authorization mode `AlwaysAllow` lets every authenticated user do everything. It is also what the API server does where neither `--authorization-mode` nor `--authorization-config` is given.",
  why: "Roles and bindings are not looked at. Any service account token, of any pod, reads every secret and changes every workload.",
  legitimate: "Never outside of a throw-away test.",
  how: "Set `--authorization-mode=Node,RBAC`, after checking that those who need access have roles.",
  references: [authorization, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["1.2.6"],
    mitre: ["T1078"],
    cwe: ["CWE-285"],
  },
  peers: {
    kubescape: ["C-0118"],
    trivy: ["KCV-0007"],
    checkov: ["CKV_K8S_74"],
    kics: ["f1f4d8da-1ac4-47d0-b1aa-91e69d33f7d5"],
    "kube-bench": ["cis-1.12/1.2.6"],
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
        - --authorization-mode=AlwaysAllow
        - --anonymous-auth=false
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
        - --anonymous-auth=false
`,
  },
} satisfies RuleDocs;
