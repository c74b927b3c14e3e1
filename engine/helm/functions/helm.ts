import { FunctionError } from "../template/errors";
import type { TemplateFunction } from "../template/function";
import { joined } from "../template/textOperations";
import { GoMap, Text, type Value } from "../value";
import { fn, str, traced } from "./define";

/** helm's own functions (`pkg/engine/engine.go`, v3.22). No cluster and no name server is asked. */
export const helm: Readonly<Record<string, TemplateFunction>> = {
  include: fn("sa", ([name, dot], call) => {
    const text = call.host.include(str(name), dot, call.origins[1] ?? 0);
    call.origin = text instanceof Text ? joined(call.host.table, text) : 0;
    return text;
  }),
  tpl: fn("sa", ([template, dot], call) => {
    const text = call.host.tpl(traced(template), call.origins[0] ?? 0, dot, call.origins[1] ?? 0);
    call.origin = call.host.table.join(
      call.origins[0] ?? 0,
      text instanceof Text ? joined(call.host.table, text) : 0,
    );
    return text;
  }),
  required: fn("sa", ([message, value], call) => {
    call.origin = call.origins[1] ?? 0;
    if (!isMissing(value)) return value;
    if (call.host.lint) return "";
    throw warning(str(message));
  }),
  fail: fn("s", ([message], call) => {
    if (call.host.lint) return "";
    throw warning(str(message));
  }),
  lookup: fn("ssss", () => new GoMap()),
  getHostByName: fn("s", () => ""),
};

function isMissing(value: Value): boolean {
  return (
    value === null || value === undefined || value === "" || (value instanceof Text && value.text === "")
  );
}

function warning(message: string): FunctionError {
  return new FunctionError(`HELM_ERR_START${message}HELM_ERR_END`, message);
}
