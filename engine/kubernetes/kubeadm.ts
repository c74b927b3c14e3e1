import type { Field } from "../yaml/field";
import { append, type PathEdit, remove, set } from "../yaml/pathEdit";
import type { ComponentName } from "./commandLine";
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

/** The components that a kubeadm configuration sets up (kubeadm.k8s.io v1beta1 to v1beta4). */
export function kubeadmComponentsOf(resource: ResourceView): ComponentView[] {
  if (resource.group !== "kubeadm.k8s.io" || resource.version.startsWith("v1alpha")) return [];
  const { root } = resource;
  const view = (component: ComponentName, section: Field, args = "extraArgs") =>
    new KubeadmComponent(resource, component, section, section.at(args));
  switch (resource.kind) {
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
  readonly field: Field;
  readonly place: Field;
  readonly partial: boolean;

  constructor(
    readonly resource: ResourceView,
    readonly component: ComponentName,
    section: Field,
    private readonly args: Field,
  ) {
    this.field = section;
    this.place = args.exists ? args : section.exists ? section : resource.root;
    this.partial = resource.partial;
  }

  get minor(): number | undefined {
    return parseMinor(this.resource.root.at("kubernetesVersion").string() ?? "");
  }

  /** A mapping up to v1beta3, a list of `name` and `value` since v1beta4. */
  settings(flag: string): readonly FlagSetting[] {
    const fields = this.args.isSequence
      ? this.entries(flag).map((entry) => entry.at("value"))
      : [this.args.at(flag)].filter((value) => value.present);
    return fields.map((field) => ({ field, value: field.text() ?? "" }));
  }

  at(flag: string): Field {
    return this.args.isSequence ? this.args : this.args.at(flag);
  }

  spelling(flag: string): string {
    return `--${flag}`;
  }

  implied(flag: string): string | undefined {
    const flags = ownFlags[this.component] ?? {};
    if (!Object.hasOwn(flags, flag)) return undefined;
    const external = this.resource.root.at("etcd", "external");
    if (this.component === "kube-apiserver" && Object.hasOwn(externalEtcd, flag) && external.present)
      return external.at(externalEtcd[flag] ?? "").string() || undefined;
    return flags[flag];
  }

  /** kubeadm writes the kubelet's configuration to a file that is not described here. */
  decides(): boolean {
    return this.component !== "kubelet";
  }

  set(flag: string, value: string): readonly PathEdit[] {
    if (this.args.isSequence || (!this.args.present && this.takesList)) {
      const entry = this.entries(flag).at(-1);
      return [entry ? set(entry.at("value"), value) : append(this.args, { name: flag, value })];
    }
    return [set(this.args.at(flag), value)];
  }

  remove(flag: string): readonly PathEdit[] {
    return this.args.isSequence ? this.entries(flag).map(remove) : [remove(this.args.at(flag))];
  }

  private entries(flag: string): Field[] {
    return this.args.items().filter((entry) => entry.at("name").string() === flag);
  }

  private get takesList(): boolean {
    return !/^v1beta[123]$/.test(this.resource.version);
  }
}
