import type { Severity } from "./finding";
import type { UserKind } from "./kubernetes/userKinds";
import { newestMinor } from "./kubernetes/version";
import type { ProfileChoice } from "./profile";
import type { RuleOptions } from "./rule";

/** What a linter is made for. A value: another configuration is another linter. */
export interface LinterConfig {
  readonly profile: ProfileChoice;
  /** Rule id -> off, or the severity it gets; a severity turns a rule on whatever the profile. */
  readonly rules: Readonly<Record<string, "off" | Severity>>;
  /** Rule id -> what the user told it. */
  readonly options: Readonly<Record<string, RuleOptions>>;
  /** The minor version of Kubernetes the manifests are for: 37 for 1.37. */
  readonly minor: number;
  /** Kinds that run pods, besides those that are known. */
  readonly kinds: readonly UserKind[];
}

export const defaultConfig: LinterConfig = {
  profile: "recommended",
  rules: {},
  options: {},
  minor: newestMinor,
  kinds: [],
};
