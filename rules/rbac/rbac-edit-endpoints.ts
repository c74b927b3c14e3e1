import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-edit-endpoints",
  title: "Role can point Services anywhere",
  on: "rbacRule",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can point the Services of every namespace it is bound for at any address",
    namespace: "{role} can point the Services of its namespace at any address",
  },
  check: permissionCheck({
    verbs: ["create", "update", "patch"],
    on: { "": ["endpoints"], "discovery.k8s.io": ["endpointslices"] },
    // The role "edit" had it before Kubernetes 1.22, and an upgrade does not take it away.
    evenBootstrap: true,
  }),
});

export const docs = {
  what: "The role grants writing `endpoints` or `endpointslices`, the lists of addresses behind a Service. Clusters that were made before Kubernetes 1.22 still have it in `system:aggregate-to-edit`, and so in the roles `edit` and `admin`.",
  why: "An endpoint may be the address of any pod. An ingress or load balancer that is allowed into another namespace forwards to it, so that the holder reaches programs behind the back of the network policies there (CVE-2021-25740).",
  legitimate: "Controllers that run Services without selectors for outside systems.",
  how: "Remove `endpoints` and `endpointslices`: Services with a selector get theirs from Kubernetes. In an old cluster take it out of `system:aggregate-to-edit` as the advisory describes.",
  references: [
    {
      title: "Kubernetes: Write access for EndpointSlices and Endpoints",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#write-access-for-endpoints",
    },
    {
      title: "Kubernetes issue 103675: CVE-2021-25740",
      url: "https://github.com/kubernetes/kubernetes/issues/103675",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K03"], "owasp-2025": ["K02"], mitre: ["T1557"] },
  peers: {
    gatekeeper: ["general/block-endpoint-edit-default-role"],
    "azure-policy": ["BlockEndpointEditDefaultRole"],
    kyverno: ["other/restrict-edit-for-endpoints"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: system:aggregate-to-edit
rules:
  - apiGroups: [""]
    resources: ["endpoints", "services"]
    verbs: ["create", "patch", "update"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: system:aggregate-to-edit
rules:
  - apiGroups: [""]
    resources: ["services"]
    verbs: ["create", "patch", "update"]
`,
  },
} satisfies RuleDocs;
