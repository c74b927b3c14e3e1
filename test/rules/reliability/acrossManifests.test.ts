import assert from "node:assert/strict";
import { messagesOf, object, objects, workload } from "../../harness/messagesOf";

const service = (name: string, spec: string, namespace = "shop") =>
  object("v1", "Service", name, `spec: { ${spec} }`, namespace);

describe("non-existent-service-account", () => {
  const id = "non-existent-service-account";
  const web = workload("web", { spec: "serviceAccountName: app, " });

  it("reports an account that no manifest of the namespace makes", () => {
    const said = ['Deployment "web" names the service account "app", which is not in the manifests'];
    assert.deepEqual(messagesOf(id, web), said);
    assert.deepEqual(
      messagesOf(id, objects(web, object("v1", "ServiceAccount", "app", "{}", "other").replace(", {}", ""))),
      said,
    );
  });

  it("is silent where it is made, and for the default one", () => {
    assert.deepEqual(messagesOf(id, objects(web, object("v1", "ServiceAccount", "app", "secrets: []"))), []);
    assert.deepEqual(messagesOf(id, workload("web", { spec: "serviceAccountName: default, " })), []);
  });
});

describe("env-value-from-missing", () => {
  const id = "env-value-from-missing";
  const web = (env: string) =>
    workload("web").replace("name: main", `name: main, env: [{ name: A, valueFrom: { ${env} } }]`);
  const config = object("v1", "ConfigMap", "app", "data: { level: info }");

  it("reports objects and keys that are not there", () => {
    assert.deepEqual(messagesOf(id, web("secretKeyRef: { name: app, key: k }")), [
      'Deployment "web" reads from Secret "app", which is not in the manifests',
    ]);
    assert.deepEqual(messagesOf(id, objects(web("configMapKeyRef: { name: app, key: lvl }"), config)), [
      'Deployment "web" reads the key "lvl", which ConfigMap "app" does not have',
    ]);
  });

  it("is silent for what is there, optional, or made by a controller", () => {
    assert.deepEqual(messagesOf(id, objects(web("configMapKeyRef: { name: app, key: level }"), config)), []);
    assert.deepEqual(messagesOf(id, web("secretKeyRef: { name: app, key: k, optional: true }")), []);
    assert.deepEqual(messagesOf(id, web("fieldRef: { fieldPath: metadata.name }")), []);
    const sealed = object("bitnami.com/v1alpha1", "SealedSecret", "app", "spec: {}");
    assert.deepEqual(messagesOf(id, objects(web("secretKeyRef: { name: app, key: k }"), sealed)), []);
  });
});

describe("hpa-settings", () => {
  const id = "hpa-settings";
  const scaler = (name: string, spec: string) =>
    object(
      "autoscaling/v2",
      "HorizontalPodAutoscaler",
      name,
      `spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${spec} }`,
    );
  const web = workload("web");

  it("reports bounds, targets and budgets that do not fit", () => {
    const cases: [string[], string][] = [
      [[web, scaler("s", "minReplicas: 2")], 'HorizontalPodAutoscaler "s" has no maxReplicas'],
      [
        [web, scaler("s", "maxReplicas: 1")],
        'HorizontalPodAutoscaler "s" cannot scale, since its minimum and maximum are both 1',
      ],
      [
        [web, scaler("s", "minReplicas: 4, maxReplicas: 3")],
        'HorizontalPodAutoscaler "s" has a minimum of 4 replicas above its maximum of 3',
      ],
      [
        [scaler("s", "maxReplicas: 3")],
        'HorizontalPodAutoscaler "s" scales Deployment "web", which is not in the manifests',
      ],
      [
        [workload("web", { more: "replicas: 2, " }), scaler("s", "maxReplicas: 3")],
        'the replicas of Deployment "web" set back what HorizontalPodAutoscaler "s" has scaled, at every deployment',
      ],
      [
        [
          web,
          scaler("s", "minReplicas: 2, maxReplicas: 9"),
          object(
            "policy/v1",
            "PodDisruptionBudget",
            "b",
            "spec: { minAvailable: 3, selector: { matchLabels: { app: web } } }",
          ),
        ],
        'HorizontalPodAutoscaler "s" may go down to 2 replicas, which PodDisruptionBudget "b" never lets be evicted',
      ],
    ];
    for (const [texts, said] of cases) assert.deepEqual(messagesOf(id, objects(...texts)), [said]);
    assert.equal(
      messagesOf(id, objects(web, scaler("a", "maxReplicas: 3"), scaler("b", "maxReplicas: 3"))).length,
      2,
    );
  });

  it("is silent for a scaler with room, a budget below its minimum, and replicas nobody scales", () => {
    const budget = object(
      "policy/v1",
      "PodDisruptionBudget",
      "b",
      'spec: { minAvailable: "50%", selector: { matchLabels: { app: web } } }',
    );
    assert.deepEqual(messagesOf(id, objects(web, scaler("s", "minReplicas: 2, maxReplicas: 3"), budget)), []);
    assert.deepEqual(messagesOf(id, workload("web", { more: "replicas: 2, " })), []);
  });
});

describe("pod-disruption-budget-missing", () => {
  const id = "pod-disruption-budget-missing";
  const budget = (app: string) =>
    object("policy/v1", "PodDisruptionBudget", "b", `spec: { selector: { matchLabels: { app: ${app} } } }`);

  it("reports replicas that no budget covers", () => {
    assert.deepEqual(messagesOf(id, objects(workload("web", { more: "replicas: 3, " }), budget("other"))), [
      'no PodDisruptionBudget of the manifests covers Deployment "web"',
    ]);
  });

  it("is silent where one does, for one replica, and for other kinds", () => {
    assert.deepEqual(messagesOf(id, objects(workload("web"), budget("web"))), []);
    assert.deepEqual(messagesOf(id, workload("web", { more: "replicas: 1, " })), []);
    assert.deepEqual(messagesOf(id, workload("web", { kind: "DaemonSet" })), []);
  });
});

describe("dangling-service", () => {
  const id = "dangling-service";

  it("reports selectors without a pod or Service in their namespace", () => {
    assert.deepEqual(messagesOf(id, objects(workload("web"), service("s", "selector: { app: wbe }"))), [
      'Service "s" selects no pod of the manifests',
    ]);
    assert.equal(
      messagesOf(id, objects(workload("web"), service("s", "selector: { app: web }", "other"))).length,
      1,
    );
    assert.deepEqual(
      messagesOf(
        id,
        object(
          "monitoring.coreos.com/v1",
          "ServiceMonitor",
          "m",
          "spec: { selector: { matchLabels: { a: b } } }",
        ),
      ),
      ['ServiceMonitor "m" selects no Service of the manifests'],
    );
  });

  it("is silent for a match, without a selector, and for names outside of the cluster", () => {
    assert.deepEqual(messagesOf(id, objects(workload("web"), service("s", "selector: { app: web }"))), []);
    const onePod = "selector: { app: db, statefulset.kubernetes.io/pod-name: db-0 }";
    assert.deepEqual(
      messagesOf(id, objects(workload("db", { kind: "StatefulSet" }), service("s", onePod))),
      [],
    );
    assert.deepEqual(messagesOf(id, service("s", "ports: []")), []);
    assert.deepEqual(messagesOf(id, service("s", "type: ExternalName, selector: { app: a }")), []);
    assert.deepEqual(messagesOf(id, service("s", 'selector: { app: "${APP}" }')), []);
  });
});

describe("dangling-ingress", () => {
  const id = "dangling-ingress";
  const ingress = (backend: string, version = "v1") =>
    object(
      `networking.k8s.io/${version}`,
      "Ingress",
      "i",
      `spec: { rules: [{ http: { paths: [{ backend: { ${backend} } }] } }] }`,
    );
  const web = service("web", "ports: [{ port: 80, name: http }]");

  it("reports Services and ports that are not there, and a form that is not read", () => {
    assert.deepEqual(messagesOf(id, ingress("service: { name: web, port: { number: 80 } }")), [
      'Ingress "i" leads to the Service "web", which is not in the manifests',
    ]);
    assert.deepEqual(
      messagesOf(id, objects(ingress("service: { name: web, port: { number: 8080 } }"), web)),
      ['Ingress "i" leads to the port 8080, which the Service "web" does not have'],
    );
    assert.deepEqual(messagesOf(id, objects(ingress("serviceName: web, servicePort: 80"), web)), [
      'Ingress "i" names a Service in a form that networking.k8s.io/v1 does not know',
    ]);
    const route = object(
      "gateway.networking.k8s.io/v1",
      "HTTPRoute",
      "r",
      "spec: { rules: [{ backendRefs: [{ name: web, port: 80 }] }] }",
    );
    assert.equal(messagesOf(id, route).length, 1);
    assert.deepEqual(messagesOf(id, objects(route, web)), []);
  });

  it("is silent for names and numbers of ports, old versions, and other backends", () => {
    assert.deepEqual(
      messagesOf(id, objects(ingress("service: { name: web, port: { name: http } }"), web)),
      [],
    );
    assert.deepEqual(
      messagesOf(id, objects(ingress("serviceName: web, servicePort: 80", "v1beta1"), web)),
      [],
    );
    assert.deepEqual(messagesOf(id, ingress("resource: { kind: Bucket, name: b }")), []);
    assert.deepEqual(
      messagesOf(
        id,
        ingress("service: { name: kubernetes }").replace("namespace: shop", "namespace: default"),
      ),
      [],
    );
  });
});

describe("unique-service-selector", () => {
  const id = "unique-service-selector";
  const a = service("a", "selector: { app: web, tier: front }");

  it("reports both Services, whatever the order of the labels", () => {
    assert.deepEqual(messagesOf(id, objects(a, service("b", "selector: { tier: front, app: web }"))), [
      'Service "a" selects the same pods as Service "b"',
      'Service "b" selects the same pods as Service "a"',
    ]);
  });

  it("is silent for other namespaces, wider selectors and a headless partner", () => {
    assert.deepEqual(
      messagesOf(id, objects(a, service("b", "selector: { tier: front, app: web }", "other"))),
      [],
    );
    assert.deepEqual(messagesOf(id, objects(a, service("b", "selector: { app: web }"))), []);
    assert.deepEqual(
      messagesOf(id, objects(a, service("b", "clusterIP: None, selector: { app: web, tier: front }"))),
      [],
    );
  });
});

describe("statefulset-service-name", () => {
  const id = "statefulset-service-name";
  const db = (more: string) => workload("db", { kind: "StatefulSet", more });

  it("reports a Service that is not named, not there, not headless or not theirs", () => {
    const cases: [string, string][] = [
      [db(""), 'StatefulSet "db" names no Service, so that its pods get no names in DNS'],
      [db("serviceName: s, "), 'StatefulSet "db" names the Service "s", which is not in the manifests'],
      [
        objects(db("serviceName: s, "), service("s", "selector: { app: db }")),
        'StatefulSet "db" names the Service "s", which is not headless',
      ],
      [
        objects(db("serviceName: s, "), service("s", "clusterIP: None, selector: { app: other }")),
        'StatefulSet "db" names the Service "s", which does not select its pods',
      ],
    ];
    for (const [text, said] of cases) assert.deepEqual(messagesOf(id, text), [said]);
  });

  it("is silent where everything fits", () => {
    assert.deepEqual(
      messagesOf(id, objects(db("serviceName: s, "), service("s", "clusterIP: None, selector: { app: db }"))),
      [],
    );
  });
});
