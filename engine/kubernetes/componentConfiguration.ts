import type { Field } from "../yaml/field";
import { type PathEdit, type PlainValue, remove, set } from "../yaml/pathEdit";
import type { ComponentName } from "./commandWords";
import type { ComponentView, FlagSetting } from "./component";
import { apiGroup } from "./kinds";
import type { ResourceView } from "./resource";

/** Where a configuration says what a flag says, and as what type. */
interface ConfiguredFlag {
  readonly path: readonly string[];
  readonly type: "boolean" | "number" | "string" | "list" | "gates" | "authorizers";
  /** A field that narrows the setting where it is present, so that the flag cannot say the same. */
  readonly unless?: readonly string[];
}

interface ConfigurationKind {
  readonly component: ComponentName;
  readonly flags: Readonly<Record<string, ConfiguredFlag>>;
  /** What holds where the configuration is silent and this differs from the flag's default. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** What it does not say can be said by the flag. */
  readonly besidesFlags?: boolean;
}

const boolean = (...path: string[]): ConfiguredFlag => ({ path, type: "boolean" });
const number = (...path: string[]): ConfiguredFlag => ({ path, type: "number" });
const string = (...path: string[]): ConfiguredFlag => ({ path, type: "string" });
const list = (...path: string[]): ConfiguredFlag => ({ path, type: "list" });

/** By group and kind. The defaults of the kubelet: pkg/kubelet/apis/config/v1beta1/defaults.go (Kubernetes 1.34). */
const configurationKinds: Readonly<Record<string, ConfigurationKind>> = {
  "kubelet.config.k8s.io/KubeletConfiguration": {
    component: "kubelet",
    flags: {
      "anonymous-auth": boolean("authentication", "anonymous", "enabled"),
      "authorization-mode": string("authorization", "mode"),
      "client-ca-file": string("authentication", "x509", "clientCAFile"),
      "event-qps": number("eventRecordQPS"),
      "feature-gates": { path: ["featureGates"], type: "gates" },
      "make-iptables-util-chains": boolean("makeIPTablesUtilChains"),
      "pod-max-pids": number("podPidsLimit"),
      "protect-kernel-defaults": boolean("protectKernelDefaults"),
      "read-only-port": number("readOnlyPort"),
      "rotate-certificates": boolean("rotateCertificates"),
      "rotate-server-certificates": boolean("serverTLSBootstrap"),
      "seccomp-default": boolean("seccompDefault"),
      "streaming-connection-idle-timeout": string("streamingConnectionIdleTimeout"),
      "tls-cert-file": string("tlsCertFile"),
      "tls-cipher-suites": list("tlsCipherSuites"),
      "tls-private-key-file": string("tlsPrivateKeyFile"),
    },
    defaults: { "anonymous-auth": "false", "authorization-mode": "Webhook", "read-only-port": "0" },
  },
  "kubeproxy.config.k8s.io/KubeProxyConfiguration": {
    component: "kube-proxy",
    flags: { "metrics-bind-address": string("metricsBindAddress") },
  },
  "kubescheduler.config.k8s.io/KubeSchedulerConfiguration": {
    component: "kube-scheduler",
    flags: { profiling: boolean("enableProfiling") },
  },
  // Anonymous requests can be confined to paths such as /healthz (KEP-4633).
  "apiserver.config.k8s.io/AuthenticationConfiguration": {
    component: "kube-apiserver",
    flags: { "anonymous-auth": { ...boolean("anonymous", "enabled"), unless: ["anonymous", "conditions"] } },
    besidesFlags: true,
  },
  // KEP-3221; excludes --authorization-mode.
  "apiserver.config.k8s.io/AuthorizationConfiguration": {
    component: "kube-apiserver",
    flags: { "authorization-mode": { path: ["authorizers"], type: "authorizers" } },
  },
};

/** The component that a configuration of its own kind sets up. */
export function configurationComponentsOf(resource: ResourceView): ComponentView[] {
  return configuredComponent(resource, resource.root, resource.apiVersion, resource.kind);
}

/**
 * @param root the configuration, in the resource's document or in a text within it.
 * @param shown where a text within a document is written; by default the configuration's own fields are shown.
 */
export function configuredComponent(
  resource: ResourceView,
  root: Field,
  apiVersion: string,
  kind: string,
  shown?: Field,
): ComponentView[] {
  const id = `${apiGroup(apiVersion)}/${kind}`;
  const known = Object.hasOwn(configurationKinds, id) ? configurationKinds[id] : undefined;
  return known ? [new ConfiguredComponent(resource, root, known, shown)] : [];
}

class ConfiguredComponent implements ComponentView {
  readonly component: ComponentName;
  readonly field: Field;
  readonly place: Field;
  readonly partial: boolean;
  readonly minor = undefined;

  constructor(
    readonly resource: ResourceView,
    private readonly root: Field,
    private readonly kind: ConfigurationKind,
    private readonly shown: Field | undefined,
  ) {
    this.component = kind.component;
    this.field = shown ?? root;
    this.place = shown ?? root;
    this.partial = resource.partial;
  }

  settings(flag: string): readonly FlagSetting[] {
    const known = this.known(flag);
    const at = known && this.root.at(...known.path);
    if (!at?.present || (known?.unless && this.root.at(...known.unless).present)) return [];
    const field = (inner: Field) => this.shown ?? inner;
    if (known?.type === "list")
      return at.items().map((item) => ({ field: field(item), value: item.text() ?? "" }));
    if (known?.type === "authorizers")
      return at
        .items()
        .map((item) => ({ field: field(item.at("type")), value: item.at("type").text() ?? "" }));
    if (known?.type === "gates")
      return at.entries().map((gate) => ({ field: field(gate), value: `${gate.key}=${gate.text() ?? ""}` }));
    return [{ field: field(at), value: at.text() ?? "" }];
  }

  at(flag: string): Field {
    const known = this.known(flag);
    return known && !this.shown ? this.root.at(...known.path) : this.place;
  }

  spelling(flag: string): string {
    return this.known(flag)?.path.join(".") ?? `--${flag}`;
  }

  implied(flag: string): string | undefined {
    const { defaults = {} } = this.kind;
    return Object.hasOwn(defaults, flag) ? defaults[flag] : undefined;
  }

  decides(flag: string): boolean {
    return this.known(flag) !== undefined && !this.kind.besidesFlags;
  }

  set(flag: string, value: string): readonly PathEdit[] | undefined {
    const known = this.known(flag);
    if (!known || known.type === "authorizers" || this.shown) return undefined;
    const at = this.root.at(...known.path);
    if (known.type !== "gates") return [set(at, plainValue(value, known.type))];
    return value.split(",").map((gate) => {
      const [name = "", state] = gate.split("=");
      return set(at.at(name), state === "true");
    });
  }

  remove(flag: string): readonly PathEdit[] | undefined {
    const known = this.known(flag);
    return known && !this.shown ? [remove(this.root.at(...known.path))] : undefined;
  }

  private known(flag: string): ConfiguredFlag | undefined {
    return Object.hasOwn(this.kind.flags, flag) ? this.kind.flags[flag] : undefined;
  }
}

function plainValue(value: string, type: "boolean" | "number" | "string" | "list"): PlainValue {
  if (type === "boolean") return value === "true";
  if (type === "number") return Number(value);
  return type === "list" ? value.split(",") : value;
}
