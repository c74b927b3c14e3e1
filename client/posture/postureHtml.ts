import type { PostureData } from "../../server/protocol";
import { count } from "../commands/scanTexts";
import { areaTitle } from "../views/filter";
import { severities } from "../views/grouping";

/** What the page asks for; indexes are those of `PostureData`. */
export type PostureMessage =
  | { readonly kind: "refresh" | "export" }
  | { readonly kind: "framework" | "area" | "finding"; readonly index: number };

const style = `
body { max-width: 60rem; margin: 0 auto; padding: 0 1.5rem 2rem; line-height: 1.5; }
h1 { font-size: 1.6em; font-weight: 600; margin-bottom: .2em; } h2 { font-size: 1.2em; font-weight: 600; margin: 2em 0 .5em; }
p { margin: .3em 0; } .dim { color: var(--vscode-descriptionForeground); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--vscode-descriptionForeground); padding-bottom: .5em; }
th, td { text-align: left; font-weight: normal; vertical-align: top; padding: .35em .8em .35em 0; border-bottom: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent)); }
thead th { color: var(--vscode-descriptionForeground); } .n { text-align: right; font-variant-numeric: tabular-nums; }
meter { appearance: none; width: 7em; height: .6em; vertical-align: baseline; }
meter::-webkit-meter-inner-element { display: block; }
meter::-webkit-meter-bar { height: .6em; background: var(--vscode-scrollbarSlider-background, transparent); border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 2px; }
meter::-webkit-meter-optimum-value { background: var(--vscode-charts-blue, var(--vscode-textLink-foreground)); border-radius: 2px; }
.score { display: inline-block; min-width: 3.5em; }
ol { padding-left: 1.6em; } li { margin: .6em 0; }
button { font: inherit; cursor: pointer; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; padding: .2em .8em; margin: .8em .5em 0 0; }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button.link { color: var(--vscode-textLink-foreground); background: none; border: 0; padding: 0; margin: 0; text-align: left; }
button.link:hover { text-decoration: underline; }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.severity { border: 1px solid currentColor; border-radius: 3px; padding: 0 .4em; margin-right: .5em; }
.critical, .high { color: var(--vscode-errorForeground); }
`;

const script = `
const vscode = acquireVsCodeApi();
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  vscode.postMessage({ kind: button.dataset.kind, index: Number(button.dataset.index) });
});
window.addEventListener("message", ({ data }) => {
  document.getElementById("status").textContent = data.status;
});
`;

/** A page without anything from outside; `nonce` lets its own style and script through. */
export function postureHtml(data: PostureData | null, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kubehint Posture</title><style nonce="${nonce}">${style}</style></head><body><main>
<h1>Security posture</h1>
${data ? body(data) : "<p>There is no folder to look at, or the scan was cancelled.</p>"}
<p role="status" id="status" class="dim"></p>
</main><script nonce="${nonce}">${script}</script></body></html>`;
}

function body(data: PostureData): string {
  const { suppressed, files, bySeverity } = data;
  const counts = severityCounts(bySeverity) || "No findings";
  return `<p>${counts} in ${count(files, "manifest file")}${suppressed > 0 ? `, ${count(suppressed, "finding")} suppressed` : ""}.</p>
${button("refresh", "Refresh")}${button("export", "Export Report…")}
${foremost(data)}
${frameworks(data)}
${areas(data)}`;
}

function foremost({ foremost: findings }: PostureData): string {
  if (findings.length === 0) return "";
  const items = findings.map(({ severity, message, file, range, why, rule }, index) => {
    const reasons = why.length > 0 ? `${why.join(", ")} · ` : "";
    return `<li><span class="severity ${severity}">${severity}</span>${link("finding", index, message)}<br>
<span class="dim">${escaped(`${reasons}${file}:${range.start.line + 1} · ${rule}`)}</span></li>`;
  });
  return `<section aria-labelledby="foremost"><h2 id="foremost">What matters most</h2>
<p class="dim">Graver findings first, and those on objects that are reachable, privileged or close to secrets.</p>
<ol>${items.join("\n")}</ol></section>`;
}

function frameworks({ frameworks: all }: PostureData): string {
  const rows = all.flatMap(({ title, score, passed, failed, notApplicable }, index) =>
    score === null
      ? []
      : [
          `<tr><th scope="row">${link("framework", index, title)}</th><td class="n"><meter min="0" max="100" value="${score}" aria-hidden="true"></meter><span class="score">${score} %</span></td><td class="n">${passed}</td><td class="n">${failed}</td><td class="n">${notApplicable}</td></tr>`,
        ],
  );
  if (rows.length === 0) return "";
  return `<section aria-labelledby="frameworks"><h2 id="frameworks">Frameworks</h2>
<table><caption>The share of the applicable controls that pass, by the rules of the profile. A framework shows its findings.</caption>
<thead><tr><th scope="col">Framework</th><th scope="col" class="n">Score</th><th scope="col" class="n">Pass</th><th scope="col" class="n">Fail</th><th scope="col" class="n">Not applicable</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></section>`;
}

function areas({ areas: all }: PostureData): string {
  if (all.length === 0) return "";
  const rows = all.map(
    ({ area, findings, bySeverity }, index) =>
      `<tr><th scope="row">${link("area", index, areaTitle(area))}</th><td class="n">${findings}</td><td>${severityCounts(bySeverity)}</td></tr>`,
  );
  return `<section aria-labelledby="areas"><h2 id="areas">Areas</h2>
<table><caption>Findings by what they are about. An area shows its findings.</caption>
<thead><tr><th scope="col">Area</th><th scope="col" class="n">Findings</th><th scope="col">Severities</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></section>`;
}

function severityCounts(bySeverity: PostureData["bySeverity"]): string {
  return severities
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity) => `${bySeverity[severity].toLocaleString("en")} ${severity}`)
    .join(", ");
}

function button(kind: PostureMessage["kind"], title: string): string {
  return `<button type="button" data-kind="${kind}">${escaped(title)}</button>`;
}

function link(kind: PostureMessage["kind"], index: number, title: string): string {
  return `<button type="button" class="link" data-kind="${kind}" data-index="${index}">${escaped(title)}</button>`;
}

/** Text and quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
