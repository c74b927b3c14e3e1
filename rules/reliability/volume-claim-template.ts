import { defineRule, type RuleDocs } from "../../engine/rule";

const shared = new Set(["ReadWriteMany", "ReadOnlyMany"]);
const modes = new Set(["ReadWriteOnce", "ReadWriteOncePod", ...shared]);

export default defineRule({
  id: "volume-claim-template",
  title: "Unsuitable volume claim of a StatefulSet",
  on: "resource",
  kinds: ["StatefulSet"],
  severity: "info",
  confidence: "medium",
  profiles: [],
  fields: [
    "resource.spec.volumeClaimTemplates.*.spec.accessModes",
    "resource.spec.volumeClaimTemplates.*.spec.resources.requests.storage",
  ],
  messages: {
    noMode: 'the volume claim "{claim}" names no access mode',
    shared: 'the volume claim "{claim}" asks for {mode}, although every replica has a claim of its own',
    unknown: 'the volume claim "{claim}" asks for the unknown access mode "{mode}"',
    noSize: 'the volume claim "{claim}" does not say how much storage it needs',
  },
  check({ root }, { report }) {
    for (const template of root.at("spec", "volumeClaimTemplates").items()) {
      const spec = template.at("spec");
      const name = template.at("metadata", "name");
      const place = name.present ? name : template;
      const claim = name.text() ?? "";
      const accessModes = spec.at("accessModes");
      if (accessModes.items().length === 0 && !accessModes.undecided)
        report({ at: accessModes, place, message: "noMode", args: { claim }, missing: true });
      for (const at of accessModes.items()) {
        const mode = at.text() ?? "";
        if (at.undecided || (modes.has(mode) && !shared.has(mode))) continue;
        report({ at, message: modes.has(mode) ? "shared" : "unknown", args: { claim, mode } });
      }
      const size = spec.at("resources", "requests", "storage");
      if (!size.present && !spec.at("resources").undecided)
        report({ at: size, place, message: "noSize", args: { claim }, missing: true });
    }
  },
});

export const docs = {
  what: "A StatefulSet makes one volume claim per replica from each template. This one lacks an access mode or a size, or asks for a volume that several nodes can mount.",
  why: "A claim without mode or size is refused, and the pods wait for ever. A volume that many nodes may mount is slower and dearer on most platforms, often not to be had at all, and lets a second pod write to the data of a replica.",
  legitimate:
    "Platforms that only offer shared file systems, and replicas whose volumes another workload reads.",
  how: "Ask for `ReadWriteOnce`, or `ReadWriteOncePod` where really only one pod may use the volume, and name the size in `resources.requests.storage`.",
  references: [
    {
      title: "Kubernetes: Persistent volumes, access modes",
      url: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    },
    {
      title: "Kubernetes: StatefulSets",
      url: "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/",
    },
  ],
  frameworks: { cwe: ["CWE-665", "CWE-732"] },
  peers: {
    kubesec: ["VolumeClaimAccessModeReadWriteOnce", "VolumeClaimRequestsStorage"],
    kics: ["3878dc92-8e5d-47cf-9cdd-7590f71d21b9", "8cf4671a-cf3d-46fc-8389-21e7405063a2"],
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:16.2
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteMany]
        resources:
          requests:
            storage: 10Gi
`,
    good: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:16.2
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
  },
} satisfies RuleDocs;
