import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "gatekeeper-open-repo-prefix",
  title: "Allowed registry that look-alikes match",
  on: "resource",
  kinds: ["constraints.gatekeeper.sh/K8sAllowedRepos"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "mitre"],
  fields: ["resource.spec.parameters.repos.*"],
  fix: "review",
  messages: { open: '{resource} allows every name that begins with "{prefix}", also "{prefix}-evil"' },
  check({ root, label }, context) {
    for (const at of root.at("spec", "parameters", "repos").items()) {
      const prefix = decidedText(at, context);
      if (prefix === undefined || isClosed(prefix)) continue;
      context.report({
        at,
        message: "open",
        args: { resource: label, prefix },
        fix: () => ({ title: "End it with a slash", safety: "review", edits: [set(at, `${prefix}/`)] }),
      });
    }
  },
});

/** What the library compares with `startswith`: closed by a slash, or by the sign that begins a tag or digest. */
function isClosed(prefix: string): boolean {
  const written = prefix.replace(/^[^/]*:\d+$/, "");
  return prefix.endsWith("/") || /[@:]/.test(written.slice(written.lastIndexOf("/") + 1));
}

export const docs = {
  what: "An entry of Gatekeeper's `K8sAllowedRepos` does not end with `/`. Images are compared with it by their beginning, so that `registry.example` also allows `registry.example.attacker.net`.",
  why: "The policy is there to keep foreign images out, and anybody can register a domain or an account that begins with the allowed text. It admits what it was made to refuse, while everybody relies on it.",
  legitimate: "An entry that names one image with its tag or digest.",
  how: "End registries and folders with `/`. Name single images with `:` or `@`, as in `registry.example/base:`.",
  references: [
    {
      title: "Gatekeeper library: Allowed repositories",
      url: "https://open-policy-agent.github.io/gatekeeper-library/website/validation/allowedrepos/",
    },
  ],
  frameworks: { "owasp-2022": ["K02"], mitre: ["T1036"] },
  peers: { trivy: ["KSV-0124"] },
  examples: {
    bad: `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: ours
spec:
  match:
    kinds: [{ apiGroups: [""], kinds: [Pod] }]
  parameters:
    repos:
      - registry.example.com
`,
    good: `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: ours
spec:
  match:
    kinds: [{ apiGroups: [""], kinds: [Pod] }]
  parameters:
    repos:
      - registry.example.com/
`,
  },
} satisfies RuleDocs;
