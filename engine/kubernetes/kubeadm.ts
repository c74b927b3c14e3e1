import type { Field } from "../yaml/field";
import { append, type PathEdit, remove, set } from "../yaml/pathEdit";
import type { ComponentName } from "./commandWords";
import type { ComponentView, FlagSetting } from "./component";
import type { ResourceView } from "./resource";
import { parseMinor } from "./version";

const pki = "/etc/kubernetes/pki";

/**
 * The flags that kubeadm gives to each component by itself, as far as a rule asks for them (cmd/kubeadm/app/phases/
 * controlplane/manifests.go and etcd/local.go, Kubernetes 1.34). Paths stand for "set".
 */
const ownFlags: Readonly<Partial<Record<ComponentName, Readonly<Record<string, string>>>>> = {
  "kube-apiserver": {
    "authorization-mode": "Node,RBAC",
    "client-ca-file": `${pki}/ca.crt`,
    "enable-admission-plugins": "NodeRestriction",
    "etcd-cafile": `${pki}/etcd/ca.crt`,
    "etcd-certfile": `${pki}/apiserver-etcd-client.crt`,
    "etcd-keyfile": `${pki}/apiserver-etcd-client.key`,
    "insecure-port": "0",
    "kubelet-client-certificate": `${pki}/apiserver-kubelet-client.crt`,
    "kubelet-client-key": `${pki}/apiserver-kubelet-client.key`,
    "secure-port": "6443",
    "service-account-key-file": `${pki}/sa.pub`,
    "tls-cert-file": `${pki}/apiserver.crt`,
    "tls-private-key-file": `${pki}/apiserver.key`,
  },
  "kube-controller-manager": {
    "bind-address": "127.0.0.1",
    "client-ca-file": `${pki}/ca.crt`,
    "root-ca-file": `${pki}/ca.crt`,
    "service-account-private-key-file": `${pki}/sa.key`,
    "use-service-account-credentials": "true",
  },
  "kube-scheduler": { "bind-address": "127.0.0.1" },
  etcd: {
    "cert-file": `${pki}/etcd/server.crt`,
    "client-cert-auth": "true",
    "key-file": `${pki}/etcd/server.key`,
    "peer-cert-file": `${pki}/etcd/peer.crt`,
    "peer-client-cert-auth": "true",
    "peer-key-file": `${pki}/etcd/peer.key`,
    "peer-trusted-ca-file": `${pki}/etcd/ca.crt`,
    "trusted-ca-file": `${pki}/etcd/ca.crt`,
  },
};

/** Flags of the API server that an external etcd is described by instead, and their keys under `etcd.external`. */
const externalEtcd: Readonly<Record<string, string>> = {
  "etcd-cafile": "caFile",
  "etcd-certfile": "certFile",
  "etcd-keyfile": "keyFile",
};

/** One of kubeadm's configurations, in a document of its own or within another object. */
interface SetUp {
  readonly resource: ResourceView;
  readonly kind: string;
  readonly root: Field;
  /** Says the version of Kubernetes. */
  readonly version: Field;
  /** Flags that are not there yet are written as a list of `name` and `value`. */
  readonly takesList: boolean;
  /** Where a text within a document is written; by default the configuration's own fields are shown. */
  readonly shown?: Field;
}

/** The components that a kubeadm configuration sets up (kubeadm.k8s.io v1beta1 to v1beta4), also one of the Cluster API. */
export function kubeadmComponentsOf(resource: ResourceView): ComponentView[] {
  const { root, group, kind, version } = resource;
  if (group === "kubeadm.k8s.io") return kubeadmComponentsIn(resource, root, version, kind);
  const path = Object.hasOwn(clusterApi, `${group}/${kind}`) ? clusterApi[`${group}/${kind}`] : undefined;
  if (!path) return [];
  return ["Cluster", "Init", "Join"].flatMap((part) => {
    const configuration = root.at(...path, `${part.toLowerCase()}Configuration`);
    if (!configuration.present) return [];
    return componentsIn({
      resource,
      kind: `${part}Configuration`,
      root: configuration,
      version: root.at("spec", "version"),
      takesList: !mapVersions.has(version),
    });
  });
}

/** @param shown where a configuration is written that stands as a text in a document. */
export function kubeadmComponentsIn(
  resource: ResourceView,
  root: Field,
  apiVersion: string,
  kind: string,
  shown?: Field,
): ComponentView[] {
  const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
  if (version.startsWith("v1alpha")) return [];
  return componentsIn({
    resource,
    kind,
    root,
    version: root.at("kubernetesVersion"),
    takesList: !/^v1beta[123]$/.test(version),
    ...(shown && { shown }),
  });
}

/** Where the objects of the Cluster API hold kubeadm's configurations (kubernetes-sigs/cluster-api, api, 1.11). */
const clusterApi: Readonly<Record<string, readonly string[]>> = {
  "controlplane.cluster.x-k8s.io/KubeadmControlPlane": ["spec", "kubeadmConfigSpec"],
  "controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate": [
    "spec",
    "template",
    "spec",
    "kubeadmConfigSpec",
  ],
  "bootstrap.cluster.x-k8s.io/KubeadmConfig": ["spec"],
  "bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate": ["spec", "template", "spec"],
};

/** The versions of the Cluster API whose flags are a mapping. */
const mapVersions = new Set(["v1alpha2", "v1alpha3", "v1alpha4", "v1beta1"]);

function componentsIn(setUp: SetUp): ComponentView[] {
  const { root } = setUp;
  const view = (component: ComponentName, section: Field, args = "extraArgs") =>
    new KubeadmComponent(setUp, component, section, section.at(args));
  switch (setUp.kind) {
    case "ClusterConfiguration":
      return [
        view("kube-apiserver", root.at("apiServer")),
        view("kube-controller-manager", root.at("controllerManager")),
        view("kube-scheduler", root.at("scheduler")),
        ...(root.at("etcd", "external").present ? [] : [view("etcd", root.at("etcd", "local"))]),
      ];
    case "InitConfiguration":
    case "JoinConfiguration": {
      const node = root.at("nodeRegistration");
      return node.at("kubeletExtraArgs").present ? [view("kubelet", node, "kubeletExtraArgs")] : [];
    }
    default:
      return [];
  }
}

class KubeadmComponent implements ComponentView {
  readonly resource: ResourceView;
  readonly field: Field;
  readonly place: Field;
  readonly partial: boolean;

  constructor(
    private readonly setUp: SetUp,
    readonly component: ComponentName,
    section: Field,
    private readonly args: Field,
  ) {
    const { resource, root, shown } = setUp;
    this.resource = resource;
    this.field = shown ?? section;
    this.place = shown ?? (args.exists ? args : section.exists ? section : root);
    this.partial = resource.partial;
  }

  get minor(): number | undefined {
    return parseMinor(this.setUp.version.string() ?? "");
  }

  /** A mapping up to v1beta3, a list of `name` and `value` since v1beta4. */
  settings(flag: string): readonly FlagSetting[] {
    const fields = this.args.isSequence
      ? this.entries(flag).map((entry) => entry.at("value"))
      : [this.args.at(flag)].filter((value) => value.present);
    return fields.map((field) => ({ field: this.setUp.shown ?? field, value: field.text() ?? "" }));
  }

  at(flag: string): Field {
    if (this.setUp.shown) return this.setUp.shown;
    return this.args.isSequence ? this.args : this.args.at(flag);
  }

  spelling(flag: string): string {
    return `--${flag}`;
  }

  implied(flag: string): string | undefined {
    const flags = ownFlags[this.component] ?? {};
    if (!Object.hasOwn(flags, flag)) return undefined;
    const external = this.setUp.root.at("etcd", "external");
    if (this.component === "kube-apiserver" && Object.hasOwn(externalEtcd, flag) && external.present)
      return external.at(externalEtcd[flag] ?? "").string() || undefined;
    return flags[flag];
  }

  /** kubeadm writes the kubelet's configuration to a file that is not described here. */
  decides(): boolean {
    return this.component !== "kubelet";
  }

  set(flag: string, value: string): readonly PathEdit[] | undefined {
    if (this.setUp.shown) return undefined;
    if (this.args.isSequence || (!this.args.present && this.setUp.takesList)) {
      const entry = this.entries(flag).at(-1);
      return [entry ? set(entry.at("value"), value) : append(this.args, { name: flag, value })];
    }
    return [set(this.args.at(flag), value)];
  }

  remove(flag: string): readonly PathEdit[] | undefined {
    if (this.setUp.shown) return undefined;
    return this.args.isSequence ? this.entries(flag).map(remove) : [remove(this.args.at(flag))];
  }

  private entries(flag: string): Field[] {
    return this.args.items().filter((entry) => entry.at("name").string() === flag);
  }
}
