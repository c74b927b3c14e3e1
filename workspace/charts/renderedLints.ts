import { type FileResult, fileFacts, type Linter } from "../../engine/linter";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { withAcross } from "../across";

/**
 * What is found in the files that one environment renders. A file that renders the same text again is not linted again,
 * and where all of them do, nor are they looked at among each other.
 */
export class RenderedLints {
  private readonly index = new WorkspaceIndex();
  private readonly known = new Map<string, { readonly text: string; readonly result: FileResult }>();
  private readonly amongOthers = new Map<
    string,
    { readonly generation: number; readonly result: FileResult }
  >();

  /** @param whole the texts are what helm would install, so that it can be said what is missing in them. */
  constructor(
    readonly linter: Linter,
    readonly whole: boolean,
  ) {}

  /** Forgets the files that are not rendered any more. */
  keep(paths: ReadonlyMap<string, unknown>): void {
    for (const path of [...this.known.keys()])
      if (!paths.has(path)) {
        this.known.delete(path);
        this.amongOthers.delete(path);
        this.index.delete(path);
      }
  }

  /** What is found in a file by itself. */
  alone(path: string, text: string): FileResult {
    const known = this.known.get(path);
    if (known?.text === text) return known.result;
    const result = this.linter.lint(text, { partial: !this.whole });
    this.known.set(path, { text, result });
    this.index.set(path, fileFacts(result, path));
    return result;
  }

  /** With what the other files say of it, once all of them were looked at alone. */
  among(path: string, own: FileResult): FileResult {
    if (!this.whole) return own;
    const { generation } = this.index;
    const known = this.amongOthers.get(path);
    if (known?.generation === generation) return known.result;
    const result = withAcross(own, this.linter.lintAmong(this.index, path));
    this.amongOthers.set(path, { generation, result });
    return result;
  }
}
