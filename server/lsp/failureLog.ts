import type { RuleFailure } from "../../engine/visit";
import type { Session } from "./session";

/** Says in the log which rules failed, each fault once: a keystroke would repeat it. */
export class FailureLog {
  private readonly told = new Set<string>();

  constructor(private readonly connection: Pick<Session["connection"], "console">) {}

  tell(failures: readonly RuleFailure[]): void {
    for (const { rule, error } of failures) {
      const line = `${rule === "" ? "the analysis" : `rule ${rule}`} failed: ${error}`;
      if (this.told.has(line)) continue;
      this.told.add(line);
      this.connection.console.error(line);
    }
  }
}
