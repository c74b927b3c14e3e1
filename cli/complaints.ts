import { shown } from "./printers/text";
import type { Report } from "./report";

/** Says on the error stream what could not be read and which rules failed; false where there is nothing to say. */
export function complainAbout({ unreadable, failures }: Pick<Report, "unreadable" | "failures">): boolean {
  for (const { file, reason } of unreadable)
    process.stderr.write(`kubehint: cannot read ${shown(file)}: ${shown(reason)}\n`);
  for (const { file, reason } of failures)
    process.stderr.write(`kubehint: a fault of Kubehint in ${shown(file)}: ${shown(reason)}\n`);
  return unreadable.length + failures.length > 0;
}
