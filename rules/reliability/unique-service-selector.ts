import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { textMap } from "../../engine/workspace/selectors";
import { isSameObject, namespaceOf } from "../../engine/workspace/workspaceIndex";

export default defineRule({
  id: "unique-service-selector",
  title: "Selector of two Services",
  on: "workspace",
  kinds: ["Service"],
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["resource.spec.selector"],
  messages: {
    duplicate: "{resource} selects the same pods as {other}",
    other: "the same selector",
  },
  check({ object, workspace }, { report }) {
    const key = selectorKey(object);
    if (key === undefined) return;
    const other = workspace
      .grouped(servicesBySelector)
      .find(key, (service) => !isSameObject(service, object) && isHeadless(service) === isHeadless(object));
    if (!other) return;
    report({
      at: object.root.at("spec", "selector"),
      message: "duplicate",
      args: { resource: object.label, other: other.label },
      related: [{ at: other.root.at("spec", "selector"), of: other, message: "other" }],
    });
  },
});

const servicesBySelector: Grouping<ResourceFacts> = {
  of: ["Service"],
  entries(service) {
    const key = selectorKey(service);
    return key === undefined ? [] : [[key, service]];
  },
};

function selectorKey(service: ResourceFacts): string | undefined {
  const labels = [...textMap(service.root.at("spec", "selector"))];
  if (labels.length === 0) return undefined;
  return [namespaceOf(service), ...labels.map((label) => label.join("\0")).sort()].join("\0\0");
}

/** A StatefulSet has a headless Service for its pods' names beside the one for callers. */
function isHeadless({ root }: ResourceFacts): boolean {
  return root.at("spec", "clusterIP").text() === "None";
}

export const docs = {
  what: "Two Services of one namespace have the same selector and so lead to the same pods.",
  why: "Mostly one of them was copied and its selector forgotten, so that callers of the new Service get the old program. Network policies and monitors that go by the Service then cover the wrong pods too.",
  legitimate:
    "Two ways to the same program, such as an internal and an external port. The rule is silent for a headless Service beside another one.",
  how: "Correct the selector, or put both ports into one Service.",
  references: [
    {
      title: "Kubernetes: Service",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services",
    },
  ],
  frameworks: {},
  peers: {
    gatekeeper: ["general/uniqueserviceselector"],
    "azure-policy": ["UniqueServiceSelectors"],
    kyverno: ["other/require-unique-service-selector"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: { app: web }
  ports:
    - port: 80
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector: { app: api }
  ports:
    - port: 80
`,
  },
} satisfies RuleDocs;
