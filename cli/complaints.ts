import { shown } from "../report/printers/text";
import type { PlacedNote, Report } from "../report/report";

/** Says on the error stream what could not be read or understood and which rules failed; false where nothing is to say. */
export function complainAbout({
  unreadable,
  misconfigured,
  failures,
}: Pick<Report, "unreadable" | "misconfigured" | "failures">): boolean {
  for (const { file, reason } of unreadable)
    process.stderr.write(`kubehint: cannot read ${shown(file)}: ${shown(reason)}\n`);
  for (const { file, reason } of failures)
    process.stderr.write(`kubehint: a fault of Kubehint in ${shown(file)}: ${shown(reason)}\n`);
  const isWrong = complainAboutConfiguration(misconfigured);
  return isWrong || unreadable.length + failures.length > 0;
}

/** `kubehint: deploy/kubehint.yaml:3:5: unknown rule …`; false where there is nothing to say. */
export function complainAboutConfiguration(problems: readonly PlacedNote[]): boolean {
  for (const { file, line, column, reason } of problems)
    process.stderr.write(`kubehint: ${shown(file)}:${line}:${column}: ${shown(reason)}\n`);
  return problems.length > 0;
}
