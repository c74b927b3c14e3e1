import type { ComponentName } from "../../engine/kubernetes/commandWords";
import {
  type ComponentView,
  type FlagSetting,
  isUndecidedSetting,
  settingOf,
} from "../../engine/kubernetes/component";
import type { Report, RuleContext } from "../../engine/rule";

export type ComponentCheck = (view: ComponentView, context: RuleContext) => void;

/** What a rule asks of one flag of one component. */
export interface FlagRequirement {
  readonly component: ComponentName;
  readonly flag: string;
  /** What the component does where nothing sets the flag; leave it out where it then does without. */
  readonly byDefault?: string | ((minor: number) => string | undefined);
  /** Something else makes up for it. */
  isExcused?(view: ComponentView): boolean;
  /** Nothing is wrong where the flag is not set. */
  readonly optional?: boolean;
  fine(value: string, minor: number): boolean;
  /** The value that the fix gives; `remove` takes the flag away. Left out where there is no right value for everybody. */
  readonly fix?: string | typeof removeFlag | ((minor: number) => string | typeof removeFlag);
  /** The first minor version that the rule asks this of, and the first that it no longer does. */
  readonly since?: number;
  readonly until?: number;
}

export const removeFlag = Symbol("remove the flag");

/**
 * A check that reports message `set` at a risky value and `missing` where the flag is not set though its default is risky;
 * `{flag}` and `{value}` are their arguments.
 */
export function checkFlag(wanted: FlagRequirement): ComponentCheck {
  return (view, context) => {
    const minor = view.minor ?? context.minor;
    if (view.component !== wanted.component || !isAsked(wanted, minor)) return;
    const { flag } = wanted;
    const setting = settingOf(view, flag);
    if (setting) reportSetting(wanted, setting, view, minor, context);
    else if (!wanted.optional && view.decides(flag) && !wanted.isExcused?.(view)) {
      const { byDefault } = wanted;
      const value = view.implied(flag) ?? (typeof byDefault === "function" ? byDefault(minor) : byDefault);
      if (value === undefined || !wanted.fine(value, minor))
        reportMissing(view, flag, context, fixOf(wanted, view, minor));
    }
  };
}

/** A check that reports message `set` wherever the flag is set, whatever its value. */
export function checkForbiddenFlag(component: ComponentName, flag: string): ComponentCheck {
  return checkFlag({ component, flag, optional: true, fine: () => false, fix: removeFlag });
}

/** A check that reports message `missing` where one of the flags is not set, or is empty. `{flag}` names those. */
export function checkRequiredFlags(
  component: ComponentName,
  flags: readonly string[],
  isExcused: (view: ComponentView) => boolean = () => false,
): ComponentCheck {
  return (view, context) => {
    if (view.component !== component || isExcused(view)) return;
    const absent = flags.filter((flag) => {
      const setting = settingOf(view, flag);
      return setting ? setting.value === "" : view.decides(flag) && !view.implied(flag);
    });
    const [first] = absent;
    if (first === undefined) return;
    const empty = settingOf(view, first);
    context.report({
      at: empty?.field ?? view.at(first),
      place: empty?.field ?? view.place,
      message: "missing",
      args: { flag: absent.map((flag) => view.spelling(flag)).join(", ") },
      missing: true,
    });
  };
}

/** `missing`, at the place for what the component lacks. */
export function reportMissing(
  view: ComponentView,
  flag: string,
  context: RuleContext,
  fix: Pick<Report, "fix">,
): void {
  context.report({
    at: view.at(flag),
    place: view.place,
    message: "missing",
    args: { flag: view.spelling(flag) },
    missing: true,
    ...fix,
  });
}

/** A fix that gives a flag a value; nothing where the text cannot be edited part by part. */
export function setFix(view: ComponentView, flag: string, value: string): Pick<Report, "fix"> {
  const edits = view.set(flag, value);
  if (!edits) return {};
  const args = { flag: view.spelling(flag), value };
  return { fix: () => ({ title: "Set {flag} to {value}", args, safety: "review", edits }) };
}

export function removeFix(view: ComponentView, flag: string): Pick<Report, "fix"> {
  const edits = view.remove(flag);
  if (!edits) return {};
  return {
    fix: () => ({ title: "Remove {flag}", args: { flag: view.spelling(flag) }, safety: "review", edits }),
  };
}

/** As Go's `strconv.ParseBool` reads it. */
export function isTrue(value: string): boolean {
  return /^(?:1|t|T|TRUE|true|True)$/.test(value);
}

export function isFalse(value: string): boolean {
  return /^(?:0|f|F|FALSE|false|False)$/.test(value);
}

/** Whole numbers from `least` on. */
export function atLeastNumber(least: number): (value: string) => boolean {
  return (value) => /^\d+$/.test(value) && Number(value) >= least;
}

/** An address that only programs on the same node reach, with or without a port. */
export function isLoopback(address: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])(?::\d+)?$/.test(address);
}

/**
 * etcd is told to listen where only its own node or pod reaches it. Where only clients are spoken of, peers get etcd's
 * default, which is the loopback address (etcd 3.6, server/embed/config.go).
 */
export function listensLocally(
  view: ComponentView,
  flag: "listen-client-urls" | "listen-peer-urls",
): boolean {
  const setting = settingOf(view, flag) ?? settingOf(view, "listen-client-urls");
  const urls = setting?.value.split(",") ?? [];
  return (
    urls.length > 0 &&
    urls.every((url) => /^unixs?:/.test(url) || isLoopback(url.trim().replace(/^https?:\/\//, "")))
  );
}

/** Seconds of a Go duration (`1h30m`, `300s`, `0`); `undefined` for what Go does not read. */
export function seconds(duration: string): number | undefined {
  if (duration === "0") return 0;
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|\u00b5s|ns))+$/.test(duration)) return undefined;
  let sum = 0;
  for (const [, amount, unit = ""] of duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|\u00b5s|ns)/gy))
    sum += Number(amount) * (unitSeconds[unit] ?? 0);
  return sum;
}

const unitSeconds: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

function isAsked({ since = 0, until = Number.POSITIVE_INFINITY }: FlagRequirement, minor: number): boolean {
  return since <= minor && minor < until;
}

function reportSetting(
  wanted: FlagRequirement,
  setting: FlagSetting,
  view: ComponentView,
  minor: number,
  context: RuleContext,
): void {
  if (wanted.fine(setting.value, minor)) return;
  if (isUndecidedSetting(setting)) context.undecided(setting.field);
  else
    context.report({
      at: setting.field,
      message: "set",
      args: { flag: view.spelling(wanted.flag), value: setting.value },
      ...fixOf(wanted, view, minor),
    });
}

function fixOf({ flag, fix }: FlagRequirement, view: ComponentView, minor: number): Pick<Report, "fix"> {
  const value = typeof fix === "function" ? fix(minor) : fix;
  if (value === undefined) return {};
  return value === removeFlag ? removeFix(view, flag) : setFix(view, flag, value);
}
