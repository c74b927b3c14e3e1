import {
  commands,
  Disposable,
  EventEmitter,
  type Memento,
  type TreeDataProvider,
  type TreeItem,
  window,
} from "vscode";
import { clientCommands, type FileFindings } from "../../server/protocol";
import { count } from "../commands/scanTexts";
import type { Filter } from "./filter";
import { type Group, type Grouping, groupFindings, groupings, type PlacedFinding } from "./grouping";
import type { Results } from "./results";
import type { ResultsFilter } from "./resultsFilter";
import { findingItem, groupItem } from "./treeItems";

/** Milliseconds between two looks at results that keep coming in. */
const pause = 100;
const memory = "kubehint.groupBy";

/** The view of what a scan found, with its badge, its grouping, its filter and the texts for when it is empty. */
export function resultsView(results: Results, filter: ResultsFilter, state: Memento): Disposable {
  const tree = new ResultsTree(
    () => filter.apply(results.all),
    groupings.find((one) => one === state.get(memory)) ?? "severity",
  );
  const view = window.createTreeView("kubehint.results", { treeDataProvider: tree, showCollapseAll: true });
  const setContext = (key: string, value: unknown) =>
    commands.executeCommand("setContext", `kubehint.${key}`, value);

  const show = () => {
    const total = results.findingCount;
    view.badge = total > 0 ? { value: total, tooltip: count(total, "finding") } : undefined;
    setContext("hasResults", total > 0);
    setContext("scanState", results.state);
    setContext("isFiltered", filter.isActive);
    const left = filter.apply(results.all).reduce((sum, { findings }) => sum + findings.length, 0);
    const isNarrowed = filter.isActive && total > 0;
    // With a message there is no text for an empty view.
    view.message =
      isNarrowed && left > 0
        ? `${left.toLocaleString("en")} of ${count(total, "finding")}: ${filter.text}`
        : "";
    tree.refresh();
  };
  setContext("groupBy", tree.grouping);
  show();

  let timer: ReturnType<typeof setTimeout> | undefined;
  const showSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      show();
    }, pause);
  };
  const groupBy = (grouping: Grouping) => {
    tree.grouping = grouping;
    tree.refresh();
    setContext("groupBy", grouping);
    return state.update(memory, grouping);
  };
  return Disposable.from(
    view,
    results.onDidChange(showSoon),
    filter.onDidChange(show),
    { dispose: () => clearTimeout(timer) },
    commands.registerCommand("kubehint.groupBySeverity", () => groupBy("severity")),
    commands.registerCommand("kubehint.groupByRule", () => groupBy("rule")),
    commands.registerCommand("kubehint.groupByFile", () => groupBy("file")),
    commands.registerCommand("kubehint.filterResults", (given?: Filter) =>
      given ? filter.set(given) : filter.ask(results.all),
    ),
    commands.registerCommand("kubehint.clearFilter", () => filter.set({})),
    commands.registerCommand("kubehint.explain", (node?: Group | PlacedFinding) => {
      const finding = node && "findings" in node ? node.findings[0] : node;
      return commands.executeCommand(clientCommands.showRule, finding?.rule);
    }),
  );
}

type Node = Group | PlacedFinding;

class ResultsTree implements TreeDataProvider<Node> {
  private readonly changes = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    private readonly files: () => readonly FileFindings[],
    public grouping: Grouping,
  ) {}

  refresh(): void {
    this.changes.fire();
  }

  getChildren(node?: Node): Node[] {
    if (!node) return groupFindings(this.files(), this.grouping);
    return "findings" in node ? [...node.findings] : [];
  }

  getTreeItem(node: Node): TreeItem {
    return "findings" in node ? groupItem(node) : findingItem(node, this.grouping);
  }
}
