import { type Format, formats } from "../report/printers/formats";
import { Failure } from "./failure";

/** Throws a `Failure` for a name that is none. */
export function formatFor(name: string): Format {
  const format = formats.find((known) => known === name);
  if (format) return format;
  throw new Failure(`unknown format "${name}": one of ${formats.join(", ")}`);
}
