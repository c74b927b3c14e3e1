import type { LinterConfig } from "../../engine/config";
import { createLinter, type Linter } from "../../engine/linter";
import type { Rule } from "../../engine/rule";
import { peerChecks } from "../../rules/peers";
import { checkFile, guarded } from "../../workspace/checkFile";
import { rulesById } from "../lsp/shownFile";
import { answerOf, type FileAnswer } from "./fileAnswer";
import type { TextThreadStart, TextToLookAt } from "./textThreads";
import { UsedExceptions } from "./usedExceptions";

/** Looks at texts and knows nothing but what comes with them. */
export class TextLooker {
  private readonly linters = new Map<string, Linter>();
  private readonly byId: ReadonlyMap<string, Rule>;

  constructor(
    private readonly rules: readonly Rule[],
    private readonly begun: TextThreadStart,
  ) {
    this.byId = rulesById(rules);
  }

  async look({ path, uri, text, config, settings, facts, wanted }: TextToLookAt): Promise<FileAnswer> {
    const linter = this.linterFor(config);
    const used = new UsedExceptions(facts.exceptions);
    const result = guarded(() => checkFile(text, linter, { ...facts, onException: used.note }));
    const { partial = false } = facts;
    const scanned = { path, text, result, partial, sources: facts, unreadable: false };
    const shownWith = { ...this.begun, settings, rules: this.byId };
    return answerOf(scanned, uri, used.places, { shownWith, wanted });
  }

  private linterFor(config: LinterConfig): Linter {
    const key = JSON.stringify(config);
    const linter = this.linters.get(key) ?? createLinter({ rules: this.rules, peers: peerChecks, config });
    this.linters.set(key, linter);
    return linter;
  }
}
