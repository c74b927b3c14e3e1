import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { servicesOf } from "./workloads";

/** Something that leads from outside of the cluster to a workload. */
export interface Exposure {
  /** The Service, Ingress or route. */
  readonly of: ResourceFacts;
  readonly at: Reading;
}

/** A Service that a route names. */
export interface Backend {
  readonly of: ResourceFacts;
  /** The place that names it. */
  readonly at: Reading;
  readonly namespace: string;
  readonly service: string;
  /** A number or a name; `undefined` where none is said. */
  readonly port: string | undefined;
}

/** What leads to a workload from outside: Services with a port on nodes or a load balancer, and routes to its Services. */
export function exposuresOf(workspace: WorkspaceIndex, workload: ResourceFacts): Exposure[] {
  const routes = workspace.grouped(routesByService);
  return servicesOf(workspace, workload).flatMap((service) => {
    const own = openTypeOf(service);
    const key = serviceKey(namespaceOf(service), service.reference.name ?? "");
    return [...(own ? [{ of: service, at: own }] : []), ...routes.get(key)];
  });
}

/** The type of a Service that is reached from outside; `undefined` for one within the cluster or the network. */
function openTypeOf({ root }: ResourceFacts): Reading | undefined {
  const type = root.at("spec", "type");
  if (type.string() === "NodePort") return type;
  return type.string() === "LoadBalancer" && !isInternal(root.at("metadata", "annotations"))
    ? type
    : undefined;
}

/** The clouds' ways to ask for a load balancer that has no public address. */
function isInternal(annotations: Reading): boolean {
  return annotations.entries().some((entry) => {
    const value = entry.text()?.toLowerCase() ?? "";
    return (
      /internal|load-balancer-(?:scheme|type)$/.test(String(entry.key)) &&
      /^(?:true|internal|0\.0\.0\.0\/0)$/.test(value)
    );
  });
}

export const gatewayRoutes = ["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"].map(
  (kind) => `gateway.networking.k8s.io/${kind}`,
);

const routesByService: Grouping<Exposure> = {
  of: [
    "Ingress",
    ...gatewayRoutes,
    "networking.istio.io/VirtualService",
    "route.openshift.io/Route",
    "traefik.io/IngressRoute",
    "traefik.containo.us/IngressRoute",
  ],
  entries: (route) =>
    isOpenRoute(route)
      ? backendsOf(route).map(
          ({ of, at, namespace, service }) => [serviceKey(namespace, service), { of, at }] as const,
        )
      : [],
};

/** A route within the mesh leads from nowhere outside. */
function isOpenRoute({ kind, root }: ResourceFacts): boolean {
  const spec = root.at("spec");
  if (kind === "networking.istio.io/VirtualService")
    return spec
      .at("gateways")
      .items()
      .some((gateway) => gateway.text() !== "mesh");
  if (!kind.startsWith("gateway.networking.k8s.io/")) return true;
  return spec
    .at("parentRefs")
    .items()
    .some((parent) => (parent.at("kind").text() ?? "Gateway") === "Gateway");
}

/** Every place of a route that names a Service as its end. */
function backendsOf(route: ResourceFacts): Backend[] {
  switch (route.kind) {
    case "Ingress":
      return ingressBackends(route);
    case "networking.istio.io/VirtualService":
      return istioBackends(route);
    case "route.openshift.io/Route":
      return openshiftBackends(route);
    default:
      return route.kind.startsWith("traefik.") ? traefikBackends(route) : gatewayBackends(route);
  }
}

/** The fields of `networking.k8s.io/v1`, and those of the versions before (`serviceName`, `servicePort`). */
export function ingressBackends(of: ResourceFacts): Backend[] {
  const isNew = of.reference.apiVersion === "networking.k8s.io/v1";
  return backendPlaces(of).flatMap((backend) => {
    const at = isNew ? backend.at("service", "name") : backend.at("serviceName");
    const service = at.text();
    if (service === undefined) return [];
    const port = backend.at("service", "port");
    const portText = isNew
      ? (port.at("number").text() ?? port.at("name").text())
      : backend.at("servicePort").text();
    return [{ of, at, namespace: namespaceOf(of), service, port: portText }];
  });
}

/** The places of an Ingress that name what it leads to. */
export function backendPlaces({ root }: ResourceFacts): Reading[] {
  const spec = root.at("spec");
  return [
    spec.at("defaultBackend"),
    spec.at("backend"),
    ...spec
      .at("rules")
      .items()
      .flatMap((rule) => rule.at("http", "paths").items())
      .map((path) => path.at("backend")),
  ];
}

export function gatewayBackends(of: ResourceFacts): Backend[] {
  return of.root
    .at("spec", "rules")
    .items()
    .flatMap((rule) => [...rule.at("backendRefs").items()])
    .flatMap((reference) => {
      const at = reference.at("name");
      const service = at.text();
      if (service === undefined || (reference.at("kind").text() ?? "Service") !== "Service") return [];
      if ((reference.at("group").text() ?? "") !== "") return [];
      return [
        {
          of,
          at,
          namespace: reference.at("namespace").text() ?? namespaceOf(of),
          service,
          port: reference.at("port").text(),
        },
      ];
    });
}

function istioBackends(of: ResourceFacts): Backend[] {
  const spec = of.root.at("spec");
  return ["http", "tls", "tcp"]
    .flatMap((protocol) => [...spec.at(protocol).items()])
    .flatMap((rule) => [...rule.at("route").items()])
    .flatMap((route) => {
      const at = route.at("destination", "host");
      // A short name is in the namespace of the VirtualService; a whole one has it as its second part.
      const [service, namespace] = at.text()?.split(".") ?? [];
      if (!service) return [];
      const port = route.at("destination", "port", "number").text();
      return [{ of, at, namespace: namespace ?? namespaceOf(of), service, port }];
    });
}

function openshiftBackends(of: ResourceFacts): Backend[] {
  const spec = of.root.at("spec");
  return [spec.at("to"), ...spec.at("alternateBackends").items()].flatMap((to) => {
    const at = to.at("name");
    const service = at.text();
    return service === undefined ? [] : [{ of, at, namespace: namespaceOf(of), service, port: undefined }];
  });
}

function traefikBackends(of: ResourceFacts): Backend[] {
  return of.root
    .at("spec", "routes")
    .items()
    .flatMap((route) => [...route.at("services").items()])
    .flatMap((to) => {
      const at = to.at("name");
      const service = at.text();
      if (service === undefined || (to.at("kind").text() ?? "Service") !== "Service") return [];
      const namespace = to.at("namespace").text() ?? namespaceOf(of);
      return [{ of, at, namespace, service, port: to.at("port").text() }];
    });
}

function serviceKey(namespace: string, name: string): string {
  return `${namespace}\0${name}`;
}
