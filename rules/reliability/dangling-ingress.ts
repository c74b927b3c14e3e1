import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import {
  type Backend,
  backendPlaces,
  gatewayBackends,
  gatewayRoutes,
  ingressBackends,
} from "../shared/exposure";

export default defineRule({
  id: "dangling-ingress",
  title: "Route to a Service that is not there",
  on: "workspace",
  kinds: ["Ingress", ...gatewayRoutes],
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["resource.spec.rules", "resource.spec.defaultBackend"],
  messages: {
    service: '{resource} leads to the Service "{service}", which is not in the manifests',
    port: '{resource} leads to the port {port}, which the Service "{service}" does not have',
    form: "{resource} names a Service in a form that networking.k8s.io/v1 does not know",
    here: "the ports it has",
  },
  check({ object, workspace }, { report }) {
    const said = new Set<string>();
    if (object.reference.apiVersion === "networking.k8s.io/v1")
      for (const at of backendPlaces(object).map((backend) => backend.at("serviceName")))
        if (at.present) report({ at, message: "form", args: { resource: object.label } });
    const found = object.kind === "Ingress" ? ingressBackends(object) : gatewayBackends(object);
    for (const backend of found) {
      const { at, namespace, service, port } = backend;
      const key = `${namespace}\0${service}\0${port ?? ""}`;
      // Several paths to the same backend are one mistake; the API server's own Service is in every cluster.
      if (said.has(key) || (service === "kubernetes" && namespace === "default")) continue;
      said.add(key);
      const services = workspace.named("Service", namespace, service);
      const [first] = services;
      const args = { resource: object.label, service, port: port ?? "" };
      if (!first) report({ at, message: "service", args });
      else if (!services.some((candidate) => hasPort(candidate, backend)))
        report({
          at,
          message: "port",
          args,
          related: [{ at: first.root.at("spec", "ports"), of: first, message: "here" }],
        });
    }
  },
});

function hasPort({ partial, root }: ResourceFacts, { port }: Backend): boolean {
  const spec = root.at("spec");
  if (partial || port === undefined || spec.at("type").text() === "ExternalName") return true;
  return spec
    .at("ports")
    .items()
    .some(
      (entry) =>
        entry.at("port").text() === port || entry.at("name").text() === port || entry.at("port").undecided,
    );
}

export const docs = {
  what: "A path of the Ingress, or a rule of the Gateway route, leads to a Service that the manifests do not have in that namespace, or to a port that this Service does not have.",
  why: "Requests to that path get an error. A name that is free can be taken: whoever may create a Service of that name receives the traffic of a public host.",
  legitimate:
    "Services that a Helm release, an operator or another repository makes, and ports that are named differently by an overlay.",
  how: "Correct the name or port, put the Service into the manifests, or remove the route.",
  references: [
    {
      title: "Kubernetes: Ingress",
      url: "https://kubernetes.io/docs/concepts/services-networking/ingress/",
    },
    {
      title: "Gateway API: HTTPRoute",
      url: "https://gateway-api.sigs.k8s.io/api-types/httproute/",
    },
  ],
  frameworks: {},
  peers: {
    "kube-linter": ["dangling-ingress"],
    "kube-score": ["ingress-targets-service"],
    kubescape: ["C-0298", "C-0302"],
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: 8080
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: 8080
`,
  },
} satisfies RuleDocs;
