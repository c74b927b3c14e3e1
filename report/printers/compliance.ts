import type { Compliance, ControlStatus } from "../../engine/compliance";
import { frameworkTitles } from "../../engine/frameworks";
import type { Output } from "../output";
import type { Style } from "../style";
import { count } from "./count";

const words: Readonly<Record<ControlStatus, string>> = {
  pass: "pass",
  accepted: "acc.",
  fail: "fail",
  "not-applicable": "n/a",
};

/** The controls of a framework, one a line, and the score. */
export function printCompliance(compliance: Compliance, style: Style, output: Output): void {
  const { framework, controls, passed, accepted, failed, notApplicable, score } = compliance;
  output.write(`${style.bold(frameworkTitles[framework])}\n`);
  const width = Math.max(0, ...controls.map(({ id }) => id.length));
  for (const { id, title, status, findings, accepted: agreed } of controls) {
    const word = words[status].padEnd(4);
    const shown =
      status === "fail"
        ? style.severity("high", word)
        : status === "pass"
          ? style.good(word)
          : style.dim(word);
    const some = agreed === findings ? ", accepted" : `, ${agreed} accepted`;
    const counted =
      findings > 0 ? style.dim(` (${count(findings, "finding")}${agreed > 0 ? some : ""})`) : "";
    output.write(`  ${shown}  ${id.padEnd(width)}  ${shorten(title)}${counted}\n`);
  }
  const share =
    score === undefined
      ? "no control applies"
      : `${score} % of the applicable controls pass${accepted > 0 ? " or are accepted" : ""}`;
  output.write(
    `  ${style.bold(share)}: ${passed} pass, ${accepted > 0 ? `${accepted} accepted, ` : ""}${failed} fail, ${notApplicable} not applicable\n\n`,
  );
}

/** Controls that many rules answer would fill the screen with their titles. */
function shorten(title: string): string {
  return title.length > 90 ? `${title.slice(0, 89)}…` : title;
}
