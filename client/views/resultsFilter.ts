import { type Disposable, EventEmitter, QuickPickItemKind, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type FileFindings, methods, type RuleCatalogue } from "../../server/protocol";
import {
  capitalized,
  type FacetValue,
  type Filter,
  facets,
  facetTitles,
  facetValues,
  filtered,
  filterText,
  isFiltering,
  titleOf,
} from "./filter";

/** Which findings the results view shows. Not remembered: a window that opens with findings left out misleads. */
export class ResultsFilter implements Disposable {
  private filter: Filter = {};
  private catalogue: RuleCatalogue | undefined;
  private readonly changes = new EventEmitter<void>();
  readonly onDidChange = this.changes.event;

  constructor(private readonly client: BaseLanguageClient) {}

  get isActive(): boolean {
    return isFiltering(this.filter);
  }

  /** What passes, for people. */
  get text(): string {
    return filterText(this.filter, this.catalogue);
  }

  apply(files: readonly FileFindings[]): readonly FileFindings[] {
    return filtered(files, this.filter, this.catalogue);
  }

  async set(filter: Filter): Promise<void> {
    await this.load();
    this.filter = filter;
    this.changes.fire();
  }

  /** Lets the user choose among what the findings have. */
  async ask(files: readonly FileFindings[]): Promise<void> {
    await this.load();
    const chosen = ({ facet, value }: FacetValue) => this.filter[facet]?.includes(value) ?? false;
    const all = facetValues(files, this.filter, this.catalogue);
    const items = facets.flatMap((facet) => {
      const own = all.filter((one) => one.facet === facet);
      if (own.length === 0) return [];
      const separator = { label: facetTitles[facet], kind: QuickPickItemKind.Separator, of: undefined };
      return [
        separator,
        ...own.map((one) => ({
          label: capitalized(titleOf(facet, one.value, this.catalogue)),
          description: one.findings.toLocaleString("en"),
          picked: chosen(one),
          of: one,
        })),
      ];
    });
    const picked = await window.showQuickPick(items, {
      title: "Filter Results",
      placeHolder: "What to show: any of a group, and all groups together",
      canPickMany: true,
    });
    if (!picked) return;
    const values = picked.flatMap((item) => item.of ?? []);
    const filter = Object.fromEntries(
      facets.map((facet) => [facet, values.filter((one) => one.facet === facet).map(({ value }) => value)]),
    );
    await this.set(filter);
  }

  dispose(): void {
    this.changes.dispose();
  }

  private async load(): Promise<void> {
    this.catalogue ??= await this.client.sendRequest<RuleCatalogue>(methods.ruleCatalogue);
  }
}
