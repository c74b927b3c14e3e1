import type { OriginId, Origins } from "../origin";
import { runIndex } from "../template/output";
import type { Text } from "../value";

/** Tells of a range of a text where it came from. */
export function originsIn(text: Text, table: Origins): (start: number, end: number) => OriginId {
  return (start, end) => {
    let origin = 0;
    let last = -1;
    for (let index = runIndex(text.runs, start); index < text.runs.length; index++) {
      const run = text.runs[index];
      if (!run) break;
      if (run.origin !== last) origin = table.join(origin, run.origin);
      last = run.origin;
      if (run.end >= end) break;
    }
    return origin;
  };
}
