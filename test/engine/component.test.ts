import assert from "node:assert/strict";
import { fixEdits } from "../../engine/fixEdits";
import { type ComponentView, componentsOf, settingOf } from "../../engine/kubernetes/component";
import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import { resourcesOf } from "../../engine/kubernetes/resource";
import { YamlDocument } from "../../engine/yaml/document";
import { applyEdits } from "../../engine/yaml/span";

function components(text: string): ComponentView[] {
  return resourcesOf(new YamlDocument(text), 0, false).flatMap((resource) =>
    componentsOf(resource, podSpecsOf(resource)),
  );
}

function container(text: string): ComponentView[] {
  return components(
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: a\n${text}`,
  );
}

/** The text after the view's own edits. */
function edited(
  text: string,
  edit: (view: ComponentView) => ReturnType<ComponentView["set"]>,
): string | undefined {
  const [view] = components(text);
  const edits = view && edit(view);
  if (!edits) return undefined;
  const result = fixEdits(edits);
  return "edits" in result ? applyEdits(text, result.edits) : result.refused;
}

describe("a component on a command line", () => {
  it("is known by its program, wherever that lies and whatever starts it", () => {
    for (const [list, component] of [
      ["command: [kube-apiserver]", "kube-apiserver"],
      ["command: [/usr/local/bin/kube-scheduler, --v=2]", "kube-scheduler"],
      ["args: [etcd]", "etcd"],
      ["command: [/hyperkube, apiserver]", "kube-apiserver"],
      ["command: [/hyperkube, kubelet]", "kubelet"],
      [
        "command: [/go-runner, --log-file=/var/log/a.log, kube-controller-manager]",
        "kube-controller-manager",
      ],
      ['command: [sh, -c, "ulimit -n 1; exec kube-proxy --v=2 2>&1"]', "kube-proxy"],
    ])
      assert.deepEqual(
        container(`      ${list}\n`).map((view) => view.component),
        [component],
        list,
      );
  });

  it("is not what only names one", () => {
    for (const list of [
      "command: [kubectl, logs, kube-apiserver]",
      "args: [--component, kube-apiserver]",
      "args: [--kubelet-service=kube-system/kubelet]",
      "command: [env, A=/bin/kubelet]",
      "command: [etcd-backup]",
      'command: [sh, -c, "pgrep kubelet"]',
      "command: []",
      "command: kube-apiserver",
    ])
      assert.deepEqual(container(`      ${list}\n`), [], list);
  });

  it("joins command and args, and the last of repeated flags holds", () => {
    const [view] = container("      command: [etcd, --a=1]\n      args: [--a, '2', --b, --c=]\n");
    assert.ok(view);
    const values = ["a", "b", "c", "d"].map((flag) => settingOf(view, flag)?.value);
    assert.deepEqual(values, ["2", "true", "", undefined]);
    assert.equal(settingOf(view, "a")?.field.pointer, "/spec/containers/0/args/1");
  });

  it("reads flags of a shell script and does not edit them", () => {
    const [view] = container(
      "      command: [/bin/sh, -c, \"kube-scheduler --profiling='false' \\\\\\n --v=2 | tee log\"]\n",
    );
    assert.ok(view);
    assert.equal(settingOf(view, "profiling")?.value, "false");
    assert.equal(settingOf(view, "v")?.value, "2");
    assert.equal(view.set("profiling", "true"), undefined);
  });

  it("decides nothing about flags that may come from elsewhere", () => {
    const decides = (flags: string) =>
      container(`      command: [kubelet, ${flags}]\n`)[0]?.decides("read-only-port");
    assert.equal(decides("--v=2"), true);
    assert.equal(decides("--config=/a.yaml"), false);
    assert.equal(decides("$(FLAGS)"), false);
    assert.equal(decides("--enable-server, $(FLAGS)"), false);
    assert.equal(decides('--tls-cert-file, "<file>"'), true);
    assert.equal(decides('"{{ .Values.flags }}"'), false);
  });

  it("has the version of its image, but not etcd's", () => {
    const minor = (image: string, program: string) =>
      components(
        `apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: "${image}", command: [${program}] }] }\n`,
      )[0]?.minor;
    assert.equal(minor("registry.k8s.io/kube-apiserver:v1.29.3", "kube-apiserver"), 29);
    assert.equal(minor("rancher/hardened-kubernetes:v1.32.1-rke2r1", "kube-apiserver"), 32);
    assert.equal(minor("registry.example/kubernetes/kube-apiserver:v1.28.1", "kube-apiserver"), 28);
    assert.equal(minor("registry.example:5000/kube/kube-apiserver:v1.27.0@sha256:ab", "kube-apiserver"), 27);
    assert.equal(minor("kube.example:5000/apiserver:v1.28.1", "kube-apiserver"), undefined);
    assert.equal(minor("busybox:1.36", "kube-apiserver"), undefined);
    assert.equal(minor("registry.k8s.io/kube-etcd:v1.2.3", "etcd"), undefined);
  });

  it("is edited where its flags stand", () => {
    const pod = (lists: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: a\n${lists}`;
    const two = "      command: [kube-apiserver]\n      args:\n        - --a\n        - '1' # one\n";
    assert.equal(
      edited(pod(two), (view) => view.set("a", "2")),
      pod(two.replace("'1'", "'2'")),
    );
    assert.equal(
      edited(pod(two), (view) => view.set("b", "x,y")),
      pod(`${two}        - --b=x,y\n`),
    );
    assert.equal(
      edited(pod("      command: [etcd, --a, '1', --b]\n"), (view) => view.remove("a")),
      pod("      command: [etcd, --b]\n"),
    );
    assert.equal(
      edited(pod("      command: [kube-scheduler, --profiling, 'true', --v=2]\n"), (view) =>
        view.set("profiling", "false"),
      ),
      pod("      command: [kube-scheduler, --profiling=false, --v=2]\n"),
    );
  });
});

describe("a component of kubeadm's configuration", () => {
  const cluster = (version: string, apiServer: string) =>
    `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\nkubernetesVersion: v1.33.1\napiServer:\n${apiServer}`;
  const map = cluster("v1beta3", "  extraArgs:\n    profiling: 'true'\n");
  const list = cluster("v1beta4", "  extraArgs:\n    - name: profiling\n      value: 'true'\n");

  it("has the flags of extraArgs, a mapping or a list", () => {
    for (const text of [map, list]) {
      const [apiServer, ...others] = components(text);
      assert.ok(apiServer);
      assert.equal(settingOf(apiServer, "profiling")?.value, "true");
      assert.equal(apiServer.minor, 33);
      assert.deepEqual(
        others.map(({ component }) => component),
        ["kube-controller-manager", "kube-scheduler", "etcd"],
      );
    }
  });

  it("has the flags that kubeadm gives by itself", () => {
    const [apiServer] = components(map);
    assert.equal(apiServer?.implied("authorization-mode"), "Node,RBAC");
    assert.equal(apiServer?.implied("profiling"), undefined);
  });

  it("takes the certificates of an external etcd from there", () => {
    const [apiServer, ...others] = components(
      `${map}etcd: { external: { endpoints: [http://10.0.0.1:2379] } }\n`,
    );
    assert.equal(apiServer?.implied("etcd-cafile"), undefined);
    assert.ok(!others.some(({ component }) => component === "etcd"));
  });

  it("is edited in the form of its version", () => {
    assert.equal(
      edited(map, (view) => view.set("profiling", "false")),
      map.replace("'true'", "'false'"),
    );
    assert.equal(
      edited(list, (view) => view.set("profiling", "false")),
      list.replace("'true'", "'false'"),
    );
    assert.equal(
      edited(list, (view) => view.set("anonymous-auth", "false")),
      `${list}    - name: anonymous-auth\n      value: "false"\n`,
    );
    const empty = cluster("v1beta3", "  timeoutForControlPlane: 4m\n");
    assert.equal(
      edited(empty, (view) => view.set("anonymous-auth", "false")),
      `${empty}  extraArgs:\n    anonymous-auth: "false"\n`,
    );
  });

  it("knows a kubelet by its extra arguments, and not what else is set", () => {
    const [kubelet] = components(
      "apiVersion: kubeadm.k8s.io/v1beta3\nkind: JoinConfiguration\nnodeRegistration: { kubeletExtraArgs: { read-only-port: '1' } }\n",
    );
    assert.equal(kubelet?.component, "kubelet");
    assert.equal(kubelet?.decides("anonymous-auth"), false);
  });
});

describe("a component within another object", () => {
  it("is set up by the Cluster API, with the flags of its version", () => {
    const plane = (version: string, args: string) =>
      `apiVersion: controlplane.cluster.x-k8s.io/${version}\nkind: KubeadmControlPlane\nmetadata: { name: a }\nspec:\n  version: v1.31.2\n  kubeadmConfigSpec:\n    clusterConfiguration:\n      apiServer:\n${args}`;
    const map = plane("v1beta1", "        extraArgs:\n          profiling: 'true'\n");
    const list = plane("v1beta2", "        extraArgs:\n          - { name: profiling, value: 'true' }\n");
    for (const text of [map, list]) {
      const [apiServer, ...others] = components(text);
      assert.ok(apiServer);
      assert.equal(settingOf(apiServer, "profiling")?.value, "true");
      assert.equal(apiServer.minor, 31);
      assert.equal(apiServer.implied("authorization-mode"), "Node,RBAC");
      assert.equal(others.length, 3);
      assert.equal(
        edited(text, (view) => view.set("profiling", "false")),
        text.replace("'true'", "'false'"),
      );
    }
    const none = (version: string) => plane(version, "        certSANs: [a.example]\n");
    assert.equal(
      edited(none("v1beta2"), (view) => view.set("profiling", "false")),
      `${none("v1beta2")}        extraArgs:\n          - name: profiling\n            value: "false"\n`,
    );
    assert.equal(
      edited(none("v1beta1"), (view) => view.set("profiling", "false")),
      `${none("v1beta1")}        extraArgs:\n          profiling: "false"\n`,
    );
  });

  it("is a kubelet of its workers, and nothing where the configuration is not there", () => {
    const template = (spec: string) =>
      components(
        `apiVersion: bootstrap.cluster.x-k8s.io/v1beta1\nkind: KubeadmConfigTemplate\nspec: { template: { spec: ${spec} } }\n`,
      );
    const [kubelet] = template(
      "{ joinConfiguration: { nodeRegistration: { kubeletExtraArgs: { read-only-port: '10255' } } } }",
    );
    assert.ok(kubelet);
    assert.equal(settingOf(kubelet, "read-only-port")?.value, "10255");
    assert.deepEqual(template("{ preKubeadmCommands: [swapoff -a] }"), []);
  });

  it("is shown at its key in kubeadm's own ConfigMap", () => {
    const [apiServer] = components(
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: kubeadm-config }\ndata:\n  ClusterConfiguration: |\n    apiVersion: kubeadm.k8s.io/v1beta3\n    kind: ClusterConfiguration\n    kubernetesVersion: v1.30.1\n    apiServer: { extraArgs: { profiling: 'true' } }\n",
    );
    assert.ok(apiServer);
    const setting = settingOf(apiServer, "profiling");
    assert.equal(setting?.value, "true");
    assert.equal(setting?.field.pointer, "/data/ClusterConfiguration");
    assert.equal(apiServer.minor, 30);
    assert.equal(apiServer.set("profiling", "false"), undefined);
    assert.equal(apiServer.remove("profiling"), undefined);
  });
});

describe("a component's own configuration", () => {
  const kubelet = (body: string) =>
    `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${body}`;

  it("says under its own names what flags say", () => {
    const [view] = components(kubelet("readOnlyPort: 10255\nfeatureGates: { A: true, B: false }\n"));
    assert.ok(view);
    assert.equal(settingOf(view, "read-only-port")?.value, "10255");
    assert.equal(view.spelling("read-only-port"), "readOnlyPort");
    assert.deepEqual(
      view.settings("feature-gates").map(({ value }) => value),
      ["A=true", "B=false"],
    );
    assert.equal(view.implied("anonymous-auth"), "false");
  });

  it("is edited with values of its own types", () => {
    const text = kubelet("port: 10250\n");
    assert.equal(
      edited(text, (view) => view.set("read-only-port", "0")),
      `${text}readOnlyPort: 0\n`,
    );
    assert.equal(
      edited(text, (view) => view.set("anonymous-auth", "false")),
      `${text}authentication:\n  anonymous:\n    enabled: false\n`,
    );
  });

  it("is found within a ConfigMap, and shown at its key", () => {
    const [view] = components(
      "apiVersion: v1\nkind: ConfigMap\ndata:\n  config.conf: |\n    apiVersion: kubeproxy.config.k8s.io/v1alpha1\n    kind: KubeProxyConfiguration\n    metricsBindAddress: 0.0.0.0\n",
    );
    assert.ok(view);
    const setting = settingOf(view, "metrics-bind-address");
    assert.equal(setting?.value, "0.0.0.0");
    assert.equal(setting?.field.pointer, "/data/config.conf");
    assert.equal(view.set("metrics-bind-address", "127.0.0.1"), undefined);
  });

  it("of authentication confines anonymous requests by conditions", () => {
    const view = (anonymous: string) =>
      components(
        `apiVersion: apiserver.config.k8s.io/v1beta1\nkind: AuthenticationConfiguration\nanonymous: ${anonymous}\n`,
      )[0];
    assert.equal(view("{ enabled: true }")?.settings("anonymous-auth").length, 1);
    assert.equal(
      view("{ enabled: true, conditions: [{ path: /livez }] }")?.settings("anonymous-auth").length,
      0,
    );
    assert.equal(view("{}")?.decides("anonymous-auth"), false);
  });
});
