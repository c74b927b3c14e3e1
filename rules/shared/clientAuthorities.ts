import { readCommand } from "../../engine/kubernetes/commandWords";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Reading } from "../../engine/yaml/reading";

/** The CA file by which etcd or the API server knows its clients. */
export interface ClientAuthority {
  readonly component: "etcd" | "kube-apiserver";
  readonly file: string;
  readonly at: Reading;
  readonly of: ResourceFacts;
}

const flags = { etcd: "trusted-ca-file", "kube-apiserver": "client-ca-file" } as const;

/** Those of a static pod's command lines, or of kubeadm's configuration where it sets both itself. */
export function authoritiesOf(object: ResourceFacts): ClientAuthority[] {
  const found: ClientAuthority[] = [];
  const add = (
    component: ClientAuthority["component"],
    at: Reading | undefined,
    file: string | undefined,
  ) => {
    if (at && file && !at.undecided) found.push({ component, file, at, of: object });
  };
  for (const container of object.pod?.spec.at("containers").items() ?? []) {
    const items = ["command", "args"].flatMap((list) => [...container.at(list).items()]);
    const command = readCommand(items.map((item) => item.text() ?? ""));
    if (command?.component !== "etcd" && command?.component !== "kube-apiserver") continue;
    const { component } = command;
    const flag = command.flags.findLast(({ name }) => name === flags[component]);
    if (flag) add(component, items[flag.items.at(-1) ?? 0], flag.value);
  }
  if (object.kind === "kubeadm.k8s.io/ClusterConfiguration") {
    const { root } = object;
    const etcd = extraArgument(root.at("etcd", "local", "extraArgs"), flags.etcd);
    const apiServer = extraArgument(root.at("apiServer", "extraArgs"), flags["kube-apiserver"]);
    add("etcd", etcd, etcd?.text());
    add("kube-apiserver", apiServer, apiServer?.text());
  }
  return found;
}

/** A mapping up to v1beta3, a list of `name` and `value` since v1beta4. */
function extraArgument(args: Reading, name: string): Reading | undefined {
  const at = args.isSequence
    ? args
        .items()
        .findLast((item) => item.at("name").text() === name)
        ?.at("value")
    : args.at(name);
  return at?.present ? at : undefined;
}
