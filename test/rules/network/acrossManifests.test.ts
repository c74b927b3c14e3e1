import assert from "node:assert/strict";
import { messagesOf, object, objects, workload } from "../../harness/messagesOf";

const service = (name: string, spec: string, namespace = "shop") =>
  object("v1", "Service", name, `spec: { selector: { app: ${name} }, ${spec} }`, namespace);
const ingress = (name: string, host: string, paths = "/", namespace = "shop", more = "") =>
  object(
    "networking.k8s.io/v1",
    "Ingress",
    name,
    `spec: { ${more}rules: [{ host: ${host}, http: { paths: [{ path: ${paths}, backend: { service: { name: ${name} } } }] } }] }`,
    namespace,
  );

describe("workload-exposed-externally", () => {
  const id = "workload-exposed-externally";
  const said = (by: string) => [`Deployment "web" is reached from outside the cluster by ${by}`];

  it("follows Services, Ingresses and routes to the workload", () => {
    const inner = service("web", "ports: [{ port: 80 }]");
    const cases: [string, string][] = [
      [service("web", "type: NodePort"), 'Service "web"'],
      [objects(inner, ingress("web", "shop.example.com")), 'Ingress "web"'],
      [
        objects(
          inner,
          object(
            "gateway.networking.k8s.io/v1",
            "HTTPRoute",
            "r",
            "spec: { parentRefs: [{ name: g }], rules: [{ backendRefs: [{ name: web, namespace: shop }] }] }",
            "gateways",
          ),
        ),
        'HTTPRoute "r"',
      ],
      [
        objects(
          inner,
          object(
            "networking.istio.io/v1",
            "VirtualService",
            "v",
            "spec: { gateways: [edge], http: [{ route: [{ destination: { host: web.shop.svc.cluster.local } }] }] }",
            "edge",
          ),
        ),
        'VirtualService "v"',
      ],
      [
        objects(inner, object("route.openshift.io/v1", "Route", "o", "spec: { to: { name: web } }")),
        'Route "o"',
      ],
    ];
    for (const [text, by] of cases)
      assert.deepEqual(messagesOf(id, objects(workload("web"), text)), said(by));
  });

  it("is silent for what stays within the cluster, the mesh or the network", () => {
    const inner = service("web", "ports: []");
    for (const text of [
      inner,
      service("web", "type: NodePort", "other"),
      service("other", "type: LoadBalancer"),
      objects(inner, ingress("other", "shop.example.com")),
      service("web", "type: LoadBalancer").replace(
        "namespace: shop",
        'namespace: shop, annotations: { service.beta.kubernetes.io/aws-load-balancer-internal: "true" }',
      ),
      objects(
        inner,
        object(
          "networking.istio.io/v1",
          "VirtualService",
          "v",
          "spec: { http: [{ route: [{ destination: { host: web } }] }] }",
        ),
      ),
    ])
      assert.deepEqual(messagesOf(id, objects(workload("web"), text)), [], text);
  });
});

describe("sensitive-interface-exposed", () => {
  const id = "sensitive-interface-exposed";
  const run = (image: string, spec: string) =>
    messagesOf(id, objects(workload("ui", { image }), service("ui", spec)));

  it("knows consoles by their image, wherever it is kept", () => {
    for (const image of [
      "jenkins/jenkins:lts",
      "host.example:5000/mirror/jenkins/jenkins@sha256:0",
      "jenkins",
    ])
      assert.deepEqual(run(image, "type: LoadBalancer"), [
        'Deployment "ui" opens the interface of Jenkins to the outside by Service "ui"',
      ]);
    assert.equal(run("kubernetesui/dashboard:v2.7.0", "type: NodePort").length, 1);
  });

  it("is silent for a ClusterIP and for images with a similar name", () => {
    assert.deepEqual(run("jenkins/jenkins:lts", "type: ClusterIP"), []);
    assert.deepEqual(run("shop/jenkins-agent:1", "type: LoadBalancer"), []);
    assert.deepEqual(run("nginx:alpine", "type: LoadBalancer"), []);
  });
});

describe("external-dns-duplicate", () => {
  const id = "external-dns-duplicate";
  const named = (name: string, hosts: string, namespace: string) =>
    `{ apiVersion: v1, kind: Service, metadata: { name: ${name}, namespace: ${namespace}, annotations: { external-dns.alpha.kubernetes.io/hostname: "${hosts}" } }, spec: {} }`;

  it("reports both owners of a name", () => {
    assert.deepEqual(
      messagesOf(
        id,
        objects(named("a", "x.example.com, y.example.com", "p"), named("b", "Y.example.com.", "q")),
      ),
      [
        'Service "a" asks external-dns for y.example.com, as Service "b" does',
        'Service "b" asks external-dns for y.example.com, as Service "a" does',
      ],
    );
  });

  it("is silent for other names, for the same object again and for names that come later", () => {
    assert.deepEqual(
      messagesOf(id, objects(named("a", "x.example.com", "p"), named("b", "y.example.com", "p"))),
      [],
    );
    assert.deepEqual(
      messagesOf(id, objects(named("a", "x.example.com", "p"), named("a", "x.example.com", "p"))),
      [],
    );
    assert.deepEqual(messagesOf(id, objects(named("a", "${HOST}", "p"), named("b", "${HOST}", "q"))), []);
  });
});

describe("ingress-duplicate-host", () => {
  const id = "ingress-duplicate-host";

  it("reports hosts of two namespaces, and the same path twice in one", () => {
    assert.deepEqual(
      messagesOf(
        id,
        objects(ingress("a", "x.example.com", "/", "p"), ingress("b", "X.example.com", "/b", "q")),
      ),
      [
        'Ingress "a" takes the host x.example.com, which Ingress "b" in another namespace has',
        'Ingress "b" takes the host x.example.com, which Ingress "a" in another namespace has',
      ],
    );
    assert.deepEqual(messagesOf(id, objects(ingress("a", "x.example.com"), ingress("b", "x.example.com"))), [
      'Ingress "a" takes x.example.com/, which Ingress "b" has',
      'Ingress "b" takes x.example.com/, which Ingress "a" has',
    ]);
  });

  it("is silent for paths of one host, other classes, canaries and the same object again", () => {
    const a = ingress("a", "x.example.com");
    assert.deepEqual(messagesOf(id, objects(a, ingress("b", "x.example.com", "/b"))), []);
    assert.deepEqual(messagesOf(id, objects(a, a)), []);
    const classed = (name: string) =>
      ingress(name, "x.example.com", "/", "shop", `ingressClassName: ${name}, `);
    assert.deepEqual(messagesOf(id, objects(classed("inner"), classed("outer"))), []);
    const canary = ingress("b", "x.example.com").replace(
      "namespace: shop",
      'namespace: shop, annotations: { nginx.ingress.kubernetes.io/canary: "true" }',
    );
    assert.deepEqual(messagesOf(id, objects(a, canary)), []);
  });
});

describe("service-mesh-authorization-missing", () => {
  const id = "service-mesh-authorization-missing";
  const namespace = (labels: string, annotations = "") =>
    `{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { ${labels} }, annotations: { ${annotations} } } }`;
  const policy = (spec: string, where = "shop") =>
    object("security.istio.io/v1", "AuthorizationPolicy", "p", `spec: ${spec}`, where);
  const missing = 'no AuthorizationPolicy of the manifests is for the namespace "shop", which is in the mesh';

  it("reports namespaces of a mesh without a policy, and policies that allow everything", () => {
    assert.deepEqual(messagesOf(id, namespace("istio-injection: enabled")), [missing]);
    assert.deepEqual(messagesOf(id, namespace("istio.io/dataplane-mode: ambient")), [missing]);
    assert.deepEqual(messagesOf(id, namespace("", "linkerd.io/inject: enabled")), [missing]);
    assert.deepEqual(messagesOf(id, policy("{ rules: [{}] }")), [
      'AuthorizationPolicy "p" allows every request',
    ]);
  });

  it("reports Servers of Linkerd that no policy is for", () => {
    const server = object("policy.linkerd.io/v1beta3", "Server", "web", "spec: { port: 80 }");
    assert.deepEqual(messagesOf(id, server), [
      'Server "web" has no AuthorizationPolicy or ServerAuthorization in the manifests',
    ]);
    const to = object(
      "policy.linkerd.io/v1alpha1",
      "AuthorizationPolicy",
      "p",
      "spec: { targetRef: { kind: Server, name: web } }",
    );
    assert.deepEqual(messagesOf(id, objects(server, to)), []);
  });

  it("is silent outside of a mesh, for DENY, and under a policy of the whole mesh", () => {
    assert.deepEqual(messagesOf(id, namespace("istio-injection: disabled")), []);
    assert.deepEqual(messagesOf(id, policy("{ action: DENY, rules: [{}] }")), []);
    assert.deepEqual(
      messagesOf(id, objects(namespace("istio-injection: enabled"), policy("{}", "istio-system"))),
      [],
    );
  });
});
