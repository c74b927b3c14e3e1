import { grouped } from "../../engine/grouped";
import { policyHash } from "../hash";
import type { Output } from "../output";
import type { Report, ReportedFinding } from "../report";
import { count } from "./count";
import { acceptance, environmentsOf, markup, objectName, placeOf } from "./escape";
import { ruleAnchor, writeRules } from "./htmlRules";
import { htmlStyle } from "./htmlStyle";
import type { PrintOptions } from "./options";
import { type PostureWords, postureWords } from "./posture";
import { totalsWords } from "./totals";

/** One file that needs no other: no script, and a policy that lets nothing in but its own style. */
export function printHtml(report: Report, output: Output, { version, now, prose }: PrintOptions): void {
  const words = postureWords(report.posture);
  const notes = notesOf(report);
  const suppressed = report.all.filter((finding) => finding.suppressed);
  const sections = [
    words.foremost.length > 0 && ["foremost", "What matters most"],
    ["posture", "Posture"],
    ["findings", "Findings"],
    suppressed.length > 0 && ["suppressed", "Suppressed"],
    report.all.length > 0 && ["rules", "Rules"],
    notes.length > 0 && ["notes", "Not fully checked"],
  ].filter((section) => section !== false);
  const totals = totalsWords(report);
  const { profile, minor } = report.linter.config;
  const policy = `default-src 'none'; style-src '${policyHash(htmlStyle)}'; base-uri 'none'; form-action 'none'`;
  output.write(`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kubehint report</title><style>${htmlStyle}</style></head><body>
<header><h1>Kubehint report</h1>
<p class="total">${markup(totals.findings)}${report.findings.length > 0 || suppressed.length > 0 ? `: ${markup(words.counts)}` : ""}</p>
<p class="dim">${markup(totals.files)}</p>
<p class="dim">Profile ${markup(profile)}, Kubernetes 1.${minor}; Kubehint ${markup(version())}, <time>${new Date(now).toISOString().slice(0, 10)}</time></p>
<nav aria-label="Sections">${sections.map(([id, title]) => `<a href="#${id}">${title}</a>`).join(" · ")}</nav></header>
<main>
`);
  writeForemost(words, output);
  writePosture(words, output);
  const rows = new Map(words.foremost.map(({ finding }, index) => [finding, `most${index + 1}`]));
  output.write('<section id="findings"><h2>Findings</h2>\n');
  if (report.findings.length === 0) output.write(`<p>${markup(totals.findings)}.</p>\n`);
  writeFiles(report.findings, rows, output);
  output.write("</section>\n");
  if (suppressed.length > 0) {
    output.write('<section id="suppressed"><h2>Suppressed</h2>\n');
    writeFiles(suppressed, rows, output);
    output.write("</section>\n");
  }
  if (report.all.length > 0) writeRules(report, prose(), output);
  if (notes.length > 0) writeNotes(notes, output);
  output.write("</main></body></html>\n");
}

function writeForemost({ foremost }: PostureWords, output: Output): void {
  if (foremost.length === 0) return;
  output.write('<section id="foremost"><h2>What matters most</h2><ol>\n');
  foremost.forEach(({ finding, why }, index) => {
    output.write(
      `<li><span class="${finding.severity}">${finding.severity}</span> <a href="#most${index + 1}">${markup(finding.message)}</a><br><span class="dim">${why && `${markup(why)} · `}<code>${markup(placeOf(finding))}</code></span></li>\n`,
    );
  });
  output.write("</ol></section>\n");
}

function writePosture({ frameworks, areas }: PostureWords, output: Output): void {
  output.write('<section id="posture"><h2>Posture</h2>\n');
  output.write(
    '<table><caption>The share of the applicable controls that pass, by the rules of the profile</caption><thead><tr><th scope="col">Framework<th scope="col" class="n">Score<th scope="col" class="n">Pass<th scope="col" class="n">Fail<th scope="col" class="n">Not applicable</tr></thead><tbody>\n',
  );
  for (const { title, score, passed, failed, notApplicable } of frameworks)
    output.write(
      `<tr><th scope="row">${markup(title)}<td class="n">${score}<td class="n">${passed}<td class="n">${failed}<td class="n">${notApplicable}</tr>\n`,
    );
  output.write("</tbody></table>\n");
  if (areas.length > 0) {
    output.write(
      '<h2>By area</h2><table><caption>Findings by what they are about</caption><thead><tr><th scope="col">Area<th scope="col" class="n">Findings<th scope="col">Severities</tr></thead><tbody>\n',
    );
    for (const { title, findings, counts } of areas)
      output.write(
        `<tr><th scope="row">${markup(title)}<td class="n">${grouped(findings)}<td>${markup(counts)}</tr>\n`,
      );
    output.write("</tbody></table>\n");
  }
  output.write("</section>\n");
}

/** File by file. @param ids what the rows of some findings are linked by. */
function writeFiles(
  findings: readonly ReportedFinding[],
  ids: ReadonlyMap<ReportedFinding, string>,
  output: Output,
): void {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const known = byFile.get(finding.file);
    if (known) known.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  for (const [file, own] of byFile) {
    output.write(
      `<details open><summary><h3><bdi dir="ltr">${markup(file)}</bdi></h3> <span class="dim">${count(own.length, "finding")}</span></summary>\n`,
    );
    output.write(
      '<table class="findings"><thead><tr><th scope="col" class="s">Severity<th scope="col" class="l n">Line<th scope="col" class="m">Finding<th scope="col" class="o">Object<th scope="col" class="r">Rule</tr></thead><tbody>\n',
    );
    for (const finding of own) writeFinding(finding, ids.get(finding), output);
    output.write("</tbody></table></details>\n");
  }
}

function writeFinding(finding: ReportedFinding, id: string | undefined, output: Output): void {
  const { severity, message, rule, range } = finding;
  const notes = [
    acceptance(finding),
    environmentsOf(finding),
    ...finding.related.map((other) => `${placeOf(other)}: ${other.message}`),
    fixOf(finding),
  ].filter((note) => note !== undefined);
  const dim = notes.map((note) => `<br><span class="dim">${markup(note)}</span>`).join("");
  output.write(
    `<tr${id ? ` id="${id}"` : ""}><td class="s ${severity}">${severity}<td class="l n">${range.start.line + 1}<td class="m">${markup(message)}${dim}<td class="o">${markup(objectName(finding))}<td class="r"><a href="#${ruleAnchor(rule)}"><code>${rule}</code></a></tr>\n`,
  );
}

/** What is suppressed stays as it is. */
function fixOf({ fix, suppressed }: ReportedFinding): string | undefined {
  if (!fix || suppressed) return undefined;
  return `Fix: ${fix.title}${fix.safety === "review" ? " (needs review)" : ""}`;
}

interface Note {
  readonly file: string;
  readonly reason: string;
}

/** What a reader who takes the report for complete has to know. */
function notesOf({ partly, unreadable, misconfigured, failures }: Report): readonly Note[] {
  return [
    ...unreadable,
    ...partly,
    ...failures,
    ...misconfigured.map(({ file, line, reason }) => ({ file: `${file}:${line}`, reason })),
  ];
}

function writeNotes(notes: readonly Note[], output: Output): void {
  output.write(
    '<section id="notes"><h2>Not fully checked</h2>\n<table><thead><tr><th scope="col">File<th scope="col">Reason</tr></thead><tbody>\n',
  );
  for (const { file, reason } of notes)
    output.write(`<tr><th scope="row"><code>${markup(file)}</code><td>${markup(reason)}</tr>\n`);
  output.write("</tbody></table></section>\n");
}
