import { defineRule, type RuleDocs } from "../../engine/rule";
import { hostPathVolumes, isSameOrAbove, normalizeHostPath } from "../shared/hostPath";
import { optionTexts } from "../shared/options";
import { volumesPage } from "../shared/references";

const readOnlyMark = ":ro";

export default defineRule({
  id: "host-path-not-allow-listed",
  title: "Directory of the node that is not allowed",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.volumes.*.hostPath.path", "container.volumeMounts.*.readOnly"],
  options: {
    allowed: {
      type: "texts",
      description:
        "Directories of the node that pods may mount, with what lies below; :ro at the end for read-only",
    },
  },
  messages: {
    path: '{resource} mounts "{path}" of the node, which is not among the allowed directories',
    writable: 'container "{container}" mounts "{path}" of the node writable, while only reading is allowed',
  },
  check(pod, { options, report }) {
    const allowed = optionTexts(options, "allowed")?.map((text) => ({
      path: normalizeHostPath(text.endsWith(readOnlyMark) ? text.slice(0, -readOnlyMark.length) : text),
      readOnly: text.endsWith(readOnlyMark),
    }));
    if (!allowed) return;
    for (const volume of hostPathVolumes(pod)) {
      const { at, path, written, name } = volume;
      const matching = allowed.filter((one) => isSameOrAbove(one.path, path));
      if (matching.length === 0)
        report({ at, message: "path", args: { resource: pod.resource.label, path: written } });
      else if (matching.every(({ readOnly }) => readOnly))
        for (const container of pod.containers)
          for (const mount of container.field.at("volumeMounts").items()) {
            const readOnly = mount.at("readOnly");
            if (mount.at("name").text() === name && readOnly.boolean() !== true)
              report({
                at: readOnly.exists ? readOnly : mount,
                container,
                message: "writable",
                args: { container: container.name, path: written },
              });
          }
    }
  },
});

export const docs = {
  what: "The pod mounts a directory of the node that your organisation has not approved, or mounts one writable that may only be read.",
  why: "Every directory of the node is shared by all pods that mount it and by the node itself. A short list of approved ones keeps an ordinary workload from becoming a way into the node.",
  legitimate: "Node agents: list their directories, or except their namespace in the configuration.",
  how: "Use another kind of volume, or have the directory approved. The rule is silent until `allowed` lists something; an empty list allows none.",
  references: [
    volumesPage,
    {
      title: "Kubernetes: hostPath volumes",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1611"] },
  peers: {
    gatekeeper: ["pod-security-policy/host-filesystem"],
    "azure-policy": ["AllowedHostPaths"],
    kyverno: ["other/limit-hostpath-vols"],
  },
  examples: {
    options: { allowed: ["/var/log:ro", "/data"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      hostPath:
        path: /opt/data
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      hostPath:
        path: /data/web
`,
  },
} satisfies RuleDocs;
