// @ts-check
import { spawnSync } from "node:child_process";

/** How the colours that the command line uses look on a dark terminal. */
const colors = { 31: "#f85149", 32: "#3fb950", 33: "#d29922", 36: "#39c5cf" };

/**
 * What a command prints, as a page that looks like a terminal: only the sequences that `cli/style.ts` writes are known.
 *
 * @param {string} shown the command as people type it
 * @param {string[]} argv what Node runs for it
 * @param {string} cwd
 */
export function terminalPage(shown, argv, cwd) {
  const { stdout } = spawnSync(process.execPath, argv, { cwd, encoding: "utf8" });
  return `<!doctype html><meta charset="utf-8"><style>
    body { background: #0d1117; color: #e6edf3; margin: 0; padding: 20px 24px; font: 14px/1.45 monospace; width: max-content }
    pre { margin: 0; font: inherit } .prompt { color: #3fb950 }
  </style><pre><span class="prompt">$</span> ${escapeHtml(shown)}\n${toHtml(stdout)}</pre>`;
}

/** @param {string} text */
function toHtml(text) {
  const on = { bold: false, dim: false, color: "" };
  return text
    .split(/\u001b\[(\d+)m/)
    .map((part, index) => {
      if (index % 2 === 1) {
        switchStyle(on, Number(part));
        return "";
      }
      const style = [
        on.bold ? "font-weight: bold" : "",
        on.dim ? "opacity: 0.55" : "",
        on.color ? `color: ${on.color}` : "",
      ];
      return `<span style="${style.filter(Boolean).join("; ")}">${escapeHtml(part)}</span>`;
    })
    .join("");
}

/** @param {{ bold: boolean, dim: boolean, color: string }} on @param {number} code */
function switchStyle(on, code) {
  if (code === 1) on.bold = true;
  else if (code === 2) on.dim = true;
  else if (code === 22) Object.assign(on, { bold: false, dim: false });
  else if (code === 39) on.color = "";
  else on.color = colors[/** @type {keyof typeof colors} */ (code)] ?? "";
}

/** @param {string} text */
function escapeHtml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
