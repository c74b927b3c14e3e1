import type { RbacRuleView } from "../../engine/kubernetes/rbac";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { append, type PathEdit, remove, set } from "../../engine/yaml/pathEdit";
import { isBootstrap, reachesKubernetes } from "../shared/rbac";

export default defineRule({
  id: "rbac-wildcard-verb",
  title: "Role grants every verb",
  on: "rbacRule",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all"],
  fix: "review",
  messages: {
    resources: '{role} grants every verb on "{resources}"',
    urls: '{role} grants every verb on the addresses "{urls}"',
  },
  check(rule, { report }) {
    const at = rule.item("verbs", "*");
    if (!at || isBootstrap(rule.role)) return;
    const role = rule.role.label;
    const resources = rule.resources.join(", ");
    const urls = rule.nonResourceURLs.join(", ");
    // Own kinds of an operator, and addresses that are no objects, are less than Kubernetes' own.
    const grave = rule.resources.length > 0 && reachesKubernetes(rule);
    report({
      at,
      message: resources || !urls ? "resources" : "urls",
      args: { role, resources, urls },
      fix: () => ({ title: "List the usual verbs instead of *", safety: "review", edits: listed(at, rule) }),
      ...(grave ? {} : { severity: "medium" as const }),
    });
  },
});

/** What programs do to objects, and to addresses (kube-apiserver names those by the HTTP method). */
const usualVerbs = ["get", "list", "watch", "create", "update", "patch", "delete"];
const usualMethods = ["get", "head", "options", "post", "put", "patch", "delete"];

/** The usual verbs in the place of the asterisk, without those that are listed beside it. */
function listed(at: Field, rule: RbacRuleView): readonly PathEdit[] {
  const usual = rule.resources.length > 0 ? usualVerbs : usualMethods;
  const list = rule.field.at("verbs");
  if (list.items().length === 1) return [set(list, usual)];
  const [first, ...rest] = usual.filter((verb) => !rule.verbs.includes(verb));
  if (first === undefined) return [remove(at)];
  return [set(at, first), ...rest.map((verb) => append(list, verb))];
}

export const docs = {
  what: "`*` among the verbs grants every verb there is for these resources, also those that are meant for few: `escalate`, `bind`, `impersonate`, `approve`, `deletecollection`.",
  why: "Some verbs are doors of their own: with `escalate` on roles, or `bind` on bindings, a program can give itself every other permission, and with `impersonate` it can act as anybody. A wildcard grants them without their names ever being read by a reviewer.",
  legitimate:
    "An operator that owns its own kinds altogether; that is graded medium. The rule is silent for the roles that the API server keeps itself.",
  how: "List the verbs that the program uses: `get`, `list`, `watch` for reading, `create`, `update`, `patch`, `delete` for writing. The fix writes down all seven, for you to take out what is not used; what goes at once are the special verbs and `deletecollection`.",
  references: [
    {
      title: "Kubernetes: RBAC good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege",
    },
    {
      title: "Kubernetes: Request verbs",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["4.1.3", "5.1.3"],
    mitre: ["T1078"],
  },
  peers: { trivy: ["KSV-0045"], kyverno: ["other/restrict-wildcard-verbs"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: ["apps"]
    resources: ["deployments"]
    verbs: ["*"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: ["apps"]
    resources: ["deployments"]
    verbs: ["get", "list", "patch"]
`,
    fixed: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: ["apps"]
    resources: ["deployments"]
    verbs: [get, list, watch, create, update, patch, delete]
`,
  },
} satisfies RuleDocs;
