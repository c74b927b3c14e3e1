import { typeName } from "../lib/printf";
import { compareVersions, parseVersion, type Version, versionText } from "../lib/semver";
import { checkConstraint } from "../lib/semverConstraint";
import type { TemplateFunction } from "../template/function";
import { GoObject, Integer, type Method, type Value } from "../value";
import { deepEqual } from "./deepEqual";
import { fail, fn, kindOf, ofStrings, str } from "./define";

/** sprig's questions about types and versions (`reflect.go`, `semver.go`, v3.3.0). */
export const reflection: Readonly<Record<string, TemplateFunction>> = {
  typeOf: fn("a", ([value]) => typeName(value)),
  typeIs: fn("sa", ([type, value]) => str(type) === typeName(value)),
  typeIsLike: fn(
    "sa",
    ([type, value]) => str(type) === typeName(value) || `*${str(type)}` === typeName(value),
  ),
  kindOf: fn("a", ([value]) => kindOf(value)),
  kindIs: fn("sa", ([kind, value]) => str(kind) === kindOf(value)),
  deepEqual: fn("aa", ([left, right]) => deepEqual(left, right)),
  semver: ofStrings(1, (text) => {
    const version = parseVersion(text);
    return "error" in version ? fail(version.error) : versionObject(version);
  }),
  semverCompare: ofStrings(2, (constraint, version) => {
    const result = checkConstraint(constraint, version);
    return typeof result === "boolean" ? result : fail(result.error);
  }),
};

const versions = new WeakMap<GoObject, Version>();

function versionObject(version: Version): GoObject {
  const give = (value: () => Value): Method => ({ parameters: [], call: value });
  const unsigned = (value: bigint): Integer => new Integer(value, "uint64");
  const compare = (decide: (order: number) => Value): Method => ({
    parameters: ["interface {}"],
    call: ([other]) => {
      const right = other instanceof GoObject ? versions.get(other) : undefined;
      return right
        ? decide(compareVersions(version, right))
        : fail("runtime error: invalid memory address or nil pointer dereference");
    },
  });
  const object = new GoObject(
    "*semver.Version",
    new Map(),
    new Map<string, Method>([
      ["Major", give(() => unsigned(version.major))],
      ["Minor", give(() => unsigned(version.minor))],
      ["Patch", give(() => unsigned(version.patch))],
      ["Prerelease", give(() => version.prerelease)],
      ["Metadata", give(() => version.metadata)],
      ["Original", give(() => version.original)],
      ["String", give(() => versionText(version))],
      ["IncPatch", give(() => versionObject(increased(version, "patch")))],
      ["IncMinor", give(() => versionObject(increased(version, "minor")))],
      ["IncMajor", give(() => versionObject(increased(version, "major")))],
      ["Compare", compare((order) => new Integer(BigInt(Math.sign(order)), "int"))],
      ["Equal", compare((order) => order === 0)],
      ["LessThan", compare((order) => order < 0)],
      ["LessThanEqual", compare((order) => order <= 0)],
      ["GreaterThan", compare((order) => order > 0)],
      ["GreaterThanEqual", compare((order) => order >= 0)],
    ]),
    () => versionText(version),
  );
  versions.set(object, version);
  return object;
}

function increased(version: Version, part: "major" | "minor" | "patch"): Version {
  const { major, minor, patch, prerelease } = version;
  const next = {
    major: part === "major" ? major + 1n : major,
    minor: part === "major" ? 0n : part === "minor" ? minor + 1n : minor,
    patch: part !== "patch" ? 0n : prerelease === "" ? patch + 1n : patch,
  };
  const text = `${version.original.startsWith("v") ? "v" : ""}${next.major}.${next.minor}.${next.patch}`;
  return { ...next, prerelease: "", metadata: "", original: text };
}
