import { resolve } from "node:path";
import type { FileResult } from "../engine/linter";
import { addJudged } from "../engine/visit";
import { amongItself } from "../workspace/across";
import type { ChartScanOptions } from "../workspace/charts/scanChart";
import { checkFile } from "../workspace/checkFile";
import { nodeFileSystem } from "../workspace/node/nodeFileSystem";
import { type ScanTotals, scanFiles } from "../workspace/scanFiles";
import type { Arguments } from "./arguments";
import { FileCollector, failureNotes, type Wanted } from "./collectFile";
import { Collector } from "./collector";
import { FolderConfiguration } from "./configuration";
import { frameworkCompliance, posture } from "./frameworkCompliance";
import { inputsOf, namedAmong, readStandardInput, shownPath, standardInput } from "./inputs";
import type { Report } from "./report";
import { jobsFor } from "./scanArguments";
import { SuppressionOptions } from "./suppression";
import { ScanThreads } from "./threads/scanThreads";

/** Scans what the arguments name. */
export async function collect(args: Arguments, wanted: Wanted): Promise<Report> {
  const started = performance.now();
  const { roots: named, stdin, listed } = inputsOf(args);
  // What was named comes first; the rest is read for the rules across files.
  const readsRest = listed && named.length > 0 && !args.has("each-file");
  const roots = readsRest ? [...named, process.cwd()] : named;
  const fileSystem = nodeFileSystem();
  const configuration = await FolderConfiguration.of(args, fileSystem, roots);
  const linter = await configuration.mainLinter(stdin && roots.length === 0);
  const collector = new Collector(readsRest ? namedAmong(named) : undefined);
  const files = new FileCollector(fileSystem, wanted);
  const suppression = new SuppressionOptions(args, fileSystem, configuration);
  let stdinStatus: FileResult["status"] | undefined;
  if (stdin) {
    const text = readStandardInput();
    const own = await configuration.mainLinter(true);
    const result = amongItself(
      standardInput,
      checkFile(text, own, await suppression.sourcesOf(resolve(standardInput))),
      own,
    );
    stdinStatus = result.status;
    collector.add(await files.file(standardInput, text, result));
  }
  const charts = chartValues(args);
  const threads = new ScanThreads(
    require.main?.filename ?? "",
    { argv: args.argv, roots, wanted, charts },
    jobsFor(args),
    collector,
    files,
    suppression,
  );
  const totals = await scanFiles(
    {
      fileSystem,
      linter,
      linterIn: configuration.linterIn,
      configuration: configuration.filesIn,
      roots,
      base: process.cwd(),
      exclude: args.texts("exclude"),
      sources: suppression.sourcesOf,
      eachFile: args.has("each-file"),
      charts,
      elsewhere: threads,
      onChart: async ({ path, text, findings, suppressed }) => {
        const file = shownPath(path);
        collector.addFindings(file, await files.findings(file, text, [...findings, ...suppressed]));
      },
      onSettled: (path, settles) => collector.settle(shownPath(path), settles),
      onAcross: async ({ path, text, findings, suppressed, failures, undecided, judged }) => {
        const file = shownPath(path);
        if (!collector.reports(file)) return;
        if (readsRest) addJudged(collector.judged, judged);
        collector.undecided += undecided;
        collector.failures.push(...failureNotes(file, failures));
        collector.addFindings(file, await files.findings(file, text, [...findings, ...suppressed]));
        collector.accept(suppressed);
      },
    },
    async ({ path, text, result, unreadable }) => {
      const file = shownPath(path);
      collector.add(await files.file(file, text, result));
      if (unreadable && result.status.kind === "skipped")
        collector.unreadable.push({ file, reason: result.status.reason });
    },
  ).finally(() => threads.end());
  const { partly, skipped, failures, undecided } = collector;
  const unreadable = collector.unreadable.filter(({ file }) => collector.reports(file));
  if (!readsRest) addJudged(collector.judged, totals.judgedAcross);
  await suppression.addNotices(collector, files, linter, roots);
  const all = collector.sortedFindings();
  return {
    linter,
    totals: readsRest
      ? withCounts(totals, collector.counts)
      : stdinStatus
        ? withOne(totals, stdinStatus.kind)
        : totals,
    partly,
    skipped,
    findings: all.filter(({ suppressed }) => suppressed === null),
    all,
    undecided,
    unreadable,
    misconfigured: [...configuration.problems, ...suppression.problems],
    failures,
    compliance: frameworkCompliance(linter, collector.judged, collector.accepted),
    posture: posture(linter, all, collector.judged, collector.accepted),
    milliseconds: performance.now() - started,
  };
}

/** Charts are rendered with their own values files unless others are given. */
function chartValues(args: Arguments): Pick<ChartScanOptions, "given"> {
  const files = args.texts("values").map((file) => resolve(file));
  const set = args.texts("set");
  return files.length + set.length > 0 ? { given: { files, set } } : {};
}

function withCounts(totals: ScanTotals, counts: Collector["counts"]): ScanTotals {
  return { ...totals, ...counts, found: counts.checked + counts.partly + counts.skipped };
}

function withOne(totals: ScanTotals, kind: FileResult["status"]["kind"]): ScanTotals {
  return { ...totals, found: totals.found + 1, [kind]: totals[kind] + 1 };
}
