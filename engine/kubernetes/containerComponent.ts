import type { Field } from "../yaml/field";
import { append, remove, set } from "../yaml/pathEdit";
import { type CommandLine, commandLineOf, type WrittenFlag } from "./commandLine";
import { type ComponentName, isSwitch } from "./commandWords";
import type { ComponentView, FlagSetting } from "./component";
import type { ContainerView } from "./container";
import { parseMinor } from "./version";

/** The component that a container starts; `undefined` where it starts none. */
export function containerComponent(container: ContainerView, partial: boolean): ComponentView | undefined {
  const line = commandLineOf(container);
  return line && new ContainerComponent(container, line, partial);
}

class ContainerComponent implements ComponentView {
  readonly component: ComponentName;
  readonly field: Field;
  readonly place: Field;

  constructor(
    private readonly container: ContainerView,
    private readonly line: CommandLine,
    readonly partial: boolean,
  ) {
    this.component = line.component;
    this.field = container.field;
    this.place = line.program;
  }

  get resource() {
    return this.container.resource;
  }

  /** The images of Kubernetes carry its version as their tag; etcd has versions of its own. */
  get minor(): number | undefined {
    const image = this.container.field.at("image").string() ?? "";
    if (this.component === "etcd") return undefined;
    const name = image.slice(image.lastIndexOf("/") + 1);
    const tag = name.includes("kube") ? /:(v1\.[^@:]+)/.exec(name)?.[1] : undefined;
    return tag === undefined ? undefined : parseMinor(tag);
  }

  settings(flag: string): readonly FlagSetting[] {
    const written = this.written(flag);
    return written.length > 0 ? written : this.environment(flag);
  }

  at(): Field {
    return this.line.list;
  }

  spelling(flag: string): string {
    return `--${flag}`;
  }

  implied(): undefined {
    return undefined;
  }

  decides(flag: string): boolean {
    if (!this.line.complete) return false;
    const files = filesThatDecide[this.component] ?? {};
    return !Object.entries(files).some(
      ([file, flags]) => (flags === "all" || flags.includes(flag)) && this.written(file).length > 0,
    );
  }

  set(flag: string, value: string) {
    if (this.line.inScript) return undefined;
    const written = this.written(flag).at(-1);
    if (written?.inScript) return undefined;
    // A switch takes its value in the same word only.
    const [word, ...more] = written && isSwitch(flag) ? written.items : [];
    if (word && more.length > 0) return [set(word, `--${flag}=${value}`), ...more.map(remove)];
    if (written) return [set(written.field, written.prefix + value)];
    const [variable] = this.environment(flag);
    if (variable) return [set(variable.field, value)];
    return [append(this.line.list, `--${flag}=${value}`)];
  }

  remove(flag: string) {
    const written = this.written(flag);
    if (written.some(({ inScript }) => inScript) || this.environment(flag).length > 0) return undefined;
    return written.flatMap(({ items }) => items.map(remove));
  }

  private written(flag: string): readonly WrittenFlag[] {
    return this.line.flags.filter(({ name }) => name === flag);
  }

  /** etcd reads `--client-cert-auth` from `ETCD_CLIENT_CERT_AUTH` too; the flag wins (etcd 3.5, pkg/flags). */
  private environment(flag: string): readonly FlagSetting[] {
    if (this.component !== "etcd") return [];
    const name = `ETCD_${flag.toUpperCase().replaceAll("-", "_")}`;
    return this.container.field
      .at("env")
      .items()
      .filter((variable) => variable.at("name").string() === name)
      .map((variable) => {
        const value = variable.at("value");
        const given = value.text();
        // A value from elsewhere is one nobody knows.
        return given === undefined
          ? { field: variable.at("valueFrom"), value: "$(valueFrom)" }
          : { field: value, value: given };
      });
  }
}

/** Flags that name a file in which other flags' settings may stand. */
const filesThatDecide: Partial<Record<ComponentName, Readonly<Record<string, readonly string[] | "all">>>> = {
  "kube-apiserver": {
    "authentication-config": ["anonymous-auth"],
    "authorization-config": ["authorization-mode"],
  },
  "kube-scheduler": { config: ["profiling"] },
  "kube-proxy": { config: "all" },
  kubelet: { config: "all", "config-dir": "all" },
  etcd: { "config-file": "all" },
};
