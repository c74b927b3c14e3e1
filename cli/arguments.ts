import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearestName } from "../engine/spelling";
import { Failure } from "./failure";

export type OptionTable = Readonly<Record<string, OptionKind>>;
/** `later`: part of the command line's contract, and not in this version. */
type OptionKind = "flag" | "text" | "texts" | "later";

export interface Arguments {
  /** As they were given. */
  readonly argv: readonly string[];
  readonly positionals: readonly string[];
  has(option: string): boolean;
  /** The last value given. */
  text(option: string): string | undefined;
  /** Every value given, in order. */
  texts(option: string): readonly string[];
}

/** Reads the arguments of one command. Throws a `Failure` that names what is wrong. */
export function readArguments(argv: readonly string[], table: OptionTable): Arguments {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, kind] of Object.entries(table))
    options[name] =
      kind === "flag" ? { type: "boolean", multiple: true } : { type: "string", multiple: true };
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...options, help: { type: "boolean", short: "h", multiple: true } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    const kind = Object.hasOwn(table, name) ? table[name] : name === "help" ? "flag" : undefined;
    if (kind === undefined) throw new Failure(`unknown option ${rawName}${suggestion(name, table)}`);
    if (kind === "later") throw new Failure(`${rawName} is not available in this version`);
    if (kind === "flag" && inlineValue) throw new Failure(`${rawName} takes no value`);
    if (kind !== "flag" && (value === undefined || (!inlineValue && value.startsWith("--"))))
      throw new Failure(`${rawName} needs a value`);
    values.set(name, [...(values.get(name) ?? []), value ?? ""]);
  }
  return {
    argv,
    positionals,
    has: (option) => values.has(option),
    text: (option) => values.get(option)?.at(-1),
    texts: (option) => values.get(option) ?? [],
  };
}

function suggestion(name: string, table: OptionTable): string {
  const near = nearestName(
    name,
    Object.keys(table).filter((option) => table[option] !== "later"),
  );
  return near === undefined ? "" : `; did you mean --${near}?`;
}
