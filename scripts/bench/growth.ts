import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeCluster } from "./clusterFolder";
import { medianOf, type Run, timed } from "./timed";

const program = resolve(__dirname, "../../dist/cli.js");
const sizes = [1000, 10_000, 100_000];
const startUps = 9;

/**
 * How time and memory grow with the number of files, what a cache and shards save, and what a start costs: each as a process
 * of its own, with the profile that people have without asking.
 *
 * @param asked numbers of files, smallest first.
 */
export async function growth(asked: readonly number[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "kubehint-growth-"));
  const before = loadavg()[0] ?? 0;
  try {
    const rows = await new Growth(folder).measure(asked.length > 0 ? asked : sizes);
    const after = loadavg()[0] ?? 0;
    return [
      `Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, load ${before.toFixed(1)} before and ${after.toFixed(1)} after`,
      "",
      "| What | Wall | CPU | Peak memory |\n| --- | --: | --: | --: |",
      ...rows,
    ].join("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured extends Run {
  readonly files: number;
}

class Growth {
  constructor(private readonly folder: string) {}

  async measure(counts: readonly number[]): Promise<string[]> {
    const rows: string[] = [];
    const cold: Measured[] = [];
    for (const files of counts) {
      const cluster = this.cluster(files);
      writeCluster(cluster, files);
      const run = await this.scan(cluster);
      cold.push({ ...run, files });
      rows.push(row(`Scan of ${number(files)} files`, run));
    }
    for (let at = 2; at < cold.length; at++) rows.push(slope(cold.slice(at - 2, at + 1)));
    // The middle one: a cache and shards are for what takes longer than a breath, and the largest would take minutes more.
    const files = counts.find((count) => count >= 10_000) ?? counts.at(-1) ?? 0;
    return [...rows, ...(await this.cache(files)), ...(await this.shards(files)), ...(await this.startUp())];
  }

  private async cache(files: number): Promise<string[]> {
    const cache = join(this.folder, "cache");
    const first = await this.scan(this.cluster(files), "--cache", cache);
    const second = await this.scan(this.cluster(files), "--cache", cache);
    return [
      row(`${number(files)} files with an empty cache`, first),
      row("again, nothing changed", second),
      quotient("Times faster", first, second),
    ];
  }

  private async shards(files: number): Promise<string[]> {
    const cluster = this.cluster(files);
    const whole = await this.scan(cluster, "--jobs", "1");
    const started = performance.now();
    const parts = await Promise.all(
      ["1/2", "2/2"].map((shard) => this.scan(cluster, "--jobs", "1", "--shard", shard)),
    );
    const both: Run = {
      wall: (performance.now() - started) / 1000,
      // What each would take on a processor of its own.
      cpu: Math.max(...parts.map(({ cpu }) => cpu)),
      memory: Math.max(...parts.map(({ memory }) => memory)),
    };
    return [
      row(`${number(files)} files in one process, \`--jobs 1\``, whole),
      row("in two shards at once (CPU and memory: the larger of the two)", both),
      quotient("Times faster", whole, both),
    ];
  }

  /** In turn, so that a change of the machine's speed meets all. */
  private async startUp(): Promise<string[]> {
    const file = join(this.cluster(1), "team-0/app-0/base/deployment.yaml");
    writeCluster(this.cluster(1), 1);
    const commands: readonly (readonly [what: string, command: readonly string[]])[] = [
      ["`node -e 0`", ["-e", "0"]],
      ["`kubehint --version`", [program, "--version"]],
      ["Scan of one file", [program, "scan", file]],
    ];
    const runs = commands.map((): Run[] => []);
    for (let round = 0; round < startUps; round++)
      for (const [at, [, command]] of commands.entries()) runs[at]?.push(await this.timed(...command));
    return commands.map(([what], at) => startRow(what, medianOf(runs[at] ?? [])));
  }

  private scan(cluster: string, ...options: readonly string[]): Promise<Run> {
    const report = join(this.folder, `report-${options.at(-1)?.replaceAll("/", "-") ?? "all"}.json`);
    return this.timed(program, "scan", cluster, "--format", "json", "--output", report, ...options);
  }

  private async timed(...command: readonly string[]): Promise<Run> {
    const time = join(this.folder, `time-${this.count++}`);
    const started = performance.now();
    const run = await timed([process.execPath, ...command], time);
    // GNU time counts in hundredths of a second, which is too coarse for a start.
    return { ...run, wall: Math.min((performance.now() - started) / 1000, run.wall + 0.01) };
  }

  private count = 0;

  private cluster(files: number): string {
    return join(this.folder, `files-${files}`);
  }
}

/** What a further file costs among many, in parts of what it costs among few: 1 where time grows as the files do. */
function slope([few, some, many]: readonly Measured[]): string {
  if (!few || !some || !many) return "";
  const ratio = (of: (run: Run) => number) =>
    (
      (of(many) - of(some)) /
      (many.files - some.files) /
      ((of(some) - of(few)) / (some.files - few.files))
    ).toFixed(2);
  const kilobytes = ((many.memory - some.memory) * 1024) / (many.files - some.files);
  return `| Slope from ${number(some.files)} to ${number(many.files)}, in parts of that before | ${ratio(({ wall }) => wall)} | ${ratio(({ cpu }) => cpu)} | ${kilobytes.toFixed(1)} kB a file |`;
}

function row(what: string, { wall, cpu, memory }: Run): string {
  return `| ${what} | ${wall.toFixed(1)} s | ${cpu.toFixed(1)} s | ${memory.toFixed(0)} MB |`;
}

function startRow(what: string, { wall, cpu, memory }: Run): string {
  return `| ${what} | ${(wall * 1000).toFixed(0)} ms | ${(cpu * 1000).toFixed(0)} ms | ${memory.toFixed(0)} MB |`;
}

function quotient(what: string, before: Run, after: Run): string {
  return `| ${what} | ${(before.wall / after.wall).toFixed(1)} | ${(before.cpu / after.cpu).toFixed(1)} | |`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
