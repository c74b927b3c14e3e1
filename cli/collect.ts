import { resolve } from "node:path";
import type { FileResult } from "../engine/linter";
import { addJudged, type Judged } from "../engine/visit";
import { FileCollector, startsOf, type Wanted } from "../report/collectFile";
import { Collector } from "../report/collector";
import { addNotices } from "../report/exceptionNotices";
import { shown } from "../report/printers/text";
import type { Report } from "../report/report";
import { reportFrom } from "../report/reportFrom";
import { ruleFrameworks } from "../rules/frameworks";
import { amongItself } from "../workspace/across";
import type { ChartScanOptions } from "../workspace/charts/scanChart";
import { checkFile } from "../workspace/checkFile";
import { nodeFileSystem } from "../workspace/node/nodeFileSystem";
import { type ScanTotals, scanFiles } from "../workspace/scanFiles";
import type { Shard } from "../workspace/shards";
import { reasonOf } from "../workspace/walk";
import type { Arguments } from "./arguments";
import type { Cache } from "./cache/cache";
import { chartScanner } from "./chartScanner";
import { FolderConfiguration } from "./configuration";
import { Failure } from "./failure";
import {
  type Inputs,
  inputsOf,
  namedAmong,
  readStandardInput,
  shownName,
  shownPath,
  standardInput,
} from "./inputs";
import { jobsFor, shardFor } from "./scanArguments";
import { SuppressionOptions } from "./suppression";
import { FileScanner } from "./threads/fileScanner";
import { ScanThreads } from "./threads/scanThreads";

/** Scans what the arguments name. */
export async function collect(args: Arguments, wanted: Wanted): Promise<Report> {
  const started = performance.now();
  const { roots: named, stdin, listed } = inputsOf(args);
  // What was named comes first; the rest is read for the rules across files.
  const readsRest = listed && named.length > 0 && !args.has("each-file");
  const given = shardAsked(args, { stdin, listed });
  const roots = readsRest ? [...named, process.cwd()] : named;
  const fileSystem = nodeFileSystem();
  const configuration = await FolderConfiguration.of(args, fileSystem, roots);
  const linter = await configuration.mainLinter(stdin && roots.length === 0);
  const collector = new Collector(readsRest ? namedAmong(named) : undefined);
  const files = FileCollector.reading(fileSystem, wanted, shownName);
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
  const script = require.main?.filename ?? "";
  const cacheFolder = args.text("cache");
  const cache =
    cacheFolder === undefined
      ? undefined
      : new (await import("./answers")).Cache({
          folder: resolve(cacheFolder),
          fileSystem,
          script,
          roots,
          asked: [configuration.chosenRules, wanted.edits, args.text("shard")],
          charts,
          linterIn: configuration.linterIn,
          sourcesOf: suppression.sourcesOf,
          fileCollector: files,
          quotes: wanted.quotes,
          keepsAcross: !readsRest,
        });
  const shard =
    given === undefined
      ? undefined
      : new (await import("./answers")).ShardKeeper({
          shard: given,
          fileSystem,
          linterIn: configuration.linterIn,
          sourcesOf: suppression.sourcesOf,
          namesOf: (exceptions) => suppression.namesOf(exceptions),
          cache,
        });
  const begun = { argv: args.argv, roots, wanted, charts };
  const threads = new ScanThreads({
    script,
    begun,
    jobs: jobsFor(args),
    scanner: new FileScanner(begun, fileSystem, configuration, suppression),
    keeper: shard ?? cache,
    collector,
    fileCollector: files,
    suppression,
  });
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
      ...(shard && { choose: shard.choose }),
      chartScanner,
      onChart: async ({ path, text, findings, suppressed }) => {
        const file = shownPath(path);
        const found = await files.findings(file, text, [...findings, ...suppressed]);
        return () => collector.addChartFindings(file, found);
      },
      onChartRendered: ({ statuses, rules }) =>
        collector.addChartRules([...statuses.keys()].map(shownPath), rules()),
      onSettled: (path, { settles, relatedTo }) => {
        const file = shownPath(path);
        const settled = collector.settle(file, settles);
        cache?.noteSettled(file, settled);
        const related = collector.relate(file, (finding) => startsOf(relatedTo(finding), shownName));
        cache?.noteRelated(file, related);
      },
      onAcross: async (found) => {
        const file = shownPath(found.path);
        if (!collector.reports(file)) return;
        if (readsRest) addJudged(collector.judged, found.judged);
        const across = await files.across(file, found.text, found);
        collector.addAcross(across);
        cache?.noteAcross(across);
      },
    },
    async ({ path, text, result, unreadable }) =>
      collector.add(await files.file(shownPath(path), text, result), unreadable),
  ).finally(() => threads.end());
  const judgedBefore = cache?.takeAcross(collector, (names) => suppression.use(names));
  const judgedAcross = judgedBefore && judgedBefore.size > 0 ? judgedBefore : totals.judgedAcross;
  if (!readsRest) addJudged(collector.judged, judgedAcross);
  saveCache(cache, judgedAcross, suppression.usedNames());
  const notices = await suppression.notices(files, linter, roots);
  const shardReport = await shard?.report({
    main: linter,
    rules: configuration.chosenRules,
    notices,
    used: suppression.usedNames(),
    misconfigured: [...configuration.problems, ...suppression.problems],
  });
  if (!shard) addNotices(collector, notices, new Set(suppression.usedNames()));
  return {
    ...reportFrom(collector, linter, ruleFrameworks),
    totals: readsRest
      ? withCounts(totals, collector.counts)
      : stdinStatus
        ? withOne(totals, stdinStatus.kind)
        : totals,
    misconfigured: [...configuration.problems, ...suppression.problems],
    milliseconds: performance.now() - started,
    ...(shardReport && { shard: shardReport }),
  };
}

/** The report does not depend on it: that it cannot be written is said, and no more. */
function saveCache(cache: Cache | undefined, judged: Judged, used: readonly string[]): void {
  try {
    cache?.save(judged, used);
  } catch (error) {
    process.stderr.write(`kubehint: the cache was not written: ${shown(reasonOf(error))}\n`);
  }
}

/** The part of the whole that `--shard` asks for. */
function shardAsked(args: Arguments, { stdin, listed }: Pick<Inputs, "stdin" | "listed">): Shard | undefined {
  const given = args.text("shard");
  if (given === undefined) return undefined;
  if (args.text("format") !== "json") throw new Failure("--shard needs --format json, which merge reads");
  for (const option of ["each-file", "write-baseline"])
    if (args.has(option)) throw new Failure(`--shard and --${option} do not go together`);
  if (stdin || listed) throw new Failure("--shard takes files and folders as arguments alone");
  return shardFor(given);
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
