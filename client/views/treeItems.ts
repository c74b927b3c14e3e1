import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, workspace } from "vscode";
import { count } from "../commands/scanTexts";
import { rangeOf } from "../ranges";
import { capitalized } from "./filter";
import type { Group, Grouping, PlacedFinding, Severity } from "./grouping";

const icons: Readonly<Record<Severity, ThemeIcon>> = {
  critical: new ThemeIcon("error", new ThemeColor("charts.red")),
  high: new ThemeIcon("warning", new ThemeColor("charts.orange")),
  medium: new ThemeIcon("warning", new ThemeColor("charts.yellow")),
  low: new ThemeIcon("info", new ThemeColor("charts.blue")),
  info: new ThemeIcon("info", new ThemeColor("descriptionForeground")),
};

export function groupItem({ key, by, findings }: Group): TreeItem {
  const [first] = findings;
  const item =
    by === "file"
      ? new TreeItem(withoutDecorations(key), TreeItemCollapsibleState.Expanded)
      : new TreeItem(by === "rule" ? first.title : capitalized(key), TreeItemCollapsibleState.Expanded);
  item.id = `${by}:${key}`;
  item.contextValue = by === "rule" ? "rule" : "group";
  const amount = findings.length.toLocaleString("en");
  if (by === "file") {
    const folder = folderOf(key);
    item.iconPath = ThemeIcon.File;
    item.description = folder === "" ? amount : `${amount} · ${folder}`;
    item.tooltip = `${pathOf(key)}: ${count(findings.length, "finding")}`;
  } else {
    item.iconPath = icons[first.severity];
    item.description = amount;
    item.tooltip =
      by === "rule"
        ? `${first.rule}: ${count(findings.length, "finding")}`
        : count(findings.length, "finding");
  }
  const name = by === "rule" ? first.title : by === "file" ? pathOf(key) : `Severity ${key}`;
  item.accessibilityInformation = { label: `${name}, ${count(findings.length, "finding")}` };
  return item;
}

export function findingItem(finding: PlacedFinding, by: Grouping): TreeItem {
  const { uri, range, message, rule, severity, title } = finding;
  const line = range.start.line + 1;
  const path = pathOf(uri);
  const name = `${path.slice(path.lastIndexOf("/") + 1)}:${line}`;
  // Below a rule, which has said what is wrong, it is the place that tells findings apart.
  const item = new TreeItem(by === "rule" ? name : message, TreeItemCollapsibleState.None);
  item.iconPath = icons[severity];
  item.description = by === "rule" ? message : by === "file" ? `line ${line}` : `${path}:${line}`;
  item.tooltip = `${title}\n${message}\n${path}:${line}\n\n${severity} · ${rule}`;
  item.contextValue = "finding";
  item.accessibilityInformation = { label: `${severity}: ${message}, ${path} line ${line}` };
  item.command = {
    title: "Open",
    command: "vscode.open",
    arguments: [Uri.parse(uri), { selection: rangeOf(range) }],
  };
  return item;
}

/** Gives the icon and the name of the file. As itself it would also get VS Code's count, which leaves the milder out. */
function withoutDecorations(uri: string): Uri {
  return Uri.parse(uri).with({ scheme: "kubehint-result" });
}

/** As people say it: relative to its folder, with the folder's name where there are several. */
function pathOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}

function folderOf(uri: string): string {
  const path = pathOf(uri);
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
