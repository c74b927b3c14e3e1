import type { Fix } from "../../engine/fix";
import type { ResourceView } from "../../engine/kubernetes/resource";
import type { Field } from "../../engine/yaml/field";
import { remove } from "../../engine/yaml/pathEdit";

/** Bindings of Kubernetes and of OpenShift's own API group. */
export const bindingKinds = [
  "RoleBinding",
  "ClusterRoleBinding",
  "authorization.openshift.io/RoleBinding",
  "authorization.openshift.io/ClusterRoleBinding",
] as const;

/** Somebody to whom a binding gives its role. */
export interface BoundSubject {
  /** The name, or the kind where it has none. */
  readonly at: Field;
  /** The item of the list of subjects. */
  readonly item: Field;
  readonly kind: string;
  readonly name: string;
  /** As written; a service account without one is an error that the API server refuses. */
  readonly namespace: string | undefined;
}

/** The subjects of a binding; OpenShift's `userNames` and `groupNames` are subjects too. */
export function subjectsOf({ root }: ResourceView): BoundSubject[] {
  const subjects = root
    .at("subjects")
    .items()
    .map((item) => ({
      at: item.at("name"),
      item,
      kind: item.at("kind").text() ?? "",
      name: item.at("name").text() ?? "",
      namespace: item.at("namespace").text(),
    }));
  return [...subjects, ...named(root.at("userNames"), "User"), ...named(root.at("groupNames"), "Group")];
}

function named(list: Field, kind: string): BoundSubject[] {
  return list
    .items()
    .map((item) => ({ at: item, item, kind, name: item.text() ?? "", namespace: undefined }));
}

/** Takes a subject out of its binding. */
export function removeSubject({ item, name }: BoundSubject): Fix {
  return {
    title: 'Remove the subject "{name}"',
    args: { name },
    safety: "review",
    edits: [remove(item)],
  };
}

export function roleOf({ root }: ResourceView): string {
  return root.at("roleRef", "name").text() ?? "";
}

export function isClusterWide({ kind }: ResourceView): boolean {
  return kind === "ClusterRoleBinding";
}
