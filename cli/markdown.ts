import type { Style } from "../report/style";

const widest = 90;

/** Renders the Markdown of a rule's page (headings, tables of two columns, lists, code, links) for a terminal. */
export function markdownForTerminal(markdown: string, style: Style): string {
  const blocks = markdown.trim().split(/\n{2,}(?=\S)/);
  return `${blocks
    .map((block) => renderBlock(block, style))
    .filter(Boolean)
    .join("\n\n")}\n`;
}

function renderBlock(block: string, style: Style): string {
  const heading = /^#+ (.*)$/.exec(block);
  if (heading) return style.bold(heading[1] ?? "");
  if (block.startsWith("```"))
    return block
      .split("\n")
      .slice(1, -1)
      .map((line) => (line === "" ? "" : `    ${style.dim(line)}`))
      .join("\n");
  if (block.startsWith("|")) return renderTable(block, style);
  if (block.startsWith("- "))
    return block
      .split("\n")
      .map((item) => wrap(inline(item.slice(2), style), "  ", "- "))
      .join("\n");
  return wrap(inline(block.replace(/\s*\n\s*/g, " "), style), "  ");
}

function renderTable(block: string, style: Style): string {
  const rows = block
    .split("\n")
    .map((row) => row.split("|").map((cell) => cell.trim()))
    .filter(([, name]) => name !== "" && !/^-+$/.test(name ?? ""));
  const width = Math.max(0, ...rows.map(([, name]) => name?.length ?? 0));
  return rows
    .map(([, name = "", value = ""]) => `  ${style.dim(name.padEnd(width))}  ${inline(value, style)}`)
    .join("\n");
}

/** Links are written out, since a terminal shows no others. */
function inline(text: string, style: Style): string {
  return text
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, title: string, url: string) => `${title}\n${url}`)
    .replace(/`([^`]+)`/g, (_, code: string) => (style.bold("x") === "x" ? `\`${code}\`` : style.bold(code)));
}

/** Breaks lines at spaces; colour codes have no width. */
function wrap(text: string, indent: string, bullet = ""): string {
  const hanging = indent + " ".repeat(bullet.length);
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && widthOf(line) + 1 + widthOf(word) > widest) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.map((line, index) => (index === 0 ? indent + bullet : hanging) + line).join("\n");
}

function widthOf(text: string): number {
  return text.replace(/\u001b\[\d+m/g, "").length;
}
