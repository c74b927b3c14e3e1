import type { ContainerView } from "../../engine/kubernetes/container";
import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import { workloadKinds } from "../../engine/kubernetes/podTemplates";
import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";

export default defineRule({
  id: "container-port-invalid",
  title: "Faulty port of a container or Service",
  on: "resource",
  kinds: [...workloadKinds, "Service", "apps.openshift.io/DeploymentConfig", "argoproj.io/Rollout"],
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: [
    "container.ports.*.name",
    "container.ports.*.containerPort",
    "resource.spec.ports.*.targetPort",
    "resource.spec.ports.*.port",
  ],
  messages: {
    syntax: 'port name "{port}" {problem}',
    duplicate: 'container "{container}" has two ports named "{port}"',
    unnamed: 'container "{container}" has a port without a name',
    number: 'container "{container}" has a port without a number',
    range: 'container "{container}" has port {port}, beyond 1 to 65535',
    target: 'target port "{port}" {problem}',
    service: "port {port} of the Service {problem}",
  },
  check(resource, context) {
    for (const pod of podSpecsOf(resource))
      for (const container of pod.containers) checkContainer(container, context);
    if (resource.kind !== "Service") return;
    for (const port of resource.root.at("spec", "ports").items()) checkServicePort(port, context);
  },
});

function checkServicePort(port: Field, { report }: RuleContext): void {
  const at = port.at("targetPort");
  const number = at.integer();
  const name = at.undecided ? undefined : at.string();
  const problem = name === undefined ? undefined : problemOfName(name);
  if (name !== undefined && problem) report({ at, message: "target", args: { port: name, problem } });
  // The API server puts the port of the Service where the target is 0 (pkg/apis/core/v1/defaults.go, `SetDefaults_Service`).
  else if (number !== undefined && number !== 0 && !isPort(number))
    report({ at, message: "target", args: { port: number, problem: beyond } });
  const own = port.at("port").integer();
  if (own !== undefined && !isPort(own))
    report({ at: port.at("port"), message: "service", args: { port: own, problem: beyond } });
}

const beyond = "is beyond 1 to 65535";

function isPort(number: number): boolean {
  return number >= 1 && number <= 65535;
}

function checkContainer(container: ContainerView, { report, undecided }: RuleContext): void {
  const seen = new Set<string>();
  for (const port of container.field.at("ports").items()) {
    if (!port.isMap) continue;
    const at = port.at("name");
    const number = port.at("containerPort");
    if (at.undecided) undecided(at);
    const name = at.undecided ? undefined : at.string();
    const problem = name && problemOfName(name);
    const common = { container: container.name };
    if (name && problem) report({ at, container, message: "syntax", args: { port: name, problem } });
    else if (name && seen.has(name))
      report({ at, container, message: "duplicate", args: { ...common, port: name } });
    else if (!at.undecided && !name)
      report({ at, place: number, container, message: "unnamed", args: common, missing: true });
    if (name) seen.add(name);
    const value = number.integer();
    if (!number.present)
      report({ at: number, place: port, container, message: "number", args: common, missing: true });
    else if (value !== undefined && !isPort(value))
      report({ at: number, container, message: "range", args: { ...common, port: value } });
  }
}

/** What is wrong with the name of a port (k8s.io/apimachinery/pkg/util/validation, `IsValidPortName`). */
function problemOfName(name: string): string | undefined {
  if (name.length > 15) return "is longer than 15 characters";
  if (!/^[-a-z0-9]+$/.test(name)) return "has other characters than a-z, 0-9 and -";
  if (!/[a-z]/.test(name)) return "has no letter";
  if (name.includes("--")) return "has two hyphens in a row";
  return name.startsWith("-") || name.endsWith("-") ? "starts or ends with a hyphen" : undefined;
}

export const docs = {
  what: "The name of a port breaks Kubernetes' rules, stands twice in one container or is missing, or its number is missing or out of range.",
  why: "Names that break the rules, duplicates and numbers out of range are refused by the API server, so the rollout stops at this manifest. Without a name, Services, probes and monitors must repeat the number, and the copies drift apart.",
  legitimate:
    "A single port does not need a name. If your manifests use numbers throughout, switch this rule off or suppress it.",
  how: "Name each port: at most 15 characters, lower-case letters, digits and single hyphens, with at least one letter, and use the name in `targetPort` and in probes.",
  references: [
    {
      title: "Kubernetes: Services, port definitions",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports",
    },
    { title: "RFC 6335: Service name syntax", url: "https://www.rfc-editor.org/rfc/rfc6335#section-5.1" },
  ],
  frameworks: {},
  peers: {
    "kube-linter": ["invalid-target-ports"],
    "kube-score": ["container-ports-check"],
    kyverno: ["other/require-container-port-names"],
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
      ports:
        - name: prometheus-metrics
          containerPort: 9090
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports:
        - name: metrics
          containerPort: 9090
`,
  },
} satisfies RuleDocs;
