import { isTrue } from "../template/arguments";
import type { Call, TemplateFunction } from "../template/function";
import type { Value } from "../value";
import { fn } from "./define";

/** sprig's choices between values (`defaults.go`, v3.3.0). What was passed over decided: it is control. */
export const defaults: Readonly<Record<string, TemplateFunction>> = {
  default: fn("aa*", ([fallback, given], call) => {
    const [own = 0, tested = 0] = call.origins;
    const isGiven = call.origins.length > 1 && !isEmpty(given);
    call.origin = isGiven ? tested : call.host.table.under(own, tested);
    return isGiven ? given : fallback;
  }),
  empty: fn("a", ([value]) => isEmpty(value)),
  coalesce: fn("a*", (values, call) => {
    let passed = 0;
    for (let index = 0; index < values.length; index++) {
      const origin = call.origins[index] ?? 0;
      if (!isEmpty(values[index])) {
        call.origin = call.host.table.under(origin, passed);
        return values[index];
      }
      passed = call.host.table.join(passed, origin);
    }
    call.origin = call.host.table.under(0, passed);
    return null;
  }),
  all: fn("a*", (values) => values.every((value) => !isEmpty(value))),
  any: fn("a*", (values) => values.some((value) => !isEmpty(value))),
  ternary: fn("aab", ([whenTrue, whenFalse, condition], call) => {
    choose(call, condition === true ? 0 : 1, 2);
    return condition === true ? whenTrue : whenFalse;
  }),
};

function choose(call: Call, chosen: number, condition: number): void {
  call.origin = call.host.table.under(call.origins[chosen] ?? 0, call.origins[condition] ?? 0);
}

/** sprig's `empty`: the zero value of its type. */
export function isEmpty(value: Value): boolean {
  return !isTrue(value);
}
