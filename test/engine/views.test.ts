import assert from "node:assert/strict";
import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import { workloadKinds } from "../../engine/kubernetes/podTemplates";
import { rbacRulesOf } from "../../engine/kubernetes/rbac";
import { type ResourceView, resourcesOf } from "../../engine/kubernetes/resource";
import { parseMinor } from "../../engine/kubernetes/version";
import { YamlDocument } from "../../engine/yaml/document";

const podSpecOf = (view: ResourceView) => podSpecsOf(view)[0];

function resource(text: string): ResourceView {
  const [found] = resourcesOf(new YamlDocument(text), 0, false);
  assert.ok(found, "no Kubernetes object");
  return found;
}

describe("pod specs", () => {
  const apiVersions: Record<string, string> = {
    Pod: "v1",
    PodTemplate: "v1",
    ReplicationController: "v1",
    Job: "batch/v1",
    CronJob: "batch/v1",
  };
  const before: Record<string, string> = {
    Pod: "{ spec: {",
    PodTemplate: "{ template: { spec: {",
    CronJob: "{ spec: { jobTemplate: { spec: { template: { spec: {",
  };
  for (const kind of workloadKinds)
    it(`are found in a ${kind}`, () => {
      const open = before[kind] ?? "{ spec: { template: { spec: {";
      const close = "}".repeat(open.split("{").length - 1);
      const body = `${open} hostPID: true, containers: [{ name: a }] ${close}`.slice(1, -1);
      const view = podSpecOf(
        resource(`{ apiVersion: ${apiVersions[kind] ?? "apps/v1"}, kind: ${kind},${body}}`),
      );
      assert.equal(view?.field.at("hostPID").boolean(), true);
      assert.equal(view.containers[0]?.name, "a");
    });

  it("are not found in objects that run no pods", () => {
    assert.equal(
      podSpecOf(resource("apiVersion: v1\nkind: Service\nspec: { template: { spec: {} } }\n")),
      undefined,
    );
  });
});

describe("objects", () => {
  it("are also known where the group of their apiVersion was forgotten, which the API server would refuse", () => {
    assert.ok(resource("apiVersion: v1\nkind: Ingress\n").builtin);
    assert.ok(resource("apiVersion: apps/v1\nkind: Service\n").builtin);
    assert.deepEqual(resourcesOf(new YamlDocument("apiVersion: v1\nkind: Recipe\n"), 0, false), []);
    assert.deepEqual(resourcesOf(new YamlDocument("apiVersion: v2\nkind: Ingress\n"), 0, false), []);
  });
});

describe("pods of other projects' kinds", () => {
  const container = "containers: [{ name: a, image: b }]";
  const paths = (text: string) => podSpecsOf(resource(text)).map(({ field }) => field.pointer);

  it("are found by the table, several in one object too", () => {
    assert.deepEqual(
      paths(
        `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: { template: { spec: { ${container} } } }\n`,
      ),
      ["/spec/template/spec"],
    );
    assert.deepEqual(
      paths(
        `apiVersion: ray.io/v1\nkind: RayCluster\nspec: { headGroupSpec: { template: { spec: { ${container} } } }, workerGroupSpecs: [{ template: { spec: { ${container} } } }] }\n`,
      ),
      ["/spec/headGroupSpec/template/spec", "/spec/workerGroupSpecs/0/template/spec"],
    );
  });

  it("are found in an unknown kind below any key where nothing but a pod spec has that shape", () => {
    const below = (spec: string) => paths(`apiVersion: example.org/v1\nkind: A\nspec: ${spec}\n`);
    const whole = "containers: [{ name: a, image: b, securityContext: { privileged: true } }]";
    const bare = "containers: [{ name: a, image: b }]";
    assert.deepEqual(below(`{ runner: { podSpec: { ${bare} } } }`), ["/spec/runner/podSpec"]);
    assert.deepEqual(below(`{ workers: [{ size: 2, pod: { ${whole} } }] }`), ["/spec/workers/0/pod"]);
    assert.deepEqual(below(`{ pod: { ${bare}, hostPID: true } }`), ["/spec/pod"]);
    assert.throws(() => below(`{ forbidden: { kind: Pod, spec: { ${whole} } } }`), /no Kubernetes object/);
    // Names and images alone, keys that no pod has, containers of something else.
    assert.throws(() => below(`{ catalogue: { ${bare} } }`), /no Kubernetes object/);
    assert.throws(() => below(`{ ${whole}, retention: 3 }`), /no Kubernetes object/);
    assert.throws(
      () => below("{ stock: { containers: [{ name: a, image: b, volume: 3 }] } }"),
      /no Kubernetes object/,
    );
  });

  it("are found in an unknown kind where a template has containers with a name and an image", () => {
    assert.deepEqual(
      paths(
        `apiVersion: example.org/v1\nkind: Fleet\nspec: { workers: { podTemplate: { spec: { ${container} } } } }\n`,
      ),
      ["/spec/workers/podTemplate/spec"],
    );
  });

  it("are not guessed", () => {
    const none = (text: string) => resourcesOf(new YamlDocument(text), 0, false).length === 0;
    assert.ok(none(`apiVersion: example.org/v1\nkind: Pod\nspec: { ${container} }\n`));
    assert.ok(
      none(
        "apiVersion: example.org/v1\nkind: A\nspec: { template: { spec: { containers: [{ name: a }] } } }\n",
      ),
    );
    assert.ok(none("apiVersion: example.org/v1\nkind: A\nspec: { template: { spec: { containers: 3 } } }\n"));
  });
});

describe("containers", () => {
  const pod = (container: string, podContext: string) =>
    podSpecOf(
      resource(`apiVersion: v1
kind: Pod
spec:
  securityContext: ${podContext}
  containers: [{ name: a, image: b, securityContext: ${container} }]
`),
    )?.containers[0];

  it("inherit from their pod what they do not set themselves", () => {
    const nonRoot = (container: string, podContext: string) =>
      pod(container, podContext)?.inherited("runAsNonRoot").boolean();
    assert.equal(nonRoot("{}", "{ runAsNonRoot: true }"), true);
    assert.equal(nonRoot("{ runAsNonRoot: false }", "{ runAsNonRoot: true }"), false);
    assert.equal(nonRoot("{ runAsNonRoot: null }", "{ runAsNonRoot: true }"), true);
    assert.equal(nonRoot("null", "null"), undefined);
  });

  it("without a name are called by their place", () => {
    const view = podSpecOf(resource("apiVersion: v1\nkind: Pod\nspec: { initContainers: [{ image: a }] }\n"));
    assert.equal(view?.containers[0]?.name, "initContainers[0]");
  });
});

describe("RBAC rules", () => {
  const [rule] = rbacRulesOf(
    resource(`apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
rules:
  - { apiGroups: [""], resources: ["*/exec", secrets], verbs: ["*"] }
`),
  );

  it("know what an asterisk stands for", () => {
    assert.ok(rule);
    assert.equal(rule.allowsVerb("delete"), true);
    assert.equal(rule.allowsResource("", "secrets"), true);
    assert.equal(rule.allowsResource("", "pods/exec"), true);
    assert.equal(rule.allowsResource("", "pods"), false);
    assert.equal(rule.allowsResource("apps", "secrets"), false);
  });
});

describe("versions", () => {
  it("are read in the ways people write them", () => {
    assert.deepEqual(["1.29", "v1.29", "v1.29.3", "1.0", "1.37"].map(parseMinor), [29, 29, 29, 0, 37]);
    assert.deepEqual(["1.99", "2.1", "29", "", "1.x"].map(parseMinor), [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
