import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { action, textsWithActions } from "../shared/templateTexts";

/** What only Helm gives a template: other programs use the same braces in texts of theirs. */
const ofHelm = /\.(?:Values|Release|Chart|Capabilities|Template|Files)\b|^-?\s*(?:include|template|tpl)\b/;

export default defineRule({
  id: "helm-template-style",
  title: "Template action without blanks",
  on: "resource",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["resource.metadata.labels.helm.sh/chart"],
  fix: "safe",
  messages: { blanks: "a template action has no blanks inside its braces" },
  // The values are not decided yet, so that the finding is one of the object that holds them.
  check({ root }, { report }) {
    for (const at of textsWithActions(root)) {
      const text = at.string() ?? "";
      const tidy = text.replace(action, (whole: string, inner: string) =>
        ofHelm.test(inner) && lacksBlanks(inner) ? withBlanks(inner) : whole,
      );
      if (tidy === text) continue;
      report({
        at: root.at("kind"),
        mark: at,
        message: "blanks",
        fix: () => ({ title: "Put blanks inside the braces", safety: "safe", edits: [set(at, tidy)] }),
      });
    }
  },
});

function lacksBlanks(inner: string): boolean {
  // Comments have their own form.
  if (/^-?\s*\/\*/.test(inner)) return false;
  const text = inner.replace(/^-(?=\s)/, "").replace(/(?<=\s)-$/, "");
  return !/^\s/.test(text) || !/\s$/.test(text);
}

function withBlanks(inner: string): string {
  const [, open = "", text = "", close = ""] = /^(-(?=\s))?(.*?)((?<=\s)-)?$/s.exec(inner) ?? [];
  return `{{${open} ${text.trim()} ${close}}}`;
}

export const docs = {
  what: "An action of a Helm template is written without blanks inside its braces: `{{.Values.tag}}`. It works the same, the rule is about legibility.",
  why: "Nothing breaks. Helm's own guide asks for the blanks, charts are read by many people, and `{{-3}}` next to `{{- 3 }}` shows that the blank can matter: with it the dash trims the white space before the action, without it it is a sign.",
  legitimate:
    "Texts for other template engines are left alone: only actions that use what Helm provides are looked at.",
  how: 'Write `{{ .Values.tag }}`, `{{- include "name" . }}`. The fix does that for values inside quotes or within other text.',
  references: [
    {
      title: "Helm: Template best practices, formatting",
      url: "https://helm.sh/docs/chart_best_practices/templates/#formatting-templates",
    },
  ],
  frameworks: { cwe: ["CWE-546"] },
  peers: { sonar: ["S6893", "S117", "S1135"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: "registry.example/web:{{.Values.tag}}"
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: "registry.example/web:{{ .Values.tag }}"
`,
  },
} satisfies RuleDocs;
