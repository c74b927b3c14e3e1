import type { LinterConfig } from "../../engine/config";
import { createLinter, type Linter } from "../../engine/linter";
import type { ProfileName } from "../../engine/profile";
import type { Rule } from "../../engine/rule";
import { peerChecks } from "../../rules/peers";
import { linterConfig, type Settings } from "../../workspace/settings";

/** One linter for each configuration in use. */
export class Linters {
  private readonly known = new Map<string, Linter>();

  constructor(readonly rules: readonly Rule[]) {}

  of(settings: Settings): Linter {
    return this.with(linterConfig(settings));
  }

  /** Knows the Pod Security Standards and nothing of what the user turned off: a level is a fact, not a preference. */
  ofLevel(level: ProfileName & ("pss-baseline" | "pss-restricted"), settings: Settings): Linter {
    return this.with({ ...linterConfig(settings), profile: level, rules: {} });
  }

  /** Brings to a level: knows also what is written where it has no effect, to be put right and not to be added again. */
  toLevel(level: ProfileName & ("pss-baseline" | "pss-restricted"), settings: Settings): Linter {
    const rules = { "misspelled-security-field": "high", "misplaced-security-field": "high" } as const;
    return this.with({ ...linterConfig(settings), profile: level, rules });
  }

  /**
   * For a scan, which sees no text twice: one linter for each configuration.
   * @param objectsOnly reads objects and judges nothing, for those who only want to know what there is.
   */
  forScan(objectsOnly = false): (settings: Settings) => Linter {
    const known = new Map<string, Linter>();
    const rules = objectsOnly ? [] : this.rules;
    return (settings) => {
      const config = linterConfig(settings);
      const key = JSON.stringify(config);
      const linter = known.get(key) ?? createLinter({ rules, peers: peerChecks, config });
      known.set(key, linter);
      return linter;
    };
  }

  /** Settings changed: most linters will not be asked for again. */
  forget(): void {
    this.known.clear();
  }

  private with(config: LinterConfig): Linter {
    const key = JSON.stringify(config);
    const known = this.known.get(key);
    if (known) return known;
    const linter = createLinter({ rules: this.rules, peers: peerChecks, config });
    this.known.set(key, linter);
    return linter;
  }
}
