import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "unread-hardening",
  title: "Hardening in values that no template reads",
  on: "values",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "restricted"],
  fields: ["values.*"],
  messages: {
    unread: '"{path}" hardens nothing: no template of the chart reads it',
    near: '"{path}" hardens nothing: no template of the chart reads it, but "{near}"',
  },
  // Judged with the whole chart at hand (workspace/charts/unreadHardening.ts).
  check() {},
});

export const docs = {
  what: "A values file of a Helm chart holds a security setting under a key that none of the chart's templates reads.",
  why: "Helm takes any key without a word. Whoever reads the values believes that the workload is hardened, and it runs without the setting: as root, with a writable file system, or with the token of its service account.",
  legitimate:
    "Where something else reads the values file, such as a chart above this one that is not in the workspace.",
  how: "Move the setting to the key that the templates read, or have a template render it, for instance by `toYaml .Values.securityContext`. A `values.schema.json` with `additionalProperties: false` makes Helm refuse such keys.",
  references: [
    { title: "Helm: Values Files", url: "https://helm.sh/docs/chart_template_guide/values_files/" },
    { title: "Helm: Schema Files", url: "https://helm.sh/docs/topics/charts/#schema-files" },
  ],
  frameworks: {},
  peers: {},
  examples: {
    bad: `# The template has: securityContext: {{- toYaml .Values.securityContext | nindent 12 }}
image: registry.example/web:1.4.2
containerSecurityContext:
  runAsNonRoot: true
`,
    good: `# The template has: securityContext: {{- toYaml .Values.securityContext | nindent 12 }}
image: registry.example/web:1.4.2
securityContext:
  runAsNonRoot: true
`,
  },
} satisfies RuleDocs;
