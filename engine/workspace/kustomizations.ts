import type { Kustomization } from "./kustomization";

/** The kustomizations of a workspace, each under what it uses; one is replaced when its file changes, nothing else is touched. */
export class Kustomizations {
  private readonly files = new Map<string, Kustomization>();
  private readonly users = new Map<string, Set<Kustomization>>();
  private readonly folders = new Map<string, Kustomization>();

  /** True where a kustomization names the file among its resources or components. */
  uses(file: string): boolean {
    return this.users.has(file);
  }

  set(kustomization: Kustomization): void {
    this.delete(kustomization.file);
    this.files.set(kustomization.file, kustomization);
    this.folders.set(kustomization.folder, kustomization);
    for (const path of used(kustomization)) {
      const users = this.users.get(path);
      if (users) users.add(kustomization);
      else this.users.set(path, new Set([kustomization]));
    }
  }

  /** True where there was one. */
  delete(file: string): boolean {
    const kustomization = this.files.get(file);
    if (!kustomization) return false;
    this.files.delete(file);
    this.folders.delete(kustomization.folder);
    for (const path of used(kustomization)) {
      const users = this.users.get(path);
      users?.delete(kustomization);
      if (users?.size === 0) this.users.delete(path);
    }
    return true;
  }

  /**
   * True where whatever of the workspace deploys the file changes it in this way: each kustomization that uses it, or
   * each of those that use that one in turn. What is used by none is deployed as it stands.
   */
  everyUse(file: string, changes: (kustomization: Kustomization) => boolean): boolean {
    const known = new Map<string, boolean>();
    const isCovered = (path: string): boolean => {
      const before = known.get(path);
      if (before !== undefined) return before;
      // A circle, which Kustomize refuses, covers nothing.
      known.set(path, false);
      const users = this.users.get(path);
      const covered =
        users !== undefined && [...users].every((user) => this.some(user, changes) || isCovered(user.folder));
      known.set(path, covered);
      return covered;
    };
    return isCovered(file);
  }

  /**
   * The kustomizations that change the file in this way, and those that deploy it without, both in the order of their
   * files' names.
   */
  usersOf(
    file: string,
    changes: (kustomization: Kustomization) => boolean,
  ): { readonly changing: readonly Kustomization[]; readonly without: readonly Kustomization[] } {
    const changing = new Set<Kustomization>();
    const without = new Set<Kustomization>();
    const paths = new Set([file]);
    for (const path of paths)
      for (const user of this.users.get(path) ?? [])
        if (this.some(user, changes)) changing.add(user);
        else if (this.users.has(user.folder)) paths.add(user.folder);
        else without.add(user);
    return { changing: byFile(changing), without: byFile(without) };
  }

  /** The kustomization itself or a component that it takes in. */
  private some(kustomization: Kustomization, changes: (one: Kustomization) => boolean): boolean {
    const seen = new Set([kustomization]);
    for (const one of seen) {
      if (changes(one)) return true;
      for (const folder of one.components) {
        const component = this.folders.get(folder);
        if (component) seen.add(component);
      }
    }
    return false;
  }
}

function byFile(kustomizations: ReadonlySet<Kustomization>): Kustomization[] {
  return [...kustomizations].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function used({ resources, components }: Kustomization): ReadonlySet<string> {
  return new Set([...resources, ...components]);
}
