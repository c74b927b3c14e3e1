import type { LinterConfig } from "../engine/config";
import type { Severity } from "../engine/finding";
import type { UserKind } from "../engine/kubernetes/userKinds";
import { newestMinor, parseMinor } from "../engine/kubernetes/version";
import { isProfileChoice, type ProfileChoice } from "../engine/profile";
import type { Rule, RuleOptions } from "../engine/rule";
import { YamlDocument } from "../engine/yaml/document";
import { ProblemList } from "./configuration/problems";
import { type RuleSettings, readRuleSettings } from "./configuration/ruleSettings";

export type EditorSeverity = "error" | "warning" | "information" | "hint";

/** The settings of one workspace folder, as the editor gives them or by default. A value. */
export interface Settings {
  readonly enable: boolean;
  readonly run: "onType" | "onSave";
  readonly profile: ProfileChoice;
  /** Rule id -> off, or the severity it gets. */
  readonly rules: Readonly<Record<string, "off" | Severity>>;
  /** Rule id -> what the user tells it. */
  readonly options: Readonly<Record<string, RuleOptions>>;
  /** Kinds that run pods, besides those that are known. Configuration files alone name them. */
  readonly kinds: readonly UserKind[];
  /** How each severity is shown in the editor. */
  readonly severities: Readonly<Record<Severity, EditorSeverity>>;
  /** Glob patterns of files that are not looked at, relative to the workspace folder. */
  readonly exclude: readonly string[];
  /** Minor version: 37 for 1.37. */
  readonly minor: number;
  /** Patterns of the values files that a chart is rendered with, relative to the chart; none for those named as usual. */
  readonly helm: { readonly valuesFiles: readonly string[] };
  /** One diagnostic for all that a container lacks. */
  readonly groupMissing: boolean;
  readonly codeLens: { readonly enable: boolean };
  /** Fixes that need review are shown as differences, and made once somebody agrees. */
  readonly confirmReview: boolean;
  /** The most problems that are shown in one file. */
  readonly maxProblems: number;
}

export const defaultSettings: Settings = {
  enable: true,
  run: "onType",
  profile: "recommended",
  rules: {},
  options: {},
  kinds: [],
  severities: { critical: "warning", high: "warning", medium: "information", low: "hint", info: "hint" },
  exclude: [],
  minor: newestMinor,
  helm: { valuesFiles: [] },
  groupMissing: true,
  codeLens: { enable: true },
  confirmReview: true,
  maxProblems: 1000,
};

/**
 * Reads settings as an editor sends them (the object under `kubehint`): whatever is missing or of the wrong type keeps
 * its default and is named in `problems`, so that nothing is switched off in silence.
 * @param rules all there are, so that ids and options can be told from mistakes.
 */
export function readSettings(
  raw: unknown,
  rules: readonly Rule[],
): { settings: Settings; problems: string[] } {
  const problems: string[] = [];
  const given = isRecord(raw) ? raw : {};
  const settings: Settings = {
    enable: pick(given, "enable", isBoolean, defaultSettings.enable, problems),
    run: pick(given, "run", isOneOf(["onType", "onSave"] as const), defaultSettings.run, problems),
    profile: pick(given, "profile", isProfile, defaultSettings.profile, problems),
    ...readRules(given.rules, rules, problems),
    kinds: defaultSettings.kinds,
    severities: {
      ...defaultSettings.severities,
      ...readMap(given, "severities", isEditorSeverity, problems),
    },
    exclude: pick(given, "exclude", isTexts, defaultSettings.exclude, problems),
    minor: readMinor(given.kubernetesVersion, problems),
    helm: {
      valuesFiles: pick(
        isRecord(given.helm) ? given.helm : {},
        "valuesFiles",
        isTexts,
        defaultSettings.helm.valuesFiles,
        problems,
      ),
    },
    groupMissing: pick(given, "groupMissing", isBoolean, defaultSettings.groupMissing, problems),
    codeLens: {
      enable: pick(
        isRecord(given.codeLens) ? given.codeLens : {},
        "enable",
        isBoolean,
        defaultSettings.codeLens.enable,
        problems,
      ),
    },
    confirmReview: pick(given, "confirmReview", isBoolean, defaultSettings.confirmReview, problems),
    maxProblems: pick(given, "maxProblems", isCount, defaultSettings.maxProblems, problems),
  };
  return { settings, problems };
}

/** What a linter needs of the settings. */
export function linterConfig(settings: Settings): LinterConfig {
  const { profile, rules, options, minor, kinds } = settings;
  return { profile, rules, options, minor, kinds };
}

/** Reads the rules as a configuration file has them: JSON is YAML. */
function readRules(given: unknown, known: readonly Rule[], problems: string[]): RuleSettings {
  const list = new ProblemList();
  const { root } = new YamlDocument(JSON.stringify({ rules: given ?? {} }));
  const settings = readRuleSettings(root.at("rules"), known, list);
  for (const { path, message } of list.all) problems.push(`${path}: ${message}`);
  return settings;
}

function readMinor(given: unknown, problems: string[]): number {
  if (given === undefined || given === null || given === "" || given === "latest") return newestMinor;
  const minor = typeof given === "string" ? parseMinor(given) : undefined;
  if (minor === undefined) problems.push(`kubernetesVersion: not a version from 1.0 to 1.${newestMinor}`);
  return minor ?? newestMinor;
}

function pick<T>(
  given: Record<string, unknown>,
  key: string,
  is: (value: unknown) => value is T,
  fallback: T,
  problems: string[],
): T {
  const value = Object.hasOwn(given, key) ? given[key] : undefined;
  if (value === undefined || value === null) return fallback;
  if (is(value)) return value;
  problems.push(`${key}: unexpected value`);
  return fallback;
}

function readMap<T extends string>(
  given: Record<string, unknown>,
  key: string,
  is: (value: unknown) => value is T,
  problems: string[],
): Record<string, T> {
  const map = pick(given, key, isRecord, {}, problems);
  const result: Record<string, T> = Object.create(null);
  for (const [name, value] of Object.entries(map))
    if (is(value)) result[name] = value;
    else problems.push(`${key}.${name}: unexpected value`);
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isProfile(value: unknown): value is ProfileChoice {
  return typeof value === "string" && isProfileChoice(value);
}

function isOneOf<const T extends readonly string[]>(choices: T): (value: unknown) => value is T[number] {
  return (value): value is T[number] => typeof value === "string" && choices.includes(value);
}

const isEditorSeverity = isOneOf(["error", "warning", "information", "hint"] as const);
