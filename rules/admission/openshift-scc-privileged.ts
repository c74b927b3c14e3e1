import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { isSetTo } from "../shared/values";

export default defineRule({
  id: "openshift-scc-privileged",
  title: "Constraints that allow privileged containers",
  on: "resource",
  kinds: ["security.openshift.io/SecurityContextConstraints"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.allowPrivilegedContainer"],
  fix: "review",
  messages: { privileged: "{resource} allows privileged containers" },
  check({ root, label }, context) {
    const at = root.at("allowPrivilegedContainer");
    if (!isSetTo(at, true, context)) return;
    context.report({
      at,
      message: "privileged",
      args: { resource: label },
      fix: () => ({
        title: "Set allowPrivilegedContainer to false",
        safety: "review",
        edits: [set(at, false)],
      }),
    });
  },
});

export const docs = {
  what: "The SecurityContextConstraints of OpenShift admit containers with `privileged: true` for everybody who may use them.",
  why: "A privileged container has every capability and every device of the node. Each user, group and service account that these constraints are given to can take over the nodes of the cluster.",
  legitimate:
    "Drivers and agents of the platform, through constraints that only their own service account may use. OpenShift's own `privileged` serves that purpose.",
  how: "Set `allowPrivilegedContainer: false` and allow the one capability, volume type or host namespace that the program asks for.",
  references: [
    {
      title: "OpenShift: Managing security context constraints",
      url: "https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1611"] },
  peers: { "kube-linter": ["scc-deny-privileged-container"] },
  examples: {
    bad: `apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: builder
allowPrivilegedContainer: true
runAsUser:
  type: RunAsAny
seLinuxContext:
  type: MustRunAs
`,
    good: `apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: builder
allowPrivilegedContainer: false
runAsUser:
  type: RunAsAny
seLinuxContext:
  type: MustRunAs
`,
  },
} satisfies RuleDocs;
