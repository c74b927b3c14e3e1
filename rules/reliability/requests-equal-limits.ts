import type { ContainerView } from "../../engine/kubernetes/container";
import { parseQuantity } from "../../engine/kubernetes/quantity";
import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { managingResources } from "../shared/reliabilityReferences";
import type { ComputeResource } from "../shared/requests";

export default defineRule({
  id: "requests-equal-limits",
  title: "Requests and limits differ",
  on: "container",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["container.resources.requests", "container.resources.limits"],
  fix: "review",
  messages: {
    differs: 'container "{container}" requests {request} of {resource}, its limit is {limit}',
    noLimit: 'container "{container}" has no {resource} limit that its request could equal',
  },
  // What `computePodQOS` asks of a Guaranteed pod (pkg/apis/core/v1/helper/qos): a limit of CPU and memory in every
  // container, and requests equal to them; a request that is left out is the limit. A pod with resources of its own
  // is judged by those alone (KEP-2837).
  check(container, context) {
    if (container.list === "ephemeralContainers" || container.pod.field.at("resources").present) return;
    for (const resource of ["cpu", "memory", "ephemeral-storage"] as const)
      compare(container, resource, context);
  },
});

function compare(container: ContainerView, resource: ComputeResource, context: RuleContext): void {
  const limit = container.field.at("resources", "limits", resource);
  const request = container.field.at("resources", "requests", resource);
  const limitText = limit.text();
  const requestText = request.text();
  if (limit.undecided || request.undecided) {
    context.undecided(limit.undecided ? limit : request);
    return;
  }
  if (limitText === undefined) {
    // Local storage plays no part in the class of service.
    if (resource !== "ephemeral-storage")
      context.report({
        at: limit,
        message: "noLimit",
        args: { container: container.name, resource },
        missing: true,
      });
    return;
  }
  if (requestText === undefined) return;
  const [requested, allowed] = [parseQuantity(requestText), parseQuantity(limitText)];
  if (requested === undefined || allowed === undefined || requested === allowed) return;
  context.report({
    at: request,
    message: "differs",
    args: { container: container.name, resource, request: requestText, limit: limitText },
    fix: () => ({
      title: "Request as much {resource} as the limit",
      args: { resource },
      safety: "review",
      edits: [set(request, limitText)],
    }),
  });
}

export const docs = {
  what: "A pod is of the class of service `Guaranteed` only when every container has limits of CPU and memory and requests exactly as much. This container does not.",
  why: "What a container takes beyond its request is lent: when the node runs short, pods that live on borrowed memory are evicted or killed first, and borrowed CPU is taken away. Only Guaranteed pods can have CPU cores of their own.",
  legitimate:
    "Nearly everywhere: overcommitting is what makes a cluster cheaper than machines of one's own. Ask for equality where latency or survival of a single pod matters (databases, brokers), and leave the rule off otherwise.",
  how: "Give the container limits of CPU and memory, and either leave the requests out, which makes them equal, or write the same amounts.",
  references: [
    {
      title: "Kubernetes: Pod quality of service classes",
      url: "https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/",
    },
    managingResources,
  ],
  frameworks: {},
  peers: {
    "kube-score": [
      "container-resource-requests-equal-limits",
      "container-cpu-requests-equal-limits",
      "container-memory-requests-equal-limits",
      "container-ephemeral-storage-request-equals-limit",
    ],
    gatekeeper: ["general/containerresourceratios"],
    kyverno: [
      "other/memory-requests-equal-limits",
      "other/enforce-resources-as-ratio",
      "other/require-qos-guaranteed",
      "other/require-qos-burstable",
    ],
    datree: ["EKS_INVALID_MEMORY_REQUEST_LIMIT"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: registry.example/db:16.2
      resources:
        limits:
          cpu: "2"
          memory: 2Gi
        requests:
          cpu: 2000m
          memory: 512Mi
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: registry.example/db:16.2
      resources:
        limits:
          cpu: "2"
          memory: 2Gi
        requests:
          cpu: 2000m
          memory: 2Gi
`,
  },
} satisfies RuleDocs;
