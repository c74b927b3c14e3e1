import { isEmptyTree, type Tree } from "./parser";

/** The named templates of a chart. A set on top of another sees that one's templates and hides them with its own. */
export class TemplateSet {
  private readonly trees = new Map<string, Tree>();

  constructor(private readonly below?: TemplateSet) {}

  get(name: string): Tree | undefined {
    return this.trees.get(name) ?? this.below?.get(name);
  }

  /** Adds what one file defines. What is there already is replaced, though not by an empty definition. */
  add(trees: ReadonlyMap<string, Tree>): void {
    for (const [name, tree] of trees)
      if (!this.get(name) || !isEmptyTree(tree.root)) this.trees.set(name, tree);
  }
}
