import { severities } from "../../engine/finding";
import type { Rule, RuleDocs } from "../../engine/rule";
import { styleFor } from "../../report/style";
import { rules as allRules } from "../../rules";
import { readArguments } from "../arguments";
import { Failure } from "../failure";
import { rulesHelp } from "../help";
import { loadProse } from "../loadProse";
import { wantsColor } from "../style";

/** `kubehint rules`: what there is. The shape of the JSON is part of the command line's contract. */
export function rules(argv: readonly string[]): number {
  const args = readArguments(argv, { format: "text", color: "flag", "no-color": "flag" });
  if (args.has("help")) {
    process.stdout.write(rulesHelp);
    return 0;
  }
  if (args.positionals.length > 0)
    throw new Failure("rules takes no arguments; kubehint explain RULE tells of one");
  const format = args.text("format") ?? "text";
  if (format === "json") {
    const prose = loadProse();
    const list = allRules.map((rule) => jsonRule(rule, prose[rule.id]));
    process.stdout.write(`${JSON.stringify(list, undefined, 2)}\n`);
  } else if (format === "text") process.stdout.write(table(wantsColor(args, process.stdout)));
  else throw new Failure(`unknown format "${format}": one of text, json`);
  return 0;
}

function jsonRule(rule: Rule, docs: RuleDocs | undefined) {
  const { id, aliases, title, severity, confidence, profiles, on, kinds, fix } = rule;
  return {
    id,
    aliases: aliases ?? [],
    title,
    severity,
    confidence,
    profiles,
    scope: on,
    kinds: kinds ?? null,
    fix: fix ?? null,
    frameworks: docs?.frameworks ?? {},
    peers: docs?.peers ?? {},
  };
}

function table(colored: boolean): string {
  const style = styleFor(colored);
  const width = Math.max(0, ...allRules.map(({ id }) => id.length));
  const groups = severities.flatMap((severity) => {
    const members = allRules.filter((rule) => rule.severity === severity);
    if (members.length === 0) return [];
    const rows = members.map(
      ({ id, title, fix }) => `  ${id.padEnd(width)}  ${title}${fix ? style.dim(`  fix: ${fix}`) : ""}`,
    );
    return [`${style.severity(severity, severity)}\n${rows.join("\n")}\n`];
  });
  return `${groups.join("\n")}\n${style.dim(`${allRules.length} rules. kubehint explain RULE tells of one.`)}\n`;
}
