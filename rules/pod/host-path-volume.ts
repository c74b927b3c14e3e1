import { defineRule, type RuleDocs } from "../../engine/rule";
import { baselineLevel } from "../shared/references";

export default defineRule({
  id: "host-path-volume",
  title: "Path of the node mounted",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.volumes.*.hostPath", "pod.volumes.*.hostPath.path"],
  coveredBy: [
    "cloud-credentials-host-path",
    "container-runtime-socket",
    "persistent-volume-host-path",
    "sensitive-host-path",
  ],
  messages: {
    path: 'volume "{volume}" is {path} of the node',
    persistent: "{resource} is {path} of the node for whoever claims it",
    hostPath: 'volume "{volume}" is a path of the node',
  },
  check({ volumes }, { report }) {
    for (const volume of volumes) {
      const hostPath = volume.at("hostPath");
      if (!hostPath.isMap) continue;
      const name = volume.at("name").text() ?? "";
      const path = hostPath.at("path");
      const text = path.string();
      // A path that is filled in later is a path of the node all the same.
      if (text === undefined || path.undecided)
        report({ at: hostPath, mark: "key", message: "hostPath", args: { volume: name } });
      else report({ at: hostPath, mark: "key", message: "path", args: { volume: name, path: text } });
    }
  },
  // A volume all the same, though no pod spec says so: the rule on persistent volumes says it where not all rules run.
  among({ object }, { report }) {
    const hostPath = object.root.at("spec", "hostPath");
    if (object.kind !== "PersistentVolume" || !hostPath.present) return;
    report({
      at: hostPath,
      mark: "key",
      message: "persistent",
      args: { resource: object.label, path: hostPath.at("path").text() ?? "a path" },
      profiles: [],
    });
  },
});

export const docs = {
  what: "A `hostPath` volume puts a file or folder of the node into the pod.",
  why: "What the path holds belongs to the node: its logs, credentials, container runtime or devices. Who can write there can plant a program that the node runs; who can only read often finds keys. The data also stays behind when the pod moves to another node.",
  legitimate:
    "Node agents, log collectors and storage drivers that work on the node itself. Mount the narrowest path that will do, with `readOnly: true`, and keep such pods in a namespace of their own.",
  how: "Use a `persistentVolumeClaim` for data that has to last, an `emptyDir` for what does not, a `configMap` or `secret` for configuration, and a CSI driver for devices.",
  references: [
    baselineLevel,
    {
      title: "Kubernetes: hostPath volumes",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    cis: ["5.2.11"],
    mitre: ["T1611", "T1552"],
    cwe: ["CWE-668"],
  },
  peers: {
    kubescape: ["C-0048"],
    trivy: ["KSV-0023"],
    polaris: ["hostPathSet"],
    psa: ["hostPathVolumes"],
    kyverno: ["pod-security/disallow-host-path", "other/remove-hostpath-volumes"],
    datree: ["CONTAINERS_INCORRECT_KEY_HOSTPATH"],
    kics: ["aa8f7a35-9923-4cad-bd61-a19b7f6aac91"],
    "kube-bench": ["cis-1.12/5.2.11"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: data
      hostPath:
        path: /srv/data
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data
`,
  },
} satisfies RuleDocs;
