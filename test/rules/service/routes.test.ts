import { check, checkNone } from "../../harness/check";

describe("openshift-route-without-tls", () => {
  it("reports a Route without TLS, and one that keeps plain HTTP open", () => {
    check(`
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: shop }
spec:
#@ 0-4 openshift-route-without-tls: Route "shop" serves plain HTTP: it has no TLS
  host: shop.example.com
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: shop }
spec:
  tls:
    termination: edge
    insecureEdgeTerminationPolicy: Allow
    #                              ^^^^^ openshift-route-without-tls: Route "shop" has TLS and keeps plain HTTP open
`);
  });

  it("is silent with TLS, and for Routes of others", () => {
    const route = (group: string, spec: string) => `apiVersion: ${group}/v1\nkind: Route\nspec: ${spec}\n`;
    checkNone(
      route("route.openshift.io", "{ tls: { termination: edge, insecureEdgeTerminationPolicy: Redirect } }"),
      "openshift-route-without-tls",
    );
    checkNone(route("serving.knative.dev", "{}"), "openshift-route-without-tls");
  });
});

describe("traefik-default-tls-options", () => {
  const option = (name: string) => `
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata:
  name: ${name}
`;

  it("reports options that hold for everybody", () => {
    check(
      `${option("default")}  #     ^^^^^^^ traefik-default-tls-options: TLSOption "default" changes TLS for every router that names no options of its own\n`,
    );
    check(
      `${option("default").replace("traefik.io", "traefik.containo.us")}  #     ^^^^^^^ traefik-default-tls-options\n`,
    );
  });

  it("is silent for options with a name, and for other kinds of that name", () => {
    checkNone(option("defaults"), "traefik-default-tls-options");
    checkNone(option("default").replace("TLSOption", "TLSStore"), "traefik-default-tls-options");
  });
});

describe("istio-virtual-service-wildcard-host", () => {
  it("reports every host with a wildcard", () => {
    check(`
apiVersion: networking.istio.io/v1beta1
kind: VirtualService
metadata: { name: shop }
spec:
  hosts:
    - shop.example.com
    - "*"
    # ^^^ istio-virtual-service-wildcard-host: VirtualService "shop" routes the requests for every host
    - "*.example.com"
    # ^^^^^^^^^^^^^^^ istio-virtual-service-wildcard-host
`);
  });

  it("is silent for names, and for the hosts of a Gateway", () => {
    checkNone(
      "apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec: { hosts: [a, star.example] }\n",
      "istio-virtual-service-wildcard-host",
    );
    checkNone(
      `apiVersion: networking.istio.io/v1\nkind: Gateway\nspec: { servers: [{ hosts: ["*"] }] }\n`,
      "istio-virtual-service-wildcard-host",
    );
  });
});

describe("gateway-without-tls", () => {
  it("reports a Gateway that has nothing but plain HTTP, once", () => {
    check(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public }
spec:
  listeners:
    - { name: a, port: 80, protocol: HTTP }
    #                                ^^^^ gateway-without-tls: Gateway "public" speaks plain HTTP only: it has no listener with TLS
    - { name: b, port: 8080, protocol: HTTP }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public }
spec:
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      #                                         ^^^^ gateway-without-tls
`);
  });

  it("is silent where there is TLS or a redirect to it, and within a mesh", () => {
    const gateway = (spec: string) =>
      `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nspec: ${spec}\n`;
    checkNone(gateway("{ listeners: [{ protocol: HTTP }, { protocol: HTTPS }] }"), "gateway-without-tls");
    checkNone(gateway("{ listeners: [{ protocol: TCP }] }"), "gateway-without-tls");
    checkNone(gateway("{ listeners: [] }"), "gateway-without-tls");
    checkNone(
      gateway("{ gatewayClassName: istio-waypoint, listeners: [{ protocol: HTTP }] }"),
      "gateway-without-tls",
    );
    checkNone(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\nspec: { servers: [{ port: { protocol: HTTP }, tls: { httpsRedirect: true } }] }\n",
      "gateway-without-tls",
    );
  });
});

describe("reference-grant-too-broad", () => {
  it("reports a grant for every Secret", () => {
    check(`
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: edge }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }]
  to:
    - group: ""
      kind: Secret
      #     ^^^^^^ reference-grant-too-broad: ReferenceGrant "edge" lets "edge" use every Secret of its namespace
    - { group: "", kind: Secret, name: shop-tls }
`);
  });

  it("is silent for Services, and for Secrets of another group", () => {
    checkNone(
      `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }]
  to: [{ group: "", kind: Service }, { group: vault.example, kind: Secret }]
`,
      "reference-grant-too-broad",
    );
  });
});

describe("certificate-policy", () => {
  const certificate = (spec: string) => `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop }
spec:
${spec}`;
  const told = (options: Record<string, string | number | readonly string[]>) => ({
    ruleOptions: { "certificate-policy": options },
  });

  it("reports what goes beyond each of the options", () => {
    check(
      certificate(`  dnsNames: [a, b, c]
#@ 2-10 certificate-policy: Certificate "shop" has 3 names; at most 2 are allowed
  duration: 8760h
  #         ^^^^^ certificate-policy: Certificate "shop" is valid for 8760h; at most 2160h is allowed
  issuerRef: { name: other }
  #                  ^^^^^ certificate-policy
`),
      told({ maxDnsNames: 2, maxDuration: "2160h", issuers: ["letsencrypt-*"] }),
    );
  });

  it("takes durations for what they are", () => {
    const only = ["certificate-policy"];
    const options = told({ maxDuration: "24h" });
    check(certificate("  duration: 1440m\n"), { only, ...options });
    check(certificate("  duration: 23h59m59s\n"), { only, ...options });
    check(certificate("  duration: a day\n"), { only, ...options });
    check(certificate("  duration: 24h1s\n  #         ^^^^^ certificate-policy\n"), options);
  });

  it("is silent until it is told, and for what keeps to it", () => {
    checkNone(certificate("  duration: 8760h\n  dnsNames: [a, b, c]\n"), "certificate-policy");
    check(certificate("  dnsNames: [a, b]\n"), { only: ["certificate-policy"], ...told({ maxDnsNames: 2 }) });
  });
});
