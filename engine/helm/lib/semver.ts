/**
 * Versions as github.com/Masterminds/semver/v3 (3.5) reads them, with a leading `v` and missing parts allowed.
 * Port of its `version.go`; Copyright (C) 2014-2019 Matt Butcher and Matt Farina, MIT licence.
 */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
  /** As it was written. */
  readonly original: string;
}

/** Texts of the errors that templates can see. */
export interface VersionError {
  readonly error: string;
}

const maxVersionLength = 256;
const maxPart = (1n << 64n) - 1n;
const loose =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

export function parseVersion(text: string): Version | VersionError {
  if (text.length > maxVersionLength)
    return { error: `version string is too long (max ${maxVersionLength} bytes)` };
  const match = loose.exec(text);
  if (!match) return { error: "invalid semantic version" };
  const [, major = "", minor = "0", patch = "0", prerelease = "", metadata = ""] = match;
  for (const part of [major, minor, patch])
    if (BigInt(part) > maxPart)
      return {
        error: `error parsing version segment: strconv.ParseUint: parsing "${part}": value out of range`,
      };
  if (prerelease.split(".").some((part) => /^0\d+$/.test(part)))
    return { error: "version segment starts with 0" };
  return {
    major: BigInt(major),
    minor: BigInt(minor),
    patch: BigInt(patch),
    prerelease,
    metadata,
    original: text,
  };
}

/** `1.2.3-rc.1+build`, without a `v`. */
export function versionText(version: Version): string {
  const numbers = `${version.major}.${version.minor}.${version.patch}`;
  const prerelease = version.prerelease === "" ? "" : `-${version.prerelease}`;
  return numbers + prerelease + (version.metadata === "" ? "" : `+${version.metadata}`);
}

/** -1, 0 or 1; metadata does not count. */
export function compareVersions(left: Version, right: Version): number {
  const numbers =
    compare(left.major, right.major) || compare(left.minor, right.minor) || compare(left.patch, right.patch);
  if (numbers !== 0 || left.prerelease === right.prerelease) return numbers;
  if (left.prerelease === "") return 1;
  return right.prerelease === "" ? -1 : comparePrerelease(left.prerelease, right.prerelease);
}

function compare<T extends bigint | string>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function comparePrerelease(left: string, right: string): number {
  const a = left.split(".");
  const b = right.split(".");
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const order = comparePart(a[index] ?? "", b[index] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(left: string, right: string): number {
  if (left === right) return 0;
  if (left === "") return -1;
  if (right === "") return 1;
  const [leftNumber, rightNumber] = [isNumber(left), isNumber(right)];
  if (!leftNumber && !rightNumber) return left > right ? 1 : -1;
  if (!rightNumber) return -1;
  if (!leftNumber) return 1;
  return BigInt(left) > BigInt(right) ? 1 : -1;
}

function isNumber(part: string): boolean {
  return /^\d+$/.test(part) && BigInt(part) <= maxPart;
}
