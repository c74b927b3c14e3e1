import { defineRule, type RuleDocs } from "../../engine/rule";
import { type AuditTarget, auditLevel } from "../shared/auditPolicy";
import { auditing } from "../shared/controlPlaneReferences";

const writes = ["create", "update", "patch", "delete"];
const connections = ["get", "create"];

/** What CIS 3.2.2 asks to be recorded; of secrets and tokens no more than that somebody read them. */
const wanted: readonly (AuditTarget & { readonly confidential?: boolean })[] = [
  { group: "", resource: "secrets", verbs: ["get", "list", ...writes], confidential: true },
  { group: "", resource: "configmaps", verbs: writes },
  { group: "authentication.k8s.io", resource: "tokenreviews", verbs: ["create"], confidential: true },
  { group: "", resource: "pods", verbs: writes },
  { group: "apps", resource: "deployments", verbs: writes },
  { group: "", resource: "pods/exec", verbs: connections },
  { group: "", resource: "pods/portforward", verbs: connections },
  { group: "", resource: "pods/proxy", verbs: connections },
  { group: "", resource: "services/proxy", verbs: connections },
];

export default defineRule({
  id: "audit-policy-incomplete",
  title: "Audit policy leaves out what matters",
  on: "resource",
  kinds: ["audit.k8s.io/Policy"],
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.rules", "resource.rules.*.level", "resource.rules.*.resources"],
  messages: {
    unrecorded: "the audit policy records nothing about {resources}",
    content: "the audit log gets the content of {resource}: their level is {level}",
  },
  check({ root }, { report }) {
    const rules = root.at("rules");
    const levels = wanted.map((target) => ({ ...target, ...auditLevel(rules, target) }));
    const unrecorded = levels.filter(({ level }) => level === "None").map(({ resource }) => resource);
    if (unrecorded.length > 0)
      report({
        at: rules,
        place: rules.exists ? rules : root,
        message: "unrecorded",
        args: { resources: unrecorded.join(", ") },
        missing: true,
      });
    for (const { resource, confidential, level, at } of levels)
      if (confidential && at && level !== "None" && level !== "Metadata")
        report({ at: at.at("level"), message: "content", args: { resource, level } });
  },
});

export const docs = {
  what: "An audit policy records each request at the level of the first rule that matches it, and nothing where none does. This one leaves out requests that an investigation needs (secrets, config maps, token reviews, changes of pods and deployments, `exec`, `portforward`, `proxy`), or writes the content of secrets into the log (level `Request` or `RequestResponse`). A rule with the wrong API group matches nothing: `deployments` are in `apps`, `tokenreviews` in `authentication.k8s.io`.",
  why: "Who read a secret or opened a shell in a container cannot be told afterwards. Where contents are logged, everybody with access to the logs reads the secrets.",
  legitimate:
    "Requests of single users or components may well be left out; such rules are not taken for the whole.",
  how: "Record secrets, config maps and token reviews at `Metadata`, and end the policy with a rule of level `Metadata` for everything else.",
  references: [
    auditing,
    {
      title: "Kubernetes: Audit configuration (v1)",
      url: "https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(b)"],
    "owasp-2022": ["K05"],
    "owasp-2025": ["K10"],
    cis: ["3.2.2"],
    mitre: ["T1562.008"],
    cwe: ["CWE-532"],
  },
  peers: {
    kics: ["1828a670-5957-4bc5-9974-47da228f75e2"],
    kubescape: ["C-0161"],
    "kube-bench": ["cis-1.12/3.2.2"],
  },
  examples: {
    bad: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    resources:
      - group: ""
        resources: [pods, configmaps]
`,
    good: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    users: [system:kube-proxy]
    verbs: [watch]
    resources:
      - group: ""
        resources: [endpoints, services]
  - level: Metadata
`,
  },
} satisfies RuleDocs;
