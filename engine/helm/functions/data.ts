import { fromJson, JsonError, toJson } from "../lib/json";
import { fromToml, toToml } from "../lib/toml";
import { toYaml } from "../lib/yamlEmit";
import { fromYaml } from "../lib/yamlParse";
import type { OriginId } from "../origin";
import type { Call, TemplateFunction } from "../template/function";
import { Output } from "../template/output";
import { itemOrigin, slotOrigin } from "../template/slots";
import { joined } from "../template/textOperations";
import { GoList, GoMap, Text, type Value } from "../value";
import { fail, fn, str } from "./define";
import { originsIn } from "./originsIn";

/** Data formats, as helm (`pkg/engine/funcs.go`, v3.22) and sprig have them. */
export const data: Readonly<Record<string, TemplateFunction>> = {
  toYaml: fn("a", ([value], call) => tracedYaml(value, call)),
  toYamlPretty: fn("a", ([value], call) => tracedYaml(value, call)),
  fromYaml: fn("s", ([text], call) => {
    const parsed = parsedYaml(text, call);
    if ("error" in parsed) return new GoMap(new Map<string, Value>([["Error", parsed.error]]));
    if (parsed.value === null || parsed.value === undefined) return new GoMap();
    return parsed.value instanceof GoMap
      ? parsed.value
      : new GoMap(new Map<string, Value>([["Error", cannotBe(parsed.value, "map[string]interface {}")]]));
  }),
  fromYamlArray: fn("s", ([text], call) => {
    const parsed = parsedYaml(text, call);
    if ("error" in parsed) return new GoList([parsed.error]);
    if (parsed.value === null || parsed.value === undefined) return new GoList([]);
    return parsed.value instanceof GoList
      ? parsed.value
      : new GoList([cannotBe(parsed.value, "[]interface {}")]);
  }),
  toJson: fn("a", ([value]) => json(value, {}) ?? ""),
  mustToJson: fn("a", ([value]) => mustJson(value, {})),
  toPrettyJson: fn("a", ([value]) => json(value, { indent: true }) ?? ""),
  mustToPrettyJson: fn("a", ([value]) => mustJson(value, { indent: true })),
  toRawJson: fn("a", ([value]) => mustJson(value, { escapeHtml: false })),
  mustToRawJson: fn("a", ([value]) => mustJson(value, { escapeHtml: false })),
  fromJson: fn("s", ([text], call) => {
    const parsed = parsedJson(text, call);
    if ("error" in parsed) return new GoMap(new Map<string, Value>([["Error", parsed.error]]));
    if (parsed.value === null) return new GoMap();
    return parsed.value instanceof GoMap
      ? parsed.value
      : new GoMap(
          new Map<string, Value>([["Error", unmarshalError(parsed.value, "map[string]interface {}")]]),
        );
  }),
  fromJsonArray: fn("s", ([text], call) => {
    const parsed = parsedJson(text, call);
    if ("error" in parsed) return new GoList([parsed.error]);
    if (parsed.value === null) return new GoList([]);
    return parsed.value instanceof GoList
      ? parsed.value
      : new GoList([unmarshalError(parsed.value, "[]interface {}")]);
  }),
  mustFromJson: fn("s", ([text], call) => {
    const parsed = parsedJson(text, call);
    return "error" in parsed ? fail(parsed.error) : parsed.value;
  }),
  toToml: fn("a", ([value]) => toToml(value)),
  fromToml: fn("s", ([text]) => {
    const parsed = fromToml(str(text));
    return "error" in parsed ? new GoMap(new Map<string, Value>([["Error", parsed.error]])) : parsed;
  }),
};

/** YAML in which each scalar has the origin of its slot, and its key has that too. */
function tracedYaml(value: Value, call: Call): Value {
  const { table } = call.host;
  if (!call.host.trace) return toYaml(value);
  const root = call.origins[0] ?? 0;
  const output = new Output();
  const pieces: [number, OriginId][] = [];
  const text = toYaml(value, (_start, end, container, key) => {
    let origin = root;
    let slot: Value = value;
    if (container instanceof GoMap) {
      origin = slotOrigin(table, container, String(key));
      slot = container.entries.get(String(key));
    } else if (container) {
      origin = itemOrigin(table, container, Number(key));
      slot = container.items[Number(key)];
    }
    if (slot instanceof Text) origin = table.join(origin, joined(table, slot));
    pieces.push([end, origin]);
  });
  const control = table.controlOf(root);
  let last = 0;
  for (const [end, origin] of pieces) {
    output.write(text.slice(last, end), table.under(origin, control), undefined, 0, false);
    last = end;
  }
  output.write(text.slice(last), root, undefined, 0, false);
  return output.finish();
}

function parsedYaml(text: Value, call: Call): { value: Value } | { error: string } {
  call.origin = call.origins[0] ?? 0;
  const origin = call.origins[0] ?? 0;
  if (!call.host.trace) return fromYaml(str(text));
  const originOf = text instanceof Text ? originsIn(text, call.host.table) : () => origin;
  return fromYaml(str(text), { originOf });
}

function parsedJson(text: Value, call: Call): { value: Value } | { error: string } {
  try {
    return { value: fromJson(str(text), call.origins[0] ?? 0) };
  } catch (error) {
    if (error instanceof JsonError) return { error: error.message };
    throw error;
  }
}

function json(value: Value, options: Parameters<typeof toJson>[1]): string | undefined {
  try {
    return toJson(value, options);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function mustJson(value: Value, options: Parameters<typeof toJson>[1]): string {
  try {
    return toJson(value, options);
  } catch (error) {
    if (error instanceof JsonError) return fail(error.message);
    throw error;
  }
}

function cannotBe(value: Value, type: string): string {
  return `error unmarshaling JSON: while decoding JSON: ${unmarshalError(value, type)}`;
}

function unmarshalError(value: Value, type: string): string {
  const kind = jsonKind(value);
  return `json: cannot unmarshal ${kind} into Go value of type ${type}`;
}

function jsonKind(value: Value): string {
  if (value instanceof GoMap) return "object";
  if (value instanceof GoList) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "number" ? "number" : "string";
}
