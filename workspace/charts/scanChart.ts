import type { Finding, RelatedPlace } from "../../engine/finding";
import { type Chart, fileOf } from "../../engine/helm/chart/chart";
import type { GivenValues } from "../../engine/helm/chart/prepare";
import { plain } from "../../engine/helm/template/textOperations";
import { Text } from "../../engine/helm/value";
import type { ResourceView } from "../../engine/kubernetes/resource";
import type { FileResult, FileStatus, Linter } from "../../engine/linter";
import { type ContainerImages, containerImages, imageOf } from "../../engine/suppress/containerImages";
import { faultOf } from "../../engine/visit";
import type { FileSystem } from "../fileSystem";
import { plainWork, type ScanWork } from "../scanWork";
import type { FixSource } from "./chartFix";
import { type ChartModel, type Environment, type ModelOptions, readChartModel } from "./chartModel";
import {
  type ChartNotice,
  errorNotice,
  fallbackNotice,
  faultNotice,
  problemNotice,
  refusal,
  ruleFailedNotice,
  shortReason,
} from "./chartNotices";
import { chartFile, type PlacingContext, placeFinding } from "./chartPlaces";
import { type ChartScan, emptyScan } from "./chartScan";
import { foldedIn, shownTo } from "./judgedRules";
import { type LoadedChart, type RenderedChart, type RenderTarget, renderWith } from "./renderedChart";
import { RenderedLints } from "./renderedLints";
import type { RenderedFile } from "./renderedPlaces";
import { ValuesPlaces } from "./valuesPlaces";

export interface CheckOptions {
  readonly linter: Linter;
  readonly shouldStop?: () => boolean;
}

export interface ChartScanOptions extends ModelOptions, CheckOptions {
  readonly work?: Pick<ScanWork, "render">;
}

/**
 * Renders a chart with each of its values files, lints what comes out and places each finding where the user changes it.
 * A chart that cannot be rendered is rendered as far as it goes: then nothing is said of what is missing, and its
 * templates are partly checked.
 */
export async function scanChart(
  fileSystem: FileSystem,
  folder: string,
  options: ChartScanOptions,
): Promise<ChartScan> {
  const model = await readChartModel(fileSystem, folder, options);
  if (!model) return emptyScan();
  const { work = plainWork } = options;
  return work.render(model, () => checkChart(model, options));
}

/** `scanChart`, where it is read only when it is needed: a third of the program is the engine that renders. */
export type ChartScanner = typeof scanChart;

/** The same for a chart that was read before, without waiting for anything. A fault of ours costs this chart alone. */
export function checkChart(model: ChartModel, options: CheckOptions): ChartScan {
  try {
    return new Scan(model, options).run();
  } catch (error) {
    const at = model.pathOf("Chart.yaml");
    const status: FileStatus = { kind: "partly", reason: `the analysis failed: ${faultOf(error)}` };
    return { ...emptyScan(new Map([[at, status]])), notices: new Map([[at, [faultNotice()]]]) };
  } finally {
    model.values.forget();
  }
}

class Scan {
  private readonly found = new Map<
    string,
    { finding: Finding; environments: string[]; file: string; source: FixSource }
  >();
  private readonly unread: { readonly file: string; readonly finding: Finding }[] = [];
  private readonly statuses = new Map<string, FileStatus>();
  private readonly texts = new Map<string, string>();
  private readonly values: ValuesPlaces;
  private readonly notices = new Map<string, ChartNotice[]>();
  private readonly loaded: LoadedChart;
  private readonly rendered: RenderedFile[] = [];
  private readonly images = new Map<readonly ResourceView[], ContainerImages>();
  private readonly shown: FileResult[] = [];
  private undecided = 0;

  constructor(
    private readonly model: ChartModel,
    private readonly options: CheckOptions,
  ) {
    this.loaded = model.chart();
    this.values = new ValuesPlaces(model.values);
  }

  run(): ChartScan {
    const { chart, problems } = this.loaded;
    this.readOwnTexts();
    if (!chart) {
      const context = this.contextOf(new Map());
      for (const problem of problems.slice(0, 1)) this.notice(problemNotice(problem, context));
      const reason = `the chart cannot be loaded: ${shortReason(problems[0]?.message ?? "")}`;
      this.statuses.set(this.pathOf("Chart.yaml"), { kind: "partly", reason });
      return this.result();
    }
    const target: RenderTarget = {
      release: "release-name",
      namespace: "default",
      kubeVersion: `v1.${this.options.linter.config.minor}.0`,
    };
    const { environments } = this.model;
    let rendered = 0;
    let failure: RenderedChart | undefined;
    for (const environment of environments) {
      if (this.options.shouldStop?.()) break;
      const { name } = environment;
      const given = this.givenTo(environment);
      const result = renderWith(this.loaded, given, target, false, this.model.lastRendering(name, false));
      this.noteProblems(result, name);
      if (refusal(result) !== undefined) {
        failure ??= result;
        continue;
      }
      rendered++;
      this.lint(result, name, true);
      for (const { id } of given.files) this.statuses.set(this.pathOf(id), { kind: "checked" });
    }
    if (rendered > 0) {
      this.statuses.set(this.pathOf("values.yaml"), { kind: "checked" });
      this.noteUnused(chart);
      this.findUnread(chart);
    } else if (failure && environments[0]) this.fallBack(failure, environments[0], target);
    return this.result();
  }

  private givenTo({ files, set }: Environment): GivenValues {
    const read = files.flatMap((id) => {
      const text = this.model.valuesText(id);
      return text === undefined ? [] : [{ id, text }];
    });
    for (const { id, text } of read) this.texts.set(id, text);
    return { files: read, set };
  }

  /** What helm stops at, and what it says in passing; each once, whatever the values. */
  private noteProblems({ problems, errors, owners }: RenderedChart, environment: string): void {
    const context = this.contextOf(owners);
    const at = (notice: ChartNotice): ChartNotice =>
      environment === "values.yaml" || notice.file === environment
        ? notice
        : { ...notice, message: `${notice.message} (with ${environment})` };
    for (const problem of problems)
      if (problem.kind === "schema" || (!problem.warning && problem.kind !== "dependency"))
        this.notice(at(problemNotice(problem, context)), environment);
    for (const error of errors) this.notice(at(errorNotice(error, context)), environment);
  }

  private notice(notice: ChartNotice, environment = ""): void {
    const path = this.model.pathOf(notice.file);
    const list = this.notices.get(path) ?? [];
    const bare = ` (with ${environment})`;
    const same = list.some(
      ({ message, span }) =>
        span.start === notice.span.start &&
        (message === notice.message || `${message}${bare}` === notice.message),
    );
    if (!same) list.push(notice);
    this.notices.set(path, list);
  }

  private fallBack(failure: RenderedChart, environment: Environment, target: RenderTarget): void {
    const { name } = environment;
    const last = this.model.lastRendering(name, true);
    const result = renderWith(this.loaded, this.givenTo(environment), target, true, last);
    const stopped = failure.problems.find(({ warning }) => !warning);
    this.notice(fallbackNotice(stopped, this.contextOf(result.owners)));
    const reason = `the chart cannot be rendered: ${shortReason(refusal(failure) ?? "")}`;
    this.lint(result, name, false);
    for (const path of result.owners.keys())
      for (const template of result.owners.get(path)?.templates ?? []) {
        const file = chartFile(`${path}/${template.name}`, result.owners);
        if (file !== undefined) this.statuses.set(this.pathOf(file), { kind: "partly", reason });
      }
    this.statuses.set(this.pathOf("Chart.yaml"), { kind: "partly", reason });
  }

  /** Hardening in values that reaches no template, in each values file that users edit. */
  private findUnread(chart: Chart): void {
    const files = [...this.texts].filter(([file]) => this.isValuesFile(file));
    for (const { file, finding } of this.model.unread.in(
      chart,
      files,
      this.options.linter,
      this.model.values,
    ))
      this.unread.push({ file: this.pathOf(file), finding });
  }

  private isValuesFile(file: string): boolean {
    return /(?:^|\/)values\.yaml$/.test(file) || this.model.valuesText(file) !== undefined;
  }

  /** Partials are seen where they are used; a dependency may be switched off in every environment. */
  private noteUnused(chart: Chart): void {
    for (const { name } of chart.templates) {
      const path = this.pathOf(fileOf(chart, name));
      const isPartial = /(?:^|\/)_[^/]*$/.test(name) || chart.metadata.type === "library";
      if (!this.statuses.has(path))
        this.statuses.set(
          path,
          isPartial
            ? { kind: "checked" }
            : { kind: "skipped", reason: "its chart is switched off by values" },
        );
    }
    for (const dependency of chart.dependencies) this.noteUnused(dependency);
  }

  /** The files of the chart that users edit. */
  private readOwnTexts(): void {
    const { chart } = this.loaded;
    const note = (location: string, name: string): void => {
      const text = this.model.textOf(location, name);
      if (text !== undefined) this.texts.set(fileOf({ location }, name), text);
    };
    // A chart that cannot be loaded still has files to say it on.
    for (const name of ["Chart.yaml", "values.yaml", "values.schema.json"]) note("", name);
    const todo = chart ? [chart] : [];
    for (const next of todo) {
      const own = next.dependencies.filter(({ vendored }) => !vendored);
      todo.push(...own);
      for (const { name, text } of next.templates) this.texts.set(fileOf(next, name), text);
      for (const name of ["values.yaml", "Chart.yaml"]) note(next.location, name);
    }
  }

  private contextOf(owners: RenderedChart["owners"]): PlacingContext {
    return {
      origins: this.loaded.origins,
      owners,
      textOf: (file) => this.texts.get(file),
      values: this.values,
    };
  }

  /** @param whole the text is what helm would install, so that it can be said what is missing in it. */
  private lint(rendered: RenderedChart, environment: string, whole: boolean): void {
    const lints = this.lintsOf(environment, whole);
    lints.keep(rendered.files);
    const results = new Map<string, { own: FileResult; findings: Finding[] }>();
    for (const [path, text] of rendered.files) {
      if (path.endsWith("NOTES.txt")) continue;
      const file = chartFile(path, rendered.owners);
      const source = file === undefined ? undefined : this.texts.get(file);
      // What is no template is a manifest like any other, and is linted as one.
      if (source !== undefined && !source.includes("{{")) continue;
      const result = lints.alone(path, plain(text));
      const findings: Finding[] = [];
      results.set(path, { own: result, findings });
      this.rendered.push({
        environment,
        path,
        whole,
        text,
        result,
        findings,
        fileOf: (template) => chartFile(template, rendered.owners),
      });
      const status: FileStatus =
        result.problems.length > 0
          ? { kind: "partly", reason: "what it renders is not YAML" }
          : { kind: "checked" };
      if (file !== undefined && this.statuses.get(this.pathOf(file))?.kind !== "partly")
        this.statuses.set(this.pathOf(file), status);
    }
    const context = this.contextOf(rendered.owners);
    for (const [path, { own, findings }] of results) {
      const text = rendered.files.get(path);
      const result = lints.among(path, own);
      this.undecided += result.undecided;
      if (whole) this.shown.push(result);
      this.noteFailures(result, chartFile(path, rendered.owners) ?? "Chart.yaml");
      if (!(text instanceof Text)) continue;
      const linted = { text, result: own, path, foldedInto: foldedIn(own), environment };
      for (const finding of result.findings)
        if ((whole || !finding.missing) && this.add(finding, linted, context)) findings.push(finding);
    }
  }

  private noteFailures({ failures }: FileResult, file: string): void {
    for (const { rule, error } of failures) {
      const reason = `rule "${rule}" failed on what it renders: ${error}`;
      this.statuses.set(this.pathOf(file), { kind: "partly", reason });
      this.notice(ruleFailedNotice(rule, file));
    }
  }

  private lintsOf(environment: string, whole: boolean): RenderedLints {
    const { linter } = this.options;
    const known = this.model.lints.get(environment);
    if (known?.linter === linter && known.whole === whole) return known;
    const made = new RenderedLints(linter, whole);
    this.model.lints.set(environment, made);
    return made;
  }

  /** False for what is not reported. */
  private add(
    finding: Finding,
    { text, result, path, foldedInto, environment }: LintedText,
    context: PlacingContext,
  ): boolean {
    const placed = placeFinding(finding, text, result.documents, path, context);
    if (!placed) return false;
    const { at, template } = placed;
    const written = context.textOf(at.file)?.slice(at.span.start, at.span.end) ?? "";
    // The namespace is chosen when the chart is installed, unless the chart itself says which.
    if (finding.rule === "default-namespace" && !written.includes("default")) return false;
    const { apiVersion, kind, name, namespace } = finding.resource;
    const identity = [
      finding.rule,
      at.file,
      at.span.start,
      apiVersion,
      kind,
      name,
      namespace,
      finding.path,
    ].join("\n");
    const known = this.found.get(identity);
    if (known) {
      if (!known.environments.includes(environment)) known.environments.push(environment);
      return true;
    }
    const related: RelatedPlace[] = template
      ? [
          {
            file: this.pathOf(template.file),
            span: template.span,
            message: { template: "rendered here", args: {} },
          },
        ]
      : [];
    this.found.set(identity, {
      file: this.pathOf(at.file),
      environments: [environment],
      finding: {
        ...finding,
        span: at.span,
        related,
        fix: undefined,
        ...foldedInto(finding),
        renderedImage: () => imageOf(finding, this.imagesIn(result, finding.resource.document)),
      },
      source: {
        finding,
        rendered: text,
        key: placed.key,
        fileOf: (template) => {
          const file = chartFile(template, context.owners);
          return file !== undefined && context.textOf(file) !== undefined ? file : undefined;
        },
      },
    });
    return true;
  }

  private imagesIn({ documents }: FileResult, index: number): ContainerImages {
    const resources = documents[index]?.result.resources ?? [];
    const known = this.images.get(resources) ?? containerImages(resources);
    this.images.set(resources, known);
    return known;
  }

  private result(): ChartScan {
    const findings = new Map<string, Finding[]>();
    const fixSources = new Map<Finding, FixSource>();
    for (const { finding, environments, file, source } of this.found.values()) {
      const list = findings.get(file) ?? [];
      const whole = { ...finding, environments };
      list.push(whole);
      if (source.finding.fix) fixSources.set(whole, source);
      findings.set(file, list);
    }
    for (const { file, finding } of this.unread) findings.set(file, [...(findings.get(file) ?? []), finding]);
    for (const list of findings.values()) list.sort((a, b) => a.span.start - b.span.start);
    const texts = new Map([...this.texts].map(([file, text]) => [this.pathOf(file), text]));
    return {
      findings,
      statuses: this.statuses,
      texts,
      undecided: this.undecided,
      rules: shownTo(this.shown),
      notices: this.notices,
      fixSources,
      rendered: this.rendered,
    };
  }

  private pathOf(file: string): string {
    return this.model.pathOf(file);
  }
}

/** A rendered text, and what a linter says of it. */
interface LintedText {
  readonly text: Text;
  readonly result: FileResult;
  readonly path: string;
  readonly foldedInto: ReturnType<typeof foldedIn>;
  readonly environment: string;
}
