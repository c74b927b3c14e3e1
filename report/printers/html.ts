import { policyHash } from "../hash";
import type { Output } from "../output";
import type { Report, ReportedFinding } from "../report";
import { acceptance, markup, objectName, placeOf } from "./escape";
import { type PostureWords, postureWords } from "./posture";

const style = `
:root { color-scheme: light dark; --line: #8885; --dim: #59606a; --grave: #b3141d; --warn: #8a5200; }
@media (prefers-color-scheme: dark) { :root { --dim: #a5adb8; --grave: #ff8a85; --warn: #f0b860; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { white-space: nowrap; } td.n, th.n { text-align: right; } code { font-size: .9em; }
.critical, .high { color: var(--grave); font-weight: 600; } .medium { color: var(--warn); font-weight: 600; }
.dim, .low, .info { color: var(--dim); }
summary { cursor: pointer; padding: .4rem 0; font-weight: 600; overflow-wrap: anywhere; }
a { color: inherit; } :focus-visible { outline: 2px solid; outline-offset: 2px; }
@media print { :root { color-scheme: light; --dim: #59606a; --grave: #b3141d; --warn: #8a5200; }
  body { margin: 0; max-width: none; font-size: 10pt; } tr { break-inside: avoid; } nav { display: none; } }
`;

/** One file that needs no other: no script, and a policy that lets nothing in but its own style. */
export function printHtml(report: Report, output: Output): void {
  const words = postureWords(report.posture);
  const policy = `default-src 'none'; style-src '${policyHash(style)}'; base-uri 'none'; form-action 'none'`;
  output.write(`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kubehint report</title><style>${style}</style></head><body>
<header><h1>Kubehint report</h1><p>${markup(words.counts)}</p>
<nav aria-label="Sections"><a href="#posture">Posture</a> · <a href="#foremost">What matters most</a> · <a href="#findings">Findings</a></nav></header>
<main>
`);
  writePosture(words, output);
  output.write('<section id="findings"><h2>Findings</h2>\n');
  if (report.findings.length === 0) output.write("<p>Nothing risky found.</p>\n");
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of report.findings) {
    const known = byFile.get(finding.file);
    if (known) known.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  for (const [file, findings] of byFile) {
    output.write(`<details open><summary>${markup(file)} (${findings.length})</summary>\n`);
    writeFindings(findings, output);
    output.write("</details>\n");
  }
  const suppressed = report.all.filter((finding) => finding.suppressed);
  if (suppressed.length > 0) {
    output.write(`<h2>Suppressed</h2><details><summary>${suppressed.length} suppressed</summary>\n`);
    writeFindings(suppressed, output);
    output.write("</details>\n");
  }
  output.write("</section></main></body></html>\n");
}

function writePosture({ frameworks, areas, foremost }: PostureWords, output: Output): void {
  output.write('<section id="posture"><h2>Posture</h2>\n');
  output.write(
    '<table><thead><tr><th scope="col">Framework<th scope="col" class="n">Score<th scope="col" class="n">Pass<th scope="col" class="n">Fail<th scope="col" class="n">Not applicable</tr></thead><tbody>\n',
  );
  for (const { title, score, passed, failed, notApplicable } of frameworks)
    output.write(
      `<tr><th scope="row">${markup(title)}<td class="n">${score}<td class="n">${passed}<td class="n">${failed}<td class="n">${notApplicable}</tr>\n`,
    );
  output.write("</tbody></table>\n<h2>By area</h2><table><tbody>\n");
  for (const { title, findings, counts } of areas)
    output.write(`<tr><th scope="row">${markup(title)}<td class="n">${findings}<td>${markup(counts)}</tr>\n`);
  output.write('</tbody></table></section>\n<section id="foremost"><h2>What matters most</h2><ol>\n');
  for (const { finding, why } of foremost)
    output.write(
      `<li><span class="${finding.severity}">${finding.severity}</span> ${markup(finding.message)} <code>${markup(placeOf(finding))}</code>${why && ` <span class="dim">${markup(why)}</span>`}</li>\n`,
    );
  output.write("</ol></section>\n");
}

function writeFindings(findings: readonly ReportedFinding[], output: Output): void {
  output.write(
    '<table><thead><tr><th scope="col">Severity<th scope="col">Place<th scope="col">Object<th scope="col">Finding<th scope="col">Rule</tr></thead><tbody>\n',
  );
  for (const finding of findings) {
    const { severity, message, rule, fix } = finding;
    const notes = [acceptance(finding), fix?.title].filter((note) => note !== undefined);
    const dim = notes.map((note) => `<br><span class="dim">${markup(note)}</span>`).join("");
    output.write(
      `<tr><td class="${severity}">${severity}<td><code>${markup(placeOf(finding))}</code><td>${markup(objectName(finding))}<td>${markup(message)}${dim}<td><code>${rule}</code></tr>\n`,
    );
  }
  output.write("</tbody></table>\n");
}
