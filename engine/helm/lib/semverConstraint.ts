import { quoteGo } from "./quote";
import { compareVersions, parseVersion, type Version, type VersionError } from "./semver";

/**
 * Constraints on versions: `>=1.2, <2 || ^3`. Port of `constraints.go` of github.com/Masterminds/semver/v3 (3.5);
 * Copyright (C) 2014-2019 Matt Butcher and Matt Farina, MIT licence.
 */
interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** A part of it is left out or `x`; which, say the other two. */
  readonly dirty: boolean;
  readonly minorDirty: boolean;
  readonly patchDirty: boolean;
}

const maxLength = 512;
const maxGroups = 32;
const versionForm =
  "v?([0-9|xX*]+)(\\.[0-9|xX*]+)?(\\.[0-9|xX*]+)?(-(?:[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(\\+(?:[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?";
const single = new RegExp(`\\s*(=>|=<|>=|<=|!=|~>|=|>|<|~|\\^|)\\s*(${versionForm})\\s*`, "y");
const range = new RegExp(`\\s*(${versionForm})\\s+-\\s+(${versionForm})\\s*`, "g");

/** What `semverCompare` answers: a version against a constraint, or why one of them is none. */
export function checkConstraint(constraint: string, version: string): boolean | VersionError {
  const groups = parseConstraint(constraint);
  if ("error" in groups) return groups;
  const parsed = parseVersion(version);
  return "error" in parsed ? parsed : satisfies(parsed, groups);
}

export type ConstraintGroups = readonly (readonly Constraint[])[];

/** One of the groups holds in whole. A prerelease is allowed only where the group names one. */
export function satisfies(version: Version, groups: ConstraintGroups): boolean {
  return groups.some((group) => {
    const prereleases = group.some((constraint) => constraint.version.prerelease !== "");
    if (version.prerelease !== "" && !prereleases) return false;
    return group.every((constraint) => holds(version, constraint));
  });
}

export function parseConstraint(text: string): ConstraintGroups | VersionError {
  if (text.length > maxLength) return { error: `constraint string is too long (max ${maxLength} bytes)` };
  const rewritten = text.replace(
    range,
    (_, from: string, ...rest: string[]) => `>= ${from}, <= ${rest[5] ?? ""} `,
  );
  const parts = rewritten.split("||");
  if (parts.length > maxGroups) return { error: `too many constraint groups (max ${maxGroups})` };
  const groups: Constraint[][] = [];
  for (const part of parts) {
    const group = parseGroup(part);
    if ("error" in group) return group;
    groups.push(group);
  }
  return groups;
}

function parseGroup(text: string): Constraint[] | VersionError {
  const improper = { error: `improper constraint: ${quoteGo(text)}` };
  const group: Constraint[] = [];
  for (let at = 0; at < text.length || group.length === 0; ) {
    if (group.length > 0) {
      const separated = text[at] === "," || /\s/.test(text[at - 1] ?? "");
      if (!separated) return improper;
      if (text[at] === ",") at++;
    }
    single.lastIndex = at;
    const match = single.exec(text);
    if (!match) return improper;
    at += match[0].length;
    const constraint = parseSingle(match);
    if (!constraint) return { error: "constraint parser error" };
    group.push(constraint);
  }
  return group;
}

function parseSingle(match: RegExpExecArray): Constraint | undefined {
  const [, operator = "", whole = "", major = "", minor = "", patch = "", prerelease = ""] = match;
  let text = whole;
  let dirty = false;
  let minorDirty = false;
  let patchDirty = false;
  if (isAny(major)) {
    text = `0.0.0${prerelease}`;
    dirty = true;
  } else if (isAny(minor.slice(1)) || minor === "") {
    text = `${major}.0.0${prerelease}`;
    dirty = true;
    minorDirty = true;
  } else if (isAny(patch.slice(1)) || patch === "") {
    text = `${major}${minor}.0${prerelease}`;
    dirty = true;
    patchDirty = true;
  }
  const version = parseVersion(text);
  return "error" in version ? undefined : { operator, version, dirty, minorDirty, patchDirty };
}

function isAny(part: string): boolean {
  return part === "x" || part === "X" || part === "*";
}

function holds(version: Version, constraint: Constraint): boolean {
  const order = compareVersions(version, constraint.version);
  switch (constraint.operator) {
    case "":
    case "=":
      return constraint.dirty ? tilde(version, constraint, order) : order === 0;
    case "!=":
      return constraint.dirty ? differs(version, constraint) : order !== 0;
    case ">":
      return greater(version, constraint, order);
    case "<":
      return order < 0;
    case ">=":
    case "=>":
      return order >= 0;
    case "<=":
    case "=<":
      return constraint.dirty ? atMost(version, constraint) : order <= 0;
    case "~":
    case "~>":
      return tilde(version, constraint, order);
    default:
      return caret(version, constraint, order);
  }
}

function differs(version: Version, { version: other, minorDirty, patchDirty }: Constraint): boolean {
  if (other.major !== version.major) return true;
  if (other.minor !== version.minor && !minorDirty) return true;
  if (minorDirty) return false;
  if (other.patch !== version.patch && !patchDirty) return true;
  if (!patchDirty) return compareVersions(version, other) !== 0;
  if (version.prerelease === "" && other.prerelease === "") return false;
  return version.prerelease !== other.prerelease;
}

function greater(version: Version, constraint: Constraint, order: number): boolean {
  const { version: other, dirty, minorDirty, patchDirty } = constraint;
  if (!dirty) return order > 0;
  if (version.major !== other.major) return version.major > other.major;
  if (minorDirty) return false;
  return patchDirty ? version.minor > other.minor : order > 0;
}

function atMost(version: Version, { version: other, minorDirty }: Constraint): boolean {
  if (version.major > other.major) return false;
  return !(version.major === other.major && version.minor > other.minor && !minorDirty);
}

function tilde(version: Version, constraint: Constraint, order: number): boolean {
  const { version: other, minorDirty, patchDirty } = constraint;
  if (order < 0) return false;
  const zero = other.major === 0n && other.minor === 0n && other.patch === 0n;
  if (zero && !minorDirty && !patchDirty) return true;
  return version.major === other.major && (version.minor === other.minor || minorDirty);
}

function caret(version: Version, constraint: Constraint, order: number): boolean {
  const { version: other, minorDirty, patchDirty } = constraint;
  if (order < 0) return false;
  if (other.major > 0n || minorDirty) return version.major === other.major;
  if (version.major > 0n) return false;
  if (other.minor > 0n || patchDirty) return version.minor === other.minor;
  return version.minor === 0n && version.patch === other.patch;
}
