import type { PathEdit } from "./yaml/pathEdit";

/** What the passes before did at a place. */
interface Past {
  readonly values: Set<string>;
  removed: boolean;
  set: boolean;
}

/**
 * What fixes did to one document, so that no later pass takes it back: of two rules that want the opposite, the one that
 * spoke first is followed.
 */
export class FixHistory {
  private places = new Map<string, Past>();

  /** True where one of the changes would bring back what an earlier pass did away with. */
  takesBack(changes: readonly PathEdit[]): boolean {
    if (this.places.size === 0) return false;
    return changes.some((change) => {
      const past = this.places.get(change.at.pointer);
      if (!past) return false;
      if (change.op === "remove") return past.set;
      return change.op === "set" && (past.removed || past.values.has(JSON.stringify(change.value)));
    });
  }

  note(changes: readonly PathEdit[]): void {
    const gone = new Map<string, number[]>();
    for (const change of changes) {
      const { at } = change;
      if (change.op !== "set" && change.op !== "remove") continue;
      if (change.op === "remove" && typeof at.key === "number") {
        const parent = at.parent?.pointer ?? "";
        gone.set(parent, [...(gone.get(parent) ?? []), at.key]);
        continue;
      }
      const past = this.places.get(at.pointer) ?? { values: new Set(), removed: false, set: false };
      this.places.set(at.pointer, past);
      const text = at.content?.kind === "scalar" ? at.document.scalarValue(at.content) : undefined;
      if (text !== undefined && typeof text !== "bigint") past.values.add(JSON.stringify(text));
      if (change.op === "set") {
        past.set = true;
        past.values.add(JSON.stringify(change.value));
      } else past.removed = true;
    }
    if (gone.size > 0) this.moveUp(gone);
  }

  /** Items behind one that is gone have another index now. */
  private moveUp(gone: ReadonlyMap<string, readonly number[]>): void {
    const moved = new Map<string, Past>();
    for (const [pointer, past] of this.places) {
      const steps = pointer.split("/");
      let parent = "";
      let stays = true;
      for (let i = 1; i < steps.length; i++) {
        const step = steps[i] ?? "";
        const indexes = gone.get(parent);
        parent += `/${step}`;
        if (!indexes) continue;
        if (indexes.includes(Number(step))) stays = false;
        else steps[i] = String(Number(step) - indexes.filter((index) => index < Number(step)).length);
      }
      if (stays) moved.set(steps.join("/"), past);
    }
    this.places = moved;
  }
}
