import type { Arguments } from "./arguments";

/**
 * Whether a stream gets colours: what the command line says, else FORCE_COLOR, else NO_COLOR (https://no-color.org), else
 * whether it is a terminal.
 */
export function wantsColor(args: Arguments, stream: { readonly isTTY?: boolean }): boolean {
  if (args.has("no-color")) return false;
  if (args.has("color")) return true;
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  if (NO_COLOR) return false;
  return stream.isTTY === true && TERM !== "dumb";
}
