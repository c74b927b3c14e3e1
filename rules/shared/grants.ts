import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { entriesAddedTo, entriesOfRole, type RoleEntry } from "./aggregation";

/** What a binding of the manifests gives to a service account. */
export interface Grant {
  readonly binding: ResourceFacts;
  readonly roleName: string;
  /** What the manifests say of the role: looked up when it is asked for. */
  entries(): readonly RoleEntry[];
  /** Bound for the whole cluster, not for the binding's namespace alone. */
  readonly everywhere: boolean;
}

/** What lets its holder take over the cluster, or the namespace it is bound in. */
export interface Power {
  readonly kind: "everything" | "escalate" | "credentials" | "execute";
  /** The entry of a role that gives it; `undefined` for a role that every cluster has. */
  readonly by: RoleEntry | undefined;
}

/**
 * The grants of a service account: to itself, and to the groups that it is in (`serviceaccount.MakeGroupNames` in
 * k8s.io/apiserver, and `system:authenticated`).
 */
export function grantsOf(workspace: WorkspaceIndex, namespace: string, account: string): Grant[] {
  const table = workspace.grouped(grantTable);
  return [
    accountKey(namespace, account),
    groupKey("system:serviceaccounts"),
    groupKey(`system:serviceaccounts:${namespace}`),
    groupKey("system:authenticated"),
  ].flatMap((key) => table.get(key));
}

const grantTable: Grouping<Grant> = {
  of: ["RoleBinding", "ClusterRoleBinding"],
  entries(binding, workspace) {
    const grant = grantOf(binding, workspace);
    return binding.root
      .at("subjects")
      .items()
      .flatMap((subject) => {
        const key = subjectKey(subject, binding);
        return key === undefined ? [] : [[key, grant] as const];
      });
  },
};

function grantOf(binding: ResourceFacts, workspace: WorkspaceIndex): Grant {
  const reference = binding.root.at("roleRef");
  const roleName = reference.at("name").text() ?? "";
  return {
    binding,
    roleName,
    entries() {
      const isRole = reference.at("kind").text() === "Role";
      const [role] = isRole
        ? workspace.named("Role", namespaceOf(binding), roleName)
        : workspace.clusterNamed("ClusterRole", roleName);
      if (role) return entriesOfRole(role, workspace);
      return isRole ? [] : entriesAddedTo(roleName, workspace);
    },
    everywhere: binding.kind === "ClusterRoleBinding",
  };
}

function subjectKey(subject: Reading, binding: ResourceFacts): string | undefined {
  const name = subject.at("name").text();
  if (name === undefined) return undefined;
  switch (subject.at("kind").text()) {
    case "ServiceAccount":
      return accountKey(subject.at("namespace").text() ?? namespaceOf(binding), name);
    case "Group":
      return groupKey(name);
    case "User": {
      const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
      return account ? accountKey(account[1] ?? "", account[2] ?? "") : undefined;
    }
    default:
      return undefined;
  }
}

function accountKey(namespace: string, name: string): string {
  return `account\0${namespace}\0${name}`;
}

function groupKey(name: string): string {
  return `group\0${name}`;
}

/** What a role lets its holder do that is as good as being its administrator; `undefined` where it is less. */
export function powerOf({ entries, roleName, everywhere }: Grant): Power | undefined {
  if (roleName === "cluster-admin" || (everywhere && roleName === "admin"))
    return { kind: "everything", by: undefined };
  if (everywhere && roleName === "edit") return { kind: "execute", by: undefined };
  const found = entries().flatMap((by) => {
    const kind = powerOfRule(new Rule(by.at), everywhere);
    return kind ? [{ kind, by }] : [];
  });
  return order.flatMap((kind) => found.find((power) => power.kind === kind) ?? [])[0];
}

const order = ["everything", "escalate", "credentials", "execute"] as const;
const writing = ["create", "update", "patch"];
const running = [
  ["", "pods"],
  ["", "replicationcontrollers"],
  ["apps", "deployments"],
  ["apps", "daemonsets"],
  ["apps", "statefulsets"],
  ["apps", "replicasets"],
  ["batch", "jobs"],
  ["batch", "cronjobs"],
] as const;

function powerOfRule(rule: Rule, everywhere: boolean): Power["kind"] | undefined {
  if (rule.isLimited) return undefined;
  if (rule.can(["*"]) && rule.resources.has("*") && rule.groups.has("*")) return "everything";
  const rbac = "rbac.authorization.k8s.io";
  if (
    (rule.can(["escalate", "bind"]) && (rule.reaches(rbac, "clusterroles") || rule.reaches(rbac, "roles"))) ||
    (rule.can(["impersonate"]) &&
      ["users", "groups", "serviceaccounts"].some((resource) => rule.reaches("", resource)))
  )
    return "escalate";
  // In one namespace the rest is the common work of an operator.
  if (!everywhere) return undefined;
  if (
    (rule.can(["get", "list", "watch"]) && rule.reaches("", "secrets")) ||
    (rule.can(["create"]) && rule.reaches("", "serviceaccounts/token"))
  )
    return "credentials";
  const runs = rule.can(writing) && running.some(([group, resource]) => rule.reaches(group, resource));
  const enters =
    rule.can(["create", "get"]) &&
    ["pods/exec", "pods/attach", "nodes/proxy"].some((resource) => rule.reaches("", resource));
  return runs || enters ? "execute" : undefined;
}

/** An entry of `rules`, matched as pkg/apis/rbac/v1 (`VerbMatches`, `APIGroupMatches`, `ResourceMatches`) does. */
class Rule {
  readonly resources: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  private readonly verbs: ReadonlySet<string>;

  constructor(private readonly rule: Reading) {
    this.resources = texts(rule.at("resources"));
    this.groups = texts(rule.at("apiGroups"));
    this.verbs = texts(rule.at("verbs"));
  }

  get isLimited(): boolean {
    return this.rule.at("resourceNames").items().length > 0;
  }

  can(verbs: readonly string[]): boolean {
    return this.verbs.has("*") || verbs.some((verb) => this.verbs.has(verb));
  }

  reaches(group: string, resource: string): boolean {
    if (!this.groups.has("*") && !this.groups.has(group)) return false;
    return (
      this.resources.has("*") ||
      this.resources.has(resource) ||
      this.resources.has(`*/${resource.split("/")[1]}`)
    );
  }
}

function texts(list: Reading): Set<string> {
  return new Set(list.items().flatMap((item) => item.string() ?? []));
}
