import { base } from "./functions/paths";
import { encodeBase64 } from "./lib/base";
import { compileGlob } from "./lib/glob";
import { toYaml } from "./lib/yamlEmit";
import { Bytes, GoMap, type Method, stringList, Text, type Value } from "./value";

/** `.Files` of a chart, as helm's `pkg/engine/files.go` (v3.22): a map from names to bytes, with methods. */
export function filesOf(files: ReadonlyMap<string, string>): GoMap {
  const contentOf = (name: Value): string => files.get(plainOf(name)) ?? "";
  const methods = new Map<string, Method>([
    ["Get", { parameters: ["string"], call: ([name]) => contentOf(name) }],
    ["GetBytes", { parameters: ["string"], call: ([name]) => new Bytes(contentOf(name)) }],
    ["Glob", { parameters: ["string"], call: ([pattern]) => filesOf(matching(files, plainOf(pattern))) }],
    ["AsConfig", { parameters: [], call: () => asYaml(files, (text) => text) }],
    ["AsSecrets", { parameters: [], call: () => asYaml(files, encodeBase64) }],
    ["Lines", { parameters: ["string"], call: ([name]) => stringList(linesOf(contentOf(name))) }],
  ]);
  const entries = new Map<string, Value>();
  for (const [name, text] of files) entries.set(name, new Bytes(text));
  return new GoMap(entries, "engine.files", 0, methods);
}

function matching(files: ReadonlyMap<string, string>, pattern: string): ReadonlyMap<string, string> {
  const compiled = compileGlob(pattern);
  if (typeof compiled !== "function") return files;
  return new Map([...files].filter(([name]) => compiled(name)));
}

function asYaml(files: ReadonlyMap<string, string>, encode: (text: string) => string): string {
  const entries = new Map<string, Value>();
  for (const [name, text] of files) entries.set(base(name), encode(text));
  return toYaml(new GoMap(entries));
}

function linesOf(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

function plainOf(value: Value): string {
  return value instanceof Text ? value.text : typeof value === "string" ? value : "";
}
