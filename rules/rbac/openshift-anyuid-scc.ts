import { rbacRulesOf } from "../../engine/kubernetes/rbac";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { bindingKinds, roleOf } from "../shared/bindings";
import { resourcesGiving } from "../shared/permissions";

/** The constraints of OpenShift that let a pod choose its user, or more than that. */
const loose = ["anyuid", "hostaccess", "hostmount-anyuid", "hostmount-anyuid-v2", "privileged"];

const use = {
  verbs: ["use"],
  on: { "security.openshift.io": ["securitycontextconstraints"] },
  names: loose,
  evenBootstrap: true,
};

export default defineRule({
  id: "openshift-anyuid-scc",
  title: "Pods allowed to run as root on OpenShift",
  on: "resource",
  kinds: [
    "Role",
    "ClusterRole",
    "authorization.openshift.io/Role",
    "authorization.openshift.io/ClusterRole",
    ...bindingKinds,
  ],
  severity: "high",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resourceNames.*", "rbacRule.resources.*", "resource.roleRef.name"],
  messages: {
    role: '{resource} lets pods use the security context constraint "{constraint}"',
    all: "{resource} lets pods use every security context constraint",
    binding: '{resource} lets pods use the security context constraint "{constraint}"',
  },
  check(resource, { report }) {
    const constraint = /^system:openshift:scc:(.+)$/.exec(roleOf(resource))?.[1] ?? "";
    if (loose.includes(constraint))
      report({
        at: resource.root.at("roleRef", "name"),
        message: "binding",
        args: { resource: resource.label, constraint },
      });
    for (const rule of rbacRulesOf(resource)) {
      const [at] = resourcesGiving(rule, use);
      // Everything, in a role for everything, is reported as that.
      if (!at || at.string() === "*") continue;
      const name = rule.item("resourceNames", ...loose);
      report({
        at: name ?? at,
        message: name ? "role" : "all",
        args: { resource: resource.label, ...(name && { constraint: name.string() ?? "" }) },
      });
    }
  },
});

export const docs = {
  what: "A role grants `use` on the security context constraint `anyuid` or a wider one (`privileged`, `hostaccess`), or a binding gives away the role OpenShift has for it.",
  why: "OpenShift starts pods under a user ID that nobody else has. With `anyuid` the image decides, which mostly means root; with the wider ones the pod may be privileged or mount the node. Whoever then breaks out of the container is root on the node.",
  legitimate:
    "Images of others that insist on one user, in a namespace of their own, and agents of the platform.",
  how: "Build or choose an image that runs under any user ID and use `restricted-v2`, or `nonroot-v2` where the ID has to be a certain one.",
  references: [
    {
      title: "OpenShift: Managing security context constraints",
      url: "https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html",
    },
    {
      title: "Red Hat: Creating images, support arbitrary user IDs",
      url: "https://docs.openshift.com/container-platform/latest/openshift_images/create-images.html",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K03"], "owasp-2025": ["K02"], mitre: ["T1611"] },
  peers: { kyverno: ["openshift/disallow-security-context-constraint-anyuid"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: legacy
  namespace: shop
rules:
  - apiGroups: ["security.openshift.io"]
    resources: ["securitycontextconstraints"]
    verbs: ["use"]
    resourceNames: ["anyuid"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: legacy
  namespace: shop
rules:
  - apiGroups: ["security.openshift.io"]
    resources: ["securitycontextconstraints"]
    verbs: ["use"]
    resourceNames: ["restricted-v2"]
`,
  },
} satisfies RuleDocs;
