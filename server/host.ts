import type { RuleDocs } from "../engine/rule";
import type { FileSystem } from "../workspace/fileSystem";
import type { TextThreadStart, TextThreads } from "./scan/textThreads";
import type { Watch } from "./watch";

/** What explains each rule, by id. */
export type Prose = Readonly<Record<string, RuleDocs>>;

/** What the machine that the server runs on gives it. */
export interface Host {
  readonly watch: Watch;
  /** The files behind `file:` URIs; none in a browser, where the client reads for the server. */
  readonly files: FileSystem | undefined;
  /** Starts threads for a large scan, as many as pay; `undefined` where there are none. */
  readonly startThreads?: (begun: TextThreadStart) => TextThreads | undefined;
  /**
   * Loads what explains the rules, when somebody first asks.
   * @param askClient the text of dist/prose.en.json, for a server that cannot read its own folder.
   */
  loadProse(askClient: () => Promise<string>): Promise<Prose>;
}
