import { defineRule, type RuleDocs } from "../../engine/rule";
import type { PodFacts, ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { isSameObject } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { isOn } from "../shared/options";
import { containersOf } from "../shared/workloads";

export default defineRule({
  id: "unique-uid-per-workload",
  title: "User id of two workloads",
  on: "workspace",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025"],
  fields: ["pod.securityContext.runAsUser", "container.securityContext.runAsUser"],
  options: {
    required: {
      type: "boolean",
      description: "Every workload has to have a user id of its own. Without it the rule is silent.",
    },
  },
  messages: {
    shared: "{resource} runs as the user {uid}, as {other} does",
    other: "the same user id",
  },
  check({ object, workspace }, { report, options }) {
    if (!isOn(options, "required")) return;
    const owners = workspace.grouped(ownersByUser);
    for (const at of object.pods.flatMap(usersOf)) {
      const uid = at.integer() ?? 0;
      const other = owners.find(String(uid), ({ of }) => !isSameObject(of, object));
      if (other)
        report({
          at,
          message: "shared",
          args: { resource: object.label, uid, other: other.of.label },
          related: [{ at: other.at, of: other.of, message: "other" }],
        });
    }
  },
});

interface Owner {
  readonly of: ResourceFacts;
  readonly at: Reading;
}

/** Root is everybody's, and other rules'. */
function usersOf(pod: PodFacts): Reading[] {
  return [pod.spec, ...containersOf(pod)]
    .map((place) => place.at("securityContext", "runAsUser"))
    .filter((at) => (at.integer() ?? 0) > 0);
}

const ownersByUser: Grouping<Owner> = {
  of: "workloads",
  entries: (of) => of.pods.flatMap(usersOf).map((at) => [String(at.integer() ?? 0), { of, at }] as const),
};

export const docs = {
  what: "Two workloads run as the same user id. On the node, users of containers are the node's own users, unless the pods have user namespaces.",
  why: "Whoever breaks out of one container, or shares a volume with another, finds files and processes of the other workload under its own user id and may read and stop them.",
  legitimate:
    "Almost everywhere: images come with a fixed user. The rule is for sites with a plan of user ids per tenant, and speaks only when it is told so.",
  how: "Give each workload a range or a number of its own in `runAsUser` and `fsGroup`, or use user namespaces (`hostUsers: false`), which do the same without a plan.",
  references: [
    {
      title: "Kubernetes: User namespaces",
      url: "https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/",
    },
    {
      title: "Kubernetes: Configure a security context",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"] },
  peers: { kyverno: ["other/require-unique-uid-per-workload"] },
  examples: {
    options: { required: true },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
  containers:
    - name: web
      image: registry.example/web:1.4.2
---
apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  securityContext:
    runAsUser: 10001
  containers:
    - name: worker
      image: registry.example/worker:1.4.2
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
---
apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  securityContext:
    runAsUser: 10002
  containers:
    - name: worker
      image: registry.example/worker:1.4.2
`,
  },
} satisfies RuleDocs;
