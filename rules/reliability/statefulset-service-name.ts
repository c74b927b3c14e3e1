import { defineRule, type RuleDocs } from "../../engine/rule";
import { plainSelectorMatches } from "../../engine/workspace/selectors";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import { isWhole } from "../shared/workloads";

export default defineRule({
  id: "statefulset-service-name",
  title: "StatefulSet without its headless Service",
  on: "workspace",
  kinds: ["StatefulSet"],
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["resource.spec.serviceName"],
  messages: {
    missing: "{resource} names no Service, so that its pods get no names in DNS",
    unknown: '{resource} names the Service "{service}", which is not in the manifests',
    cluster: '{resource} names the Service "{service}", which is not headless',
    labels: '{resource} names the Service "{service}", which does not select its pods',
    here: "the Service it names",
  },
  check({ object, workspace }, { report }) {
    if (!isWhole(object) || !object.pod) return;
    const { labels } = object.pod;
    const at = object.root.at("spec", "serviceName");
    const service = at.text();
    const args = { resource: object.label, service: service ?? "" };
    if (!service) {
      report({ at, message: "missing", args, missing: true });
      return;
    }
    const found = workspace.named("Service", namespaceOf(object), service).filter(({ partial }) => !partial);
    const [first] = found;
    const specs = found.map(({ root }) => root.at("spec"));
    if (!first) {
      report({ at, message: "unknown", args });
      return;
    }
    const related = [{ at: first.place, of: first, message: "here" }];
    if (!specs.some((spec) => spec.at("clusterIP").text() === "None"))
      report({ at, message: "cluster", args, related });
    else if (!specs.some((spec) => plainSelectorMatches(spec.at("selector"), labels)))
      report({ at, message: "labels", args, related });
  },
});

export const docs = {
  what: "`spec.serviceName` is missing, or names a Service that is not in the manifests, is not headless (`clusterIP: None`), or does not select the pods of the StatefulSet.",
  why: "The pods of a StatefulSet find each other by names such as `db-0.db`, which the headless Service gives them. Without it members of a database do not see each other and may each believe to be the only one.",
  legitimate:
    "Programs whose replicas do not talk to each other; and Services that an operator or a Helm release makes.",
  how: "Add a Service with `clusterIP: None` and the labels of the pods as selector, and name it in `serviceName`.",
  references: [
    {
      title: "Kubernetes: StatefulSets, stable network identity",
      url: "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id",
    },
  ],
  frameworks: { cwe: ["CWE-665"] },
  peers: {
    "kube-score": ["statefulset-has-servicename"],
    kics: ["bb241e61-77c3-4b97-9575-c0f8a1e008d0"],
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers:
        - name: db
          image: registry.example/db:16.1
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector: { app: db }
  ports:
    - port: 5432
`,
    good: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: { app: db }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers:
        - name: db
          image: registry.example/db:16.1
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: { app: db }
  ports:
    - port: 5432
`,
  },
} satisfies RuleDocs;
