import { deepStrictEqual, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { bytesOf } from "../../../engine/helm/bytes";
import { decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from "../../../engine/helm/lib/base";
import { formatTime, parseTime } from "../../../engine/helm/lib/dates";
import { durationRounded, durationText, parseDuration } from "../../../engine/helm/lib/durations";
import { type FloatVerb, formatFloat } from "../../../engine/helm/lib/floatFormat";
import { compileGlob } from "../../../engine/helm/lib/glob";
import { adler32, sha1, sha256, sha512 } from "../../../engine/helm/lib/hash";
import { fromJson, JsonError, toJson } from "../../../engine/helm/lib/json";
import { sprint, sprintf, sprintln } from "../../../engine/helm/lib/printf";
import { quoteAscii, quoteGo } from "../../../engine/helm/lib/quote";
import { parseVersion, versionText } from "../../../engine/helm/lib/semver";
import { checkConstraint } from "../../../engine/helm/lib/semverConstraint";
import { fromToml, toToml } from "../../../engine/helm/lib/toml";
import { joinUrl, parseUrl, pathEscape, queryEscape, type UrlParts } from "../../../engine/helm/lib/url";
import { camelcase, kebabcase, snakecase } from "../../../engine/helm/lib/wordCase";
import {
  abbrev,
  abbrevboth,
  initials,
  lower,
  nospace,
  swapcase,
  title,
  untitle,
  upper,
  wrap,
  wrapWith,
} from "../../../engine/helm/lib/words";
import { toYaml } from "../../../engine/helm/lib/yamlEmit";
import { fromYaml, kindProblem } from "../../../engine/helm/lib/yamlParse";
import { GoList, GoMap, GoTime, Integer, type Value } from "../../../engine/helm/value";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** [function, arguments, what Go makes of them]; see oracle/. */
type Golden = [string, Json[], Json];

const golden = readFileSync(new URL("lib.golden.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line): Golden => JSON.parse(line));

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const number = (value: Json | undefined): number => (typeof value === "number" ? value : 0);

function goValue(json: Json | undefined): Value {
  if (Array.isArray(json)) return new GoList(json.map(goValue));
  if (json !== null && typeof json === "object")
    return new GoMap(new Map(Object.entries(json).map(([key, value]) => [key, goValue(value)])));
  return json;
}

function refused(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof JsonError) return error.message;
    throw error;
  }
}

function decoded(result: { text: string } | { badAt: number }, name: string): string {
  return "text" in result ? result.text : `illegal ${name} data at input byte ${result.badAt}`;
}

function readYaml(source: string, wanted: "map[string]interface {}" | "[]interface {}"): unknown {
  const read = fromYaml(source);
  if ("error" in read) return read.error;
  const empty = wanted === "[]interface {}" ? [] : {};
  return kindProblem(read.value, wanted) ?? JSON.parse(toJson(read.value)) ?? empty;
}

const nanoseconds = (argument: Json | undefined): bigint => parseDuration(text(argument)) ?? 0n;

const functions: Record<string, (a: Json[]) => unknown> = {
  formatFloat: ([value, verb, precision]) =>
    formatFloat(
      number(value),
      text(verb) as FloatVerb,
      number(precision) < 0 ? undefined : number(precision),
    ),
  sprintf: ([format, ...values]) => sprintf(text(format), values.map(goValue)),
  sprintfInt: ([format, value]) => sprintf(text(format), [new Integer(BigInt(text(value)), "int")]),
  sprint: (values) => sprint(values.map(goValue)),
  sprintln: (values) => sprintln(values.map(goValue)),
  title: ([a]) => title(text(a)),
  untitle: ([a]) => untitle(text(a)),
  camelcase: ([a]) => camelcase(text(a)),
  snakecase: ([a]) => snakecase(text(a)),
  kebabcase: ([a]) => kebabcase(text(a)),
  initials: ([a]) => initials(text(a)),
  swapcase: ([a]) => swapcase(text(a)),
  nospace: ([a]) => nospace(text(a)),
  upper: ([a]) => upper(text(a)),
  lower: ([a]) => lower(text(a)),
  sha1sum: ([a]) => sha1(bytesOf(text(a))),
  sha256sum: ([a]) => sha256(bytesOf(text(a))),
  sha512sum: ([a]) => sha512(bytesOf(text(a))),
  adler32sum: ([a]) => String(adler32(bytesOf(text(a)))),
  b64enc: ([a]) => encodeBase64(text(a)),
  b32enc: ([a]) => encodeBase32(text(a)),
  b64dec: ([a]) => decoded(decodeBase64(text(a)), "base64"),
  b32dec: ([a]) => decoded(decodeBase32(text(a)), "base32"),
  b64decError: ([a]) => decoded(decodeBase64(text(a)), "base64"),
  b32decError: ([a]) => decoded(decodeBase32(text(a)), "base32"),
  wrap: ([width, a]) => wrap(number(width), text(a)),
  wrapWith: ([width, line, a]) => wrapWith(number(width), text(line), text(a)),
  abbrev: ([width, a]) => abbrev(number(width), text(a)),
  abbrevboth: ([left, right, a]) => abbrevboth(number(left), number(right), text(a)),
  quoteGo: ([a]) => quoteGo(text(a)),
  quoteAscii: ([a]) => quoteAscii(text(a)),
  semverCompare: ([constraint, version]) => checkConstraint(text(constraint), text(version)),
  semver: ([a]) => {
    const version = parseVersion(text(a));
    return "error" in version ? version : versionText(version);
  },
  glob: ([pattern, path]) => {
    const matches = compileGlob(text(pattern));
    return typeof matches === "function" ? matches(text(path)) : "error";
  },
  formatTime: ([seconds, nanos, layout]) =>
    formatTime(new GoTime(number(seconds), number(nanos)), text(layout)),
  parseTime: ([layout, a]) => {
    const time = parseTime(text(layout), text(a));
    return time
      ? formatTime(new GoTime(time.seconds, time.nanoseconds), "2006-01-02T15:04:05.999999999Z07:00")
      : null;
  },
  duration: ([a]) => {
    const duration = parseDuration(text(a));
    return duration === undefined ? null : durationText(duration);
  },
  durationRound: ([a]) => durationRounded(nanoseconds(a)),
  toYaml: ([value]) => toYaml(goValue(value)),
  toJson: ([value]) => toJson(goValue(value)),
  toPrettyJson: ([value]) => toJson(goValue(value), { indent: true }),
  fromJson: ([a]) => JSON.parse(toJson(fromJson(text(a)))),
  fromJsonError: ([a]) => refused(() => fromJson(text(a))),
  fromYaml: ([a]) => readYaml(text(a), "map[string]interface {}"),
  fromYamlArray: ([a]) => readYaml(text(a), "[]interface {}"),
  fromYamlError: ([a]) => readYaml(text(a), "map[string]interface {}"),
  fromYamlArrayError: ([a]) => readYaml(text(a), "[]interface {}"),
  toToml: ([value]) => toToml(goValue(value)),
  fromToml: ([a]) => {
    const read = fromToml(text(a));
    return read instanceof GoMap ? JSON.parse(toJson(read)) : "error";
  },
  urlParse: ([a]) => parseUrl(text(a)),
  urlError: ([a]) => {
    const parsed = parseUrl(text(a));
    return "error" in parsed ? parsed.error : parsed;
  },
  urlJoin: ([parts]) => joinUrl(parts as unknown as UrlParts),
  queryEscape: ([a]) => queryEscape(text(a)),
  pathEscape: ([a]) => pathEscape(text(a)),
};

describe("helm's functions on text, as Go has them", () => {
  const names = new Set(golden.map(([name]) => name));
  for (const name of names) {
    const call = functions[name];
    if (!call) continue;
    it(name, () => {
      for (const [, values, expected] of golden.filter(([other]) => other === name)) {
        const actual = call(values);
        const label = `${name} ${JSON.stringify(values)}`;
        // What the oracle prints is JSON, which has no bytes.
        if (typeof actual === "string")
          strictEqual(actual.replace(/[\udc80-\udcff]/gu, "\ufffd"), expected, label);
        else deepStrictEqual(actual, expected, label);
      }
    });
  }
});
