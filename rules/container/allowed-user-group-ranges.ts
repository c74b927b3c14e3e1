import type { ContainerView } from "../../engine/kubernetes/container";
import { defineRule, type RuleContext, type RuleDocs, type RuleOptions } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { optionTexts } from "../shared/options";
import { securityContextTask } from "../shared/references";

const fieldsOfOption = {
  users: ["runAsUser"],
  groups: ["runAsGroup"],
  fsGroups: ["fsGroup"],
  supplementalGroups: ["supplementalGroups"],
} as const;

export default defineRule({
  id: "allowed-user-group-ranges",
  title: "User or group ID outside of the allowed ranges",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: [
    "container.securityContext.runAsUser",
    "container.securityContext.runAsGroup",
    "pod.securityContext.runAsUser",
    "pod.securityContext.runAsGroup",
    "pod.securityContext.fsGroup",
    "pod.securityContext.supplementalGroups",
  ],
  options: {
    users: { type: "texts", description: "Allowed user IDs: numbers and ranges such as 10000-19999" },
    groups: { type: "texts", description: "Allowed primary groups: numbers and ranges" },
    fsGroups: { type: "texts", description: "Allowed groups of volumes: numbers and ranges" },
    supplementalGroups: { type: "texts", description: "Allowed further groups: numbers and ranges" },
  },
  messages: {
    outside: "{owner} sets {key} to {id}, which is not among the allowed {ranges}",
    missing: 'container "{container}" leaves {key} to the image, while only {ranges} are allowed',
  },
  check(pod, context) {
    const owner = pod.resource.label;
    for (const [option, keys] of Object.entries(fieldsOfOption)) {
      const ranges = rangesOf(context.options, option);
      if (!ranges) continue;
      for (const key of keys) {
        const ofPod = pod.securityContext.at(key);
        for (const at of ofPod.isSequence ? ofPod.items() : [ofPod]) judge(at, key, owner, ranges, context);
        if (key !== "runAsUser" && key !== "runAsGroup") continue;
        for (const container of pod.containers) judgeContainer(container, key, ranges, context);
      }
    }
  },
});

interface Ranges {
  readonly text: string;
  includes(id: number): boolean;
}

function judgeContainer(container: ContainerView, key: string, ranges: Ranges, context: RuleContext): void {
  const at = container.inherited(key);
  if (!at.present)
    context.report({
      at,
      container,
      missing: true,
      message: "missing",
      args: { container: container.name, key, ranges: ranges.text },
    });
  const own = container.securityContext.at(key);
  judge(own, key, `container "${container.name}"`, ranges, context, container);
}

function judge(
  at: Field,
  key: string,
  owner: string,
  ranges: Ranges,
  { report, undecided }: RuleContext,
  container?: ContainerView,
): void {
  if (at.undecided) undecided(at);
  const id = at.integer();
  if (id === undefined || ranges.includes(id)) return;
  report({
    at,
    ...(container && { container }),
    message: "outside",
    args: { owner, key, id, ranges: ranges.text },
  });
}

/** `undefined` where the option is not set; what is no number or range allows nothing. */
function rangesOf(options: RuleOptions, option: string): Ranges | undefined {
  const texts = optionTexts(options, option);
  if (!texts) return undefined;
  const ranges = texts.flatMap((text) => {
    const match = /^(\d{1,15})(?:\s*-\s*(\d{1,15}))?$/.exec(text.trim());
    return match ? [{ from: Number(match[1]), to: Number(match[2] ?? match[1]) }] : [];
  });
  return {
    text: texts.join(", "),
    includes: (id) => ranges.some(({ from, to }) => from <= id && id <= to),
  };
}

export const docs = {
  what: "A user or group ID of the pod is not in the ranges that your organisation gives to this cluster, or is left to the image.",
  why: "Ranges keep the files of different teams apart on shared storage and on the node. A pod that picks an ID of its own can read what another team's pods have written, or act as an account of the node.",
  legitimate:
    "Node agents that must run as root, and images with a fixed user: list their IDs, or except these workloads in the configuration.",
  how: "Use an ID of the allowed ranges. The rule is silent until a range is configured, in `kubehint.yaml` under `rules.allowed-user-group-ranges.options`.",
  references: [securityContextTask],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1611"] },
  peers: {
    gatekeeper: ["pod-security-policy/users", "pod-security-policy/fsgroup"],
    "azure-policy": ["AllowedUsersGroups"],
    kyverno: ["other/validate-userid-groupid-fsgroup", "psp-migration/psp-check-supplemental-groups"],
  },
  examples: {
    options: { users: ["10000-19999"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 999
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
