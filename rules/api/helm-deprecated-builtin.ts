import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { action, textsWithActions } from "../shared/templateTexts";

/** Kept as an alias of `Version` (helm, pkg/chartutil/capabilities.go). The whole path: a value of that name is somebody's own. */
const gitVersion = /\.Capabilities\.KubeVersion\.GitVersion\b/g;

export default defineRule({
  id: "helm-deprecated-builtin",
  title: "Deprecated object of Helm's templates",
  on: "resource",
  severity: "low",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025"],
  fields: ["resource.metadata.labels.helm.sh/chart"],
  fix: "safe",
  messages: {
    gitVersion: "a template asks for .Capabilities.KubeVersion.GitVersion, which Helm 3 deprecates",
  },
  // The values are not decided yet, so that the finding is one of the object that holds them.
  check({ root }, { report }) {
    for (const at of textsWithActions(root)) {
      const text = at.string() ?? "";
      const replaced = text.replace(action, (whole: string) =>
        whole.replace(gitVersion, ".Capabilities.KubeVersion.Version"),
      );
      if (replaced === text) continue;
      report({
        at: root.at("kind"),
        mark: at,
        message: "gitVersion",
        fix: () => ({
          title: "Use .Capabilities.KubeVersion.Version",
          safety: "safe",
          edits: [set(at, replaced)],
        }),
      });
    }
  },
});

export const docs = {
  what: "An action of a Helm template reads `.Capabilities.KubeVersion.GitVersion`. Helm 3 keeps it for old charts only; it is the same text as `.Capabilities.KubeVersion.Version`. The rule looks at actions inside of values: control lines of a template are no YAML before it is rendered.",
  why: "What is deprecated is removed one day, and the template then fails where it is installed or, worse, takes the branch for another version of Kubernetes: a chart that picks an API version, a security context or an admission setting by the version of the cluster silently picks the wrong one.",
  legitimate: "Charts that must also be installed with Helm 2, which has had no fixes since November 2020.",
  how: "Write `.Capabilities.KubeVersion.Version`, which Helm 3 gives the same value.",
  references: [
    {
      title: "Helm: Built-in objects",
      url: "https://helm.sh/docs/chart_template_guide/builtin_objects/",
    },
  ],
  frameworks: { "owasp-2022": ["K10"], "owasp-2025": ["K07"], cwe: ["CWE-477"] },
  peers: { sonar: ["S1874"] },
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: cluster
data:
  version: "{{ .Capabilities.KubeVersion.GitVersion }}"
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: cluster
data:
  version: "{{ .Capabilities.KubeVersion.Version }}"
`,
  },
} satisfies RuleDocs;
