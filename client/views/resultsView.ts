import {
  commands,
  Disposable,
  EventEmitter,
  type Memento,
  type TreeDataProvider,
  type TreeItem,
  window,
} from "vscode";
import { clientCommands } from "../../server/protocol";
import { count } from "../commands/scanTexts";
import { type Group, type Grouping, groupFindings, groupings, type PlacedFinding } from "./grouping";
import type { Results } from "./results";
import { findingItem, groupItem } from "./treeItems";

/** Milliseconds between two looks at results that keep coming in. */
const pause = 100;
const memory = "kubehint.groupBy";

/** The view of what a scan found, with its badge, its grouping and the texts for when it is empty. */
export function resultsView(results: Results, state: Memento): Disposable {
  const tree = new ResultsTree(results, groupings.find((one) => one === state.get(memory)) ?? "severity");
  const view = window.createTreeView("kubehint.results", { treeDataProvider: tree, showCollapseAll: true });
  const setContext = (key: string, value: unknown) =>
    commands.executeCommand("setContext", `kubehint.${key}`, value);

  const show = () => {
    const total = results.findingCount;
    view.badge = total > 0 ? { value: total, tooltip: count(total, "finding") } : undefined;
    setContext("hasResults", total > 0);
    setContext("scanState", results.state);
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
    { dispose: () => clearTimeout(timer) },
    commands.registerCommand("kubehint.groupBySeverity", () => groupBy("severity")),
    commands.registerCommand("kubehint.groupByRule", () => groupBy("rule")),
    commands.registerCommand("kubehint.groupByFile", () => groupBy("file")),
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
    private readonly results: Results,
    public grouping: Grouping,
  ) {}

  refresh(): void {
    this.changes.fire();
  }

  getChildren(node?: Node): Node[] {
    if (!node) return groupFindings(this.results.all, this.grouping);
    return "findings" in node ? [...node.findings] : [];
  }

  getTreeItem(node: Node): TreeItem {
    return "findings" in node ? groupItem(node) : findingItem(node, this.grouping);
  }
}
