import { rulePage } from "../../engine/rulePage";
import { styleFor } from "../../report/style";
import { readArguments } from "../arguments";
import { Failure } from "../failure";
import { explainHelp } from "../help";
import { loadProse } from "../loadProse";
import { markdownForTerminal } from "../markdown";
import { findRule } from "../scanArguments";
import { wantsColor } from "../style";

const languages = { available: ["en"], later: ["ko", "ja"] };

/** `kubehint explain RULE`: the rule's page. */
export function explain(argv: readonly string[]): number {
  const args = readArguments(argv, { lang: "text", color: "flag", "no-color": "flag" });
  if (args.has("help")) {
    process.stdout.write(explainHelp);
    return 0;
  }
  const language = args.text("lang") ?? "en";
  if (languages.later.includes(language))
    throw new Failure(`--lang ${language} is not available in this version`);
  if (!languages.available.includes(language)) throw new Failure(`unknown language "${language}": en`);
  const [id, ...more] = args.positionals;
  if (id === undefined) throw new Failure("explain needs the id of a rule (kubehint rules lists them)");
  if (more.length > 0) throw new Failure("explain takes one rule");
  const rule = findRule(id);
  const docs = loadProse()[rule.id];
  if (!docs) throw new Failure(`there is no text about ${rule.id}`);
  const page = rulePage(rule, docs);
  process.stdout.write(markdownForTerminal(page, styleFor(wantsColor(args, process.stdout))));
  return 0;
}
