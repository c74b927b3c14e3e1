import { dirname } from "node:path";
import { fileFacts } from "../../engine/linter";
import type { Exception } from "../../engine/suppress/exceptions";
import { packFacts } from "../../engine/workspace/packedFacts";
import type { Span } from "../../engine/yaml/span";
import { FileCollector } from "../../report/collectFile";
import type { ReportedFinding } from "../../report/report";
import { credentialSpans } from "../../report/secrets";
import { readAndPartChart } from "../../workspace/charts/chartSuppression";
import type { FileTask } from "../../workspace/elsewhere";
import type { FileSystem } from "../../workspace/fileSystem";
import { ChartFolders } from "../../workspace/helm";
import { scanFile } from "../../workspace/scanFile";
import { keptTexts } from "../answers/keptAnswer";
import { chartScanner } from "../chartScanner";
import type { FolderConfiguration } from "../configuration";
import { shownName, shownPath } from "../inputs";
import type { SuppressionOptions } from "../suppression";
import type { ChartAnswer, FileAnswer, ThreadStart } from "./messages";

/** Looks at files and charts, and answers in plain data. */
export class FileScanner {
  private readonly collector: FileCollector;
  private readonly chartFolders: ChartFolders;

  constructor(
    private readonly begun: Pick<ThreadStart, "wanted" | "charts">,
    private readonly fileSystem: Required<FileSystem>,
    private readonly configuration: FolderConfiguration,
    readonly suppression: SuppressionOptions,
  ) {
    this.collector = FileCollector.reading(fileSystem, begun.wanted, shownName);
    this.chartFolders = new ChartFolders(fileSystem);
  }

  async file(task: FileTask): Promise<FileAnswer> {
    const { path } = task.walked;
    const used: Exception[] = [];
    const { text, result, unreadable } = await scanFile(
      task,
      {
        fileSystem: this.fileSystem,
        linter: await this.configuration.linterIn(dirname(path)),
        sources: (file) => this.suppression.sourcesNoting(file, used),
      },
      this.chartFolders,
    );
    const { kept } = this.begun.wanted;
    const facts = fileFacts(result, path).map(packFacts);
    // What is kept has no secret in it: where they stand is to be known.
    const secrets = kept && facts.length > 0 ? credentialSpans(text, result) : undefined;
    const answer = {
      collected: await this.collector.file(shownPath(path), text, result, secrets),
      templated: text.includes("{{"),
      unreadable,
      suppression: result.suppression.pack(),
      used: this.suppression.namesOf(used),
      facts,
    };
    return { ...answer, kept: kept ? keptTexts(answer, text) : undefined };
  }

  async chart(folder: string, top: string): Promise<ChartAnswer> {
    const scanChart = await chartScanner();
    const { wanted, charts } = this.begun;
    // Digests are for whoever keeps the answer.
    const keeping = wanted.kept ? await import("../answers") : undefined;
    const linter = await this.configuration.linterIn(folder);
    const traced = keeping?.tracedFiles(this.fileSystem);
    const scan = await scanChart(traced?.fileSystem ?? this.fileSystem, folder, {
      ...charts,
      linter,
      within: top,
    });
    const findings = new Map<string, readonly ReportedFinding[]>();
    const secrets = new Map<string, readonly Span[]>();
    const used: Exception[] = [];
    const sources = new Map<string, string>();
    const sourcesOf = (path: string) => this.suppression.sourcesNoting(path, used);
    for (const { path, text, ...found } of await readAndPartChart(scan, linter, sourcesOf)) {
      const file = shownPath(path);
      const all = [...found.findings, ...found.suppressed];
      findings.set(file, await this.collector.findings(file, text, all));
      if (keeping) sources.set(file, keeping.sourcesDigest(await this.suppression.sourcesOf(path)));
      const known = this.collector.secretsOf(file);
      if (known) secrets.set(file, known);
    }
    const answer = { statuses: scan.statuses, rules: [...scan.rules()], findings, secrets, sources };
    return { ...answer, trace: traced?.trace() ?? [], used: this.suppression.namesOf(used) };
  }
}
