import { resolvePlain } from "../../yaml/scalar";
import { isDate } from "./calendar";

export type EmitStyle = "plain" | "single" | "double" | "literal";

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const specialFloat = /^(?:\.(?:nan|NaN|NAN)|[-+]?\.(?:inf|Inf|INF))$/;
const timestamp = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(.*))?$/s;
const zone = /^(?:Z|[-+]\d{2}:\d{2})$/;
const harmless = /^[A-Za-z_/](?:[A-Za-z0-9_./-]*[A-Za-z0-9_/])?$/;
const firstIndicators = ",[]{}&*!|>'\"%@`#";
const space = 0x20;

/** The style go-yaml v2 writes a string in (encode.go, `stringv`, then emitterc.go, `select_scalar_style`). */
export function scalarStyle(text: string, simpleKey: boolean, inFlow = false): EmitStyle {
  if (harmless.test(text)) return text.length < 6 && resolvePlain(text) !== text ? "double" : "plain";
  const traits = analyze(text);
  if (text.includes("\n")) return traits.block && !simpleKey && !inFlow ? "literal" : "double";
  if (!resolvesToString(text)) return "double";
  if (simpleKey && traits.multiline) return "double";
  if (inFlow ? traits.flowPlain : traits.plain) return "plain";
  return traits.single ? "single" : "double";
}

/** True for text that, unquoted, is a string (resolve.go, `resolve`). */
export function resolvesToString(text: string): boolean {
  if (specialFloat.test(text) || isTimestamp(text)) return false;
  if (/^[-+0-9]/.test(text) && text.includes(":") && base60.test(text)) return false;
  return typeof resolvePlain(text) === "string";
}

function isTimestamp(text: string): boolean {
  const match = timestamp.exec(text);
  if (!match) return false;
  const [, year, month, day, separator, hour, minute, second, rest = ""] = match;
  if (!isDate(Number(year), Number(month), Number(day))) return false;
  if (separator === undefined) return true;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false;
  return separator === " " ? rest === "" : zone.test(rest);
}

interface Traits {
  readonly multiline: boolean;
  readonly plain: boolean;
  readonly flowPlain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

/** emitterc.go, `yaml_emitter_analyze_scalar`. */
function analyze(text: string): Traits {
  if (text === "") return { multiline: false, plain: true, flowPlain: false, single: true, block: false };
  let blockIndicator = text.startsWith("---") || text.startsWith("...");
  let flowIndicator = blockIndicator;
  let breaks = false;
  let special = false;
  let breakThenSpace = false;
  let spaceThenBreak = false;
  let afterSpace = false;
  let afterBreak = false;
  let afterWhitespace = true;
  const last = text.length - 1;
  for (let index = 0; index <= last; index++) {
    const code = text.charCodeAt(index);
    const next = text.charCodeAt(index + 1);
    const beforeWhitespace = index === last || next === space || next === 0x09;
    const character = text[index] ?? "";
    if (index === 0 && firstIndicators.includes(character)) {
      flowIndicator = true;
      blockIndicator = true;
    } else if (character === "-" && index === 0) {
      if (beforeWhitespace) {
        flowIndicator = true;
        blockIndicator = true;
      }
    } else if (character === ":" || (character === "?" && index === 0)) {
      flowIndicator = true;
      if (beforeWhitespace) blockIndicator = true;
    } else if (",?[]{}".includes(character)) flowIndicator = true;
    else if (character === "#" && afterWhitespace) {
      flowIndicator = true;
      blockIndicator = true;
    }
    if (!isPrintable(code)) special = true;
    if (code === space) {
      if (afterBreak) breakThenSpace = true;
      afterSpace = true;
      afterBreak = false;
    } else if (isBreak(code)) {
      breaks = true;
      if (afterSpace) spaceThenBreak = true;
      afterSpace = false;
      afterBreak = true;
    } else {
      afterSpace = false;
      afterBreak = false;
    }
    afterWhitespace = code === space || code === 0x09 || code === 0 || isBreak(code);
  }
  const first = text.charCodeAt(0);
  const end = text.charCodeAt(last);
  const outer = first === space || end === space || isBreak(first) || isBreak(end);
  const quoted = breakThenSpace || spaceThenBreak || special;
  const anyPlain = !outer && !quoted && !breaks;
  return {
    multiline: breaks,
    plain: anyPlain && !blockIndicator,
    flowPlain: anyPlain && !flowIndicator,
    single: !quoted,
    block: end !== space && !spaceThenBreak && !special,
  };
}

/** A UTF-16 unit. Characters beyond the basic plane are escaped, so halves of a pair are not printable. */
export function isPrintable(code: number): boolean {
  if (code < 0x7f) return code >= space || code === 0x0a;
  return (
    code >= 0xa0 && (code < 0xd800 || code > 0xdfff) && code !== 0xfeff && code !== 0xfffe && code !== 0xffff
  );
}

export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}
