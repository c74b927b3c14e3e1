import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { remove } from "../../engine/yaml/pathEdit";
import { optionTexts } from "../shared/options";

export default defineRule({
  id: "service-mesh-injection-disabled",
  title: "Left out of the service mesh",
  on: "resource",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.metadata.labels", "resource.metadata.annotations", "pod.labels", "pod.annotations"],
  fix: "review",
  options: {
    meshes: {
      type: "texts",
      description:
        "The meshes that everything has to be part of: istio, linkerd. Without it the rule is silent.",
    },
  },
  messages: {
    out: "{resource} is left out of the mesh by {key}",
    ports: "{resource} leads ports past the mesh by {key}",
  },
  check(resource, { report, options }) {
    const meshes = optionTexts(options, "meshes") ?? [];
    const isNamespace = resource.builtin && resource.kind === "Namespace";
    const places = isNamespace ? [resource.metadata] : podSpecsOf(resource).map(({ metadata }) => metadata);
    for (const metadata of places)
      for (const mark of meshes.flatMap((mesh) => optOuts[mesh] ?? [])) {
        const at = marked(metadata, mark);
        if (at)
          report({
            at,
            message: mark.values ? "out" : "ports",
            args: { resource: resource.label, key: mark.key },
            fix: () => ({ title: `Remove ${mark.key}`, safety: "review", edits: [remove(at)] }),
          });
      }
  },
});

interface OptOut {
  readonly key: string;
  /** The values that opt out; any, where none are named. */
  readonly values?: readonly string[];
}

const optOuts: Readonly<Record<string, readonly OptOut[]>> = {
  istio: [
    { key: "istio-injection", values: ["disabled"] },
    { key: "istio.io/dataplane-mode", values: ["none"] },
    { key: "sidecar.istio.io/inject", values: ["false"] },
    { key: "traffic.sidecar.istio.io/excludeInboundPorts" },
    { key: "traffic.sidecar.istio.io/excludeOutboundPorts" },
    { key: "traffic.sidecar.istio.io/excludeOutboundIPRanges" },
  ],
  linkerd: [
    { key: "linkerd.io/inject", values: ["disabled"] },
    { key: "config.linkerd.io/skip-inbound-ports" },
    { key: "config.linkerd.io/skip-outbound-ports" },
  ],
};

function marked(metadata: Field, { key, values }: OptOut): Field | undefined {
  return ["labels", "annotations"]
    .map((map) => metadata.at(map, key))
    .find((at) => {
      const text = at.text();
      return text !== undefined && text !== "" && (values?.includes(text) ?? true);
    });
}

export const docs = {
  what: "A label or annotation keeps the sidecar (or the ambient mode) of the mesh away from these pods, or leads some of their ports past it.",
  why: "Traffic that does not go through the mesh is neither encrypted nor checked: its rules about who may call whom do not hold there. Whoever can set the annotation on a pod has a way around all of them.",
  legitimate:
    "Jobs that must end by themselves in old versions of a mesh, agents on the nodes, and databases whose protocol the proxy breaks. The rule speaks only where you name your meshes in its option.",
  how: "Remove the label or annotation. Where only one port is the problem, leave out that one and protect it with a network policy.",
  references: [
    {
      title: "Istio: Installing the sidecar",
      url: "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/",
    },
    {
      title: "Linkerd: Proxy configuration",
      url: "https://linkerd.io/2/reference/proxy-configuration/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    mitre: ["T1562"],
  },
  peers: {
    kyverno: [
      "istio/enforce-sidecar-injection-namespace",
      "istio/enforce-ambient-mode-namespace",
      "istio/prevent-disabling-injection-pods",
      "istio/add-sidecar-injection-namespace",
      "istio/add-ambient-mode-namespace",
      "linkerd/prevent-linkerd-pod-injection-override",
      "linkerd/prevent-linkerd-port-skipping",
      "linkerd/require-linkerd-mesh-injection",
      "linkerd/add-linkerd-mesh-injection",
    ],
  },
  examples: {
    options: { meshes: ["istio"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
    sidecar.istio.io/inject: "false"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
