import { check, checkFix, checkNone } from "../../harness/check";

const service = (spec: string, metadata = "") => `
apiVersion: v1
kind: Service
metadata:
  name: web
${metadata}spec:
${spec}`;

const annotated = (annotation: string, spec: string) => service(spec, `  annotations:\n    ${annotation}\n`);

describe("tiller-service", () => {
  it("knows Tiller by the name or by the label that Helm 2 gives it", () => {
    check(`
apiVersion: v1
kind: Service
metadata:
  name: tiller-deploy
  #     ^^^^^^^^^^^^^ tiller-service: Service "tiller-deploy" leads to Tiller, the server of Helm 2
---
apiVersion: v1
kind: Service
metadata: { name: other }
spec:
  selector: { app: helm, name: tiller }
  #                            ^^^^^^ tiller-service
`);
  });

  it("leaves names alone that are only alike", () => {
    checkNone(service("  selector: { app: helm, name: tillers }\n"), "tiller-service");
  });
});

describe("service-type-nodeport", () => {
  it("marks the type", () => {
    check(
      service(`  type: NodePort
  #     ^^^^^^^^ service-type-nodeport: Service "web" opens a port on every node
`),
    );
  });

  it("is silent for a nodePort that the type does not use, other types, and Services of Knative", () => {
    checkNone(
      service("  type: ClusterIP\n  ports: [{ port: 80, nodePort: 30080 }]\n"),
      "service-type-nodeport",
    );
    checkNone(service("  type: LoadBalancer\n"), "service-type-nodeport");
    checkNone(
      "apiVersion: serving.knative.dev/v1\nkind: Service\nspec: { type: NodePort }\n",
      "service-type-nodeport",
    );
  });
});

describe("service-type-loadbalancer", () => {
  it("reports a load balancer that nothing limits, also where the annotation says so", () => {
    const open = `  type: LoadBalancer
  #     ^^^^^^^^^^^^ service-type-loadbalancer: Service "web" asks for a load balancer that takes connections from everywhere
`;
    check(service(open));
    check(annotated(`service.beta.kubernetes.io/aws-load-balancer-internal: "false"`, open));
    check(annotated("networking.gke.io/load-balancer-type: External", open));
  });

  it("is silent where clients are named or the address is internal", () => {
    for (const annotation of [
      `service.beta.kubernetes.io/azure-load-balancer-internal: "true"`,
      "service.beta.kubernetes.io/aws-load-balancer-internal: 0.0.0.0/0",
      "service.beta.kubernetes.io/aws-load-balancer-scheme: internal",
      "service.beta.kubernetes.io/aws-load-balancer-type: external",
      "networking.gke.io/load-balancer-type: Internal",
      "networking.gke.io/load-balancer-type: ${" + "TYPE}",
    ])
      checkNone(annotated(annotation, "  type: LoadBalancer\n"), "service-type-loadbalancer");
    checkNone(
      service("  type: LoadBalancer\n  loadBalancerSourceRanges: [203.0.113.0/24]\n"),
      "service-type-loadbalancer",
    );
  });
});

describe("load-balancer-open-source-ranges", () => {
  it("marks the range that holds everybody", () => {
    check(
      service(`  type: LoadBalancer
  loadBalancerSourceRanges:
    - 203.0.113.0/24
    - 0.0.0.0/0
    # ^^^^^^^^^ load-balancer-open-source-ranges: Service "web" lets every address in with "0.0.0.0/0"
    - "::/0"
    # ^^^^^^ load-balancer-open-source-ranges
`),
    );
  });

  it("takes wide networks and internal load balancers for what they are", () => {
    checkNone(
      service(
        "  type: LoadBalancer\n  loadBalancerSourceRanges: [10.0.0.0/8, 0.0.0.0/32, '2001:db8::/32']\n",
      ),
      "load-balancer-open-source-ranges",
    );
    checkNone(
      annotated(
        `service.beta.kubernetes.io/azure-load-balancer-internal: "true"`,
        "  loadBalancerSourceRanges: [0.0.0.0/0]\n",
      ),
      "load-balancer-open-source-ranges",
    );
  });
});

describe("load-balancer-without-tls", () => {
  it("reports Services without a certificate and Ingresses of a cloud's load balancer", () => {
    check(
      service(`  type: LoadBalancer
  #     ^^^^^^^^^^^^ load-balancer-without-tls: Service "web" names no certificate for its load balancer
`),
    );
    check(`
apiVersion: networking.k8s.io/v1
kind: Ingress
#@ 0-13 load-balancer-without-tls
metadata:
  annotations:
    kubernetes.io/ingress.class: azure/application-gateway
`);
  });

  it("is silent with a certificate, on the inside, and for controllers that run in the cluster", () => {
    for (const annotation of [
      "service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn:aws:acm:cert",
      `service.beta.kubernetes.io/azure-load-balancer-internal: "true"`,
    ])
      checkNone(annotated(annotation, "  type: LoadBalancer\n"), "load-balancer-without-tls");
    checkNone(
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec: { ingressClassName: nginx }\n",
      "load-balancer-without-tls",
    );
  });

  it("leaves Ingresses to the rule on TLS outside of `all`", () => {
    check(
      `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
#@ 0-4 ingress-tls-missing
  ingressClassName: alb
`,
      { only: ["load-balancer-without-tls", "ingress-tls-missing"], profile: "owasp-2025" },
    );
  });
});

describe("service-external-ips", () => {
  it("reports the list once and removes it", () => {
    check(
      service(`  externalIPs:
# ^^^^^^^^^^^ service-external-ips: Service "web" takes the traffic for 2 external addresses
    - 203.0.113.7
    - 203.0.113.8
`),
    );
    checkFix(
      "service-external-ips",
      service("  externalIPs: [203.0.113.7]\n  ports: [{ port: 80 }]\n"),
      service("  ports: [{ port: 80 }]\n"),
    );
  });

  it("is silent for an empty list and for what the load balancer got", () => {
    checkNone(service("  externalIPs: []\n"), "service-external-ips");
    checkNone(service("  loadBalancerIP: 203.0.113.7\n"), "service-external-ips");
  });
});

describe("service-external-name-localhost", () => {
  it("knows the names of the loopback address", () => {
    for (const name of ["localhost", "LOCALHOST.", "api.localhost", "127.0.0.1", "127.0.0.1.nip.io"])
      check(
        service(`  type: ExternalName
  externalName: ${name}
  #             ${"^".repeat(name.length)} service-external-name-localhost: Service "web" is another name for "${name}", the machine of whoever asks
`),
      );
  });

  it("is silent for other names, and where the name is not used", () => {
    for (const name of ["localhost.example.com", "mylocalhost", "example.com", "127.example.com"])
      checkNone(
        service(`  type: ExternalName\n  externalName: ${name}\n`),
        "service-external-name-localhost",
      );
    checkNone(service("  type: ClusterIP\n  externalName: localhost\n"), "service-external-name-localhost");
  });
});

describe("service-without-selector", () => {
  it("reports a published Service whose endpoints are written by hand", () => {
    check(
      service(`  type: LoadBalancer
  #     ^^^^^^^^^^^^ service-without-selector: Service "web" is published without saying which pods it leads to
  selector: {}
`),
    );
  });

  it("is silent with a selector, and for Services within the cluster", () => {
    checkNone(service("  type: NodePort\n  selector: { app: web }\n"), "service-without-selector");
    checkNone(service("  type: ClusterIP\n"), "service-without-selector");
  });
});

describe("publish-not-ready-addresses", () => {
  it("reports it on a Service with an address", () => {
    check(
      service(`  publishNotReadyAddresses: true
  #                         ^^^^ publish-not-ready-addresses
`),
    );
  });

  it("is silent for a headless Service and where it is off", () => {
    checkNone(
      service("  clusterIP: None\n  publishNotReadyAddresses: true\n"),
      "publish-not-ready-addresses",
    );
    checkNone(service("  publishNotReadyAddresses: false\n"), "publish-not-ready-addresses");
  });
});

describe("endpointslice-loopback-address", () => {
  it("reports loopback and link-local addresses of both versions of IP", () => {
    check(`
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web }
endpoints:
  - addresses:
      - 127.0.0.1
      # ^^^^^^^^^ endpointslice-loopback-address: EndpointSlice "web" sends traffic to 127.0.0.1, the loopback address of whoever forwards it
      - 169.254.169.254
      # ^^^^^^^^^^^^^^^ endpointslice-loopback-address: EndpointSlice "web" sends traffic to 169.254.169.254, a link-local address
      - "::1"
      # ^^^^^ endpointslice-loopback-address
      - fe80::1
      # ^^^^^^^ endpointslice-loopback-address
      - ::ffff:127.0.0.1
      # ^^^^^^^^^^^^^^^^ endpointslice-loopback-address
---
apiVersion: v1
kind: Endpoints
metadata: { name: web }
subsets:
  - addresses:
      - ip: 127.1.2.3
        #   ^^^^^^^^^ endpointslice-loopback-address
`);
  });

  it("is silent for addresses that only look so", () => {
    checkNone(
      `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
endpoints:
  - addresses: [12.7.0.1, 192.0.2.1, 169.25.4.1, "2001:db8::1", "fec0::1", localhost, 127.0.0.1.example]
`,
      "endpointslice-loopback-address",
    );
  });
});

describe("service-port-policy", () => {
  const ruleOptions = {
    "service-port-policy": { servicePorts: ["443", "8000-8999"], containerPorts: ["8080"] },
  };

  it("reports ports outside of the allowed ones", () => {
    check(
      service(`  ports:
    - port: 5005
      #     ^^^^ service-port-policy: Service "web" offers port 5005, which is not among the allowed ones
    - port: 443
    - port: 8000
    - port: 8999
    - port: 9000
      #     ^^^^ service-port-policy
`),
      { ruleOptions },
    );
    check(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      ports:
        - containerPort: 8081
          #              ^^^^ service-port-policy: container "web" listens on port 8081, which is not among the allowed ones
        - containerPort: 8080
`,
      { ruleOptions },
    );
  });

  it("says nothing of what it was not told", () => {
    checkNone(service("  ports: [{ port: 5005 }]\n"), "service-port-policy");
    check(service("  ports: [{ port: http }]\n"), { only: ["service-port-policy"], ruleOptions });
  });
});
