import { defineRule, type RuleDocs } from "../../engine/rule";
import { type BoundSubject, bindingKinds, roleOf, subjectsOf } from "../shared/bindings";
import { isBootstrap } from "../shared/rbac";

export default defineRule({
  id: "rbac-default-service-account-binding",
  title: "Role for default service accounts",
  on: "resource",
  kinds: bindingKinds,
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.subjects.*.name"],
  messages: {
    account:
      '{resource} gives the role "{role}" to the service account "default", and so to every pod that names none',
    group: '{resource} gives the role "{role}" to every service account in "{group}"',
  },
  check(binding, { report }) {
    if (isBootstrap(binding)) return;
    const resource = binding.label;
    const role = roleOf(binding);
    for (const subject of subjectsOf(binding)) {
      const { at, kind, name } = subject;
      if (isDefaultAccount(subject)) report({ at, message: "account", args: { resource, role } });
      // OpenShift lets all accounts of a namespace pull its images.
      else if (
        kind === "Group" &&
        /^system:serviceaccounts(?::|$)/.test(name) &&
        role !== "system:image-puller"
      )
        report({ at, message: "group", args: { resource, role, group: name } });
    }
  },
});

/** Also by the user name that the API server knows the account by. */
function isDefaultAccount({ kind, name }: BoundSubject): boolean {
  return (
    (kind === "ServiceAccount" && name === "default") ||
    (kind === "User" && /^system:serviceaccount:[^:]+:default$/.test(name))
  );
}

export const docs = {
  what: "A binding gives a role to the service account `default` of a namespace, or to the group of all service accounts (`system:serviceaccounts`). Pods that name no account run as `default`.",
  why: "The permission is meant for one program and had by all: the next Deployment that somebody adds to the namespace has it without anybody deciding so. A break-in into any of them is a break-in into what the role allows.",
  legitimate:
    "Roles that every pod may have, such as using a certain volume driver. Then say so in the reason of a suppression.",
  how: "Create a ServiceAccount for the program, name it in `serviceAccountName` of the pod and in the binding.",
  references: [
    {
      title: "Kubernetes: Service account permissions",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions",
    },
    {
      title: "Kubernetes: Service accounts",
      url: "https://kubernetes.io/docs/concepts/security/service-accounts/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    mitre: ["T1078"],
    cwe: ["CWE-665"],
  },
  peers: {
    checkov: ["CKV_K8S_42"],
    kics: ["1e749bc9-fde8-471c-af0c-8254efd2dee5"],
    terrascan: ["AC_K8S_0113"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: reader
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: reader
subjects:
  - kind: ServiceAccount
    name: default
    namespace: shop
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: reader
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: reader
subjects:
  - kind: ServiceAccount
    name: reader
    namespace: shop
`,
  },
} satisfies RuleDocs;
