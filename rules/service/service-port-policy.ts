import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { optionTexts } from "../shared/options";
import { servicePage } from "../shared/serviceReferences";

export default defineRule({
  id: "service-port-policy",
  title: "Port that is not allowed",
  on: "resource",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025"],
  fields: ["resource.spec.ports.*.port", "container.ports.*.containerPort"],
  options: {
    servicePorts: {
      type: "texts",
      description: "The ports that Services may offer: numbers and ranges, such as `443` and `8000-8999`.",
    },
    containerPorts: {
      type: "texts",
      description: "The ports that containers may listen on: numbers and ranges.",
    },
  },
  messages: {
    service: "{resource} offers port {port}, which is not among the allowed ones",
    container: 'container "{container}" listens on port {port}, which is not among the allowed ones',
  },
  check(resource, context) {
    const { options } = context;
    const ofServices = optionTexts(options, "servicePorts");
    if (ofServices && resource.kind === "Service")
      for (const port of resource.root.at("spec", "ports").items())
        judge(port.at("port"), ofServices, "service", { resource: resource.label }, context);
    const ofContainers = optionTexts(options, "containerPorts");
    if (ofContainers)
      for (const pod of podSpecsOf(resource))
        for (const { field, name } of pod.containers)
          for (const port of field.at("ports").items())
            judge(port.at("containerPort"), ofContainers, "container", { container: name }, context);
  },
});

function judge(
  at: Field,
  allowed: readonly string[],
  message: string,
  args: Readonly<Record<string, string>>,
  context: RuleContext,
): void {
  const port = at.integer();
  if (port === undefined || allowed.some((range) => liesIn(port, range))) return;
  context.report({ at, message, args: { ...args, port } });
}

/** `443`, or both ends and what is between them: `8000-8999`. */
function liesIn(port: number, range: string): boolean {
  const [, first = "", last = first] = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(range) ?? [];
  return first !== "" && Number(first) <= port && port <= Number(last);
}

export const docs = {
  what: "A Service or container uses a port outside of what you have allowed in the options `servicePorts` and `containerPorts`. Without them nothing is reported.",
  why: "Where only known ports are open, firewalls and network policies can be short and a backdoor on another port stands out. A Service on a forgotten debug or admin port undoes that quietly.",
  legitimate: "The port is right and the list is old: then add it to the options.",
  how: "Use one of the allowed ports: a Service's `port` may differ from the `targetPort` of the program.",
  references: [servicePage],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K06"] },
  peers: {
    kyverno: ["other/restrict-service-port-range"],
    "azure-policy": ["ServiceAllowedPorts", "ContainerAllowedPorts"],
  },
  examples: {
    options: { servicePorts: ["443", "8000-8999"] },
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: debug
      port: 5005
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: https
      port: 443
      targetPort: 8443
`,
  },
} satisfies RuleDocs;
