import type { OriginId, Origins } from "../origin";
import type { ParameterType, Text, Value } from "../value";

/** A function that templates can call. */
export interface TemplateFunction {
  readonly parameters: readonly ParameterType[];
  /** The last parameter takes any number of arguments. */
  readonly variadic: boolean;
  /** It goes through all that lies in its arguments, however deep. */
  readonly walks?: boolean;
  readonly run: (values: readonly Value[], call: Call) => Value;
}

/** One call of a function. Arguments have been checked against the parameters. */
export interface Call {
  /** Where each argument came from. */
  readonly origins: readonly OriginId[];
  /** Where the result came from: -1 stands for all arguments, and is what a function starts with. */
  origin: OriginId;
  readonly host: Host;
}

/** What functions can ask of the execution they are called in. */
export interface Host {
  readonly table: Origins;
  readonly lint: boolean;
  /** Whether texts remember where they came from. */
  readonly trace: boolean;
  /** Why the call happens: what it changes depends on it. */
  readonly control: OriginId;
  /** Executes a named template. */
  include(name: string, data: Value, dataOrigin: OriginId): Value;
  /** Executes a template given as text. */
  tpl(template: string | Text, templateOrigin: OriginId, data: Value, dataOrigin: OriginId): Value;
  /** Counts work that a function is about to do, in characters or items; ends the execution when it is too much. */
  charge(amount: number): void;
}

export type FunctionTable = ReadonlyMap<string, TemplateFunction>;
