import type { Finding } from "../../engine/finding";
import type { Chart } from "../../engine/helm/chart/chart";
import type { ReadText } from "../../engine/helm/lib/yamlParse";
import type { Linter } from "../../engine/linter";
import { findingAt } from "../../engine/ruleFinding";
import type { Field } from "../../engine/yaml/field";
import { pointerStep } from "../../engine/yaml/pointer";
import { shiftSpan } from "../../engine/yaml/span";
import type { ValuesDocuments } from "./valuesDocuments";
import { pathsReadIn, ValuesReads } from "./valuesReads";

/** The rule that this module judges for; its own check does nothing. */
export const unreadHardeningRule = "unread-hardening";

/** Keys that harden a container or pod, as charts name them: those of Kubernetes, and its groups of them with a prefix. */
const hardening =
  /^(?:\w*securityContext|runAsNonRoot|runAsUser|runAsGroup|readOnlyRootFilesystem|allowPrivilegeEscalation|seccompProfile|appArmorProfile|capabilities|automountServiceAccountToken)$/i;

/** Levels of a values file that are looked at. */
const deepest = 20;

/** What the files of a chart and its dependencies read of their values, and which keys hand values to which dependency. */
interface ReadValues {
  readonly reads: ValuesReads;
  readonly dependencies: ReadonlySet<string>;
}

/** What is known of a chart's values from the last time that it was asked for; a keystroke changes little of it. */
export class UnreadHardening {
  private readonly paths = new Map<string, { readonly text: string; readonly paths: readonly Path[] }>();
  private lists: readonly (readonly Path[])[] = [];
  private read: ReadValues | undefined;
  private readonly found = new Map<
    string,
    { text: string; read: ReadValues; linter: Linter; findings: readonly Finding[] }
  >();

  /** @param files the values files that users edit: what they hold is rendered as a template where the chart says `tpl`. */
  in(
    chart: Chart,
    files: readonly (readonly [file: string, text: string])[],
    linter: Linter,
    documents: ValuesDocuments,
  ): { readonly file: string; readonly finding: Finding }[] {
    const read = this.readBy(chart, files);
    return files.flatMap(([file, text]) => {
      let known = this.found.get(file);
      if (known?.text !== text || known.read !== read || known.linter !== linter)
        known = { text, read, linter, findings: unreadHardening(documents.document(text), read, linter) };
      this.found.set(file, known);
      return known.findings.map((finding) => ({ file, finding }));
    });
  }

  private readBy(chart: Chart, files: readonly (readonly [file: string, text: string])[]): ReadValues {
    const dependencies = new Set<string>();
    const lists: (readonly Path[])[] = [];
    const add = (name: string, text: string): void => {
      let known = this.paths.get(name);
      if (known?.text !== text) known = { text, paths: pathsReadIn(text) };
      this.paths.set(name, known);
      if (known.paths.length > 0) lists.push(known.paths);
    };
    const visit = (one: Chart, path: string): void => {
      for (const { name, alias } of one.metadata.dependencies) dependencies.add(alias || name);
      // A chart in charts/ needs no entry in Chart.yaml.
      for (const dependency of one.dependencies) dependencies.add(dependency.metadata.name);
      for (const { name, text } of one.templates) add(`${path} ${name}`, text);
      for (const { name, text } of one.files) add(`${path} ${name}`, text);
      for (const dependency of one.dependencies) visit(dependency, `${path}/${dependency.metadata.name}`);
    };
    visit(chart, "");
    for (const [file, text] of files) add(`values ${file}`, text);
    const isSame =
      [...dependencies].join(" ") === [...(this.read?.dependencies ?? [])].join(" ") &&
      lists.length === this.lists.length &&
      lists.every((list, index) => isAlike(list, this.lists[index]));
    if (!this.read || !isSame) {
      this.lists = lists;
      this.read = { reads: new ValuesReads(lists.flat()), dependencies };
    }
    return this.read;
  }
}

type Path = readonly string[];

function isAlike(one: readonly Path[], other: readonly Path[] | undefined): boolean {
  return (
    one === other ||
    (one.length === other?.length && one.every((path, index) => path.join(".") === other[index]?.join(".")))
  );
}

/**
 * Hardening in a values file that no template of the chart names, so that it reaches no container: each group of it once,
 * at its key. Branches that are not taken count as templates like any other.
 */
function unreadHardening(
  { document, start }: ReadText,
  { reads, dependencies }: ReadValues,
  linter: Linter,
): Finding[] {
  const rule = linter.rules.find(({ id }) => id === unreadHardeningRule);
  if (!rule) return [];
  const { root } = document;
  const findings: Finding[] = [];

  /** What a dependency gets below its name, it reads without. */
  const useOf = (path: readonly string[]): ReturnType<ValuesReads["of"]> => {
    const own = reads.of(path);
    const [first = "", ...rest] = path;
    if (own === "taken" || rest.length === 0 || !dependencies.has(first)) return own;
    const passed = useOf(rest);
    return passed === "unread" ? own : passed;
  };
  const visit = (field: Field, path: readonly string[]): void => {
    if (path.length > deepest) return;
    for (const entry of field.entries()) {
      const own = [...path, String(entry.key)];
      const use = useOf(own);
      if (use === "unread" && hardening.test(String(entry.key)) && isSet(entry)) report(entry, own);
      else if (use !== "taken") visit(entry, own);
    }
  };
  const nearest = new Map<string, string | undefined>();
  /** The hardening below a key that templates do read. */
  const nearTo = (parent: readonly string[]): string | undefined => {
    const name = JSON.stringify(parent);
    if (!nearest.has(name))
      nearest.set(
        name,
        reads.below(parent).find((key) => hardening.test(key)),
      );
    return nearest.get(name);
  };
  const report = (entry: Field, path: readonly string[]): void => {
    const near = nearTo(path.slice(0, -1));
    findings.push(
      findingAt(rule, linter.config, {
        message: {
          template: rule.messages[near === undefined ? "unread" : "near"] ?? "",
          args: { path: path.join("."), near: [...path.slice(0, -1), near ?? ""].join(".") },
        },
        span: shiftSpan(entry.keySpan ?? entry.span, start),
        resource: { apiVersion: "", kind: "Values", name: null, namespace: null, document: 0 },
        pointer: path.map((key) => `/${pointerStep(key)}`).join(""),
      }),
    );
  };
  visit(root, []);
  return findings;
}

/** Whether it says anything: charts name empty groups for users to fill in. */
function isSet(field: Field): boolean {
  if (field.isMap) return field.entries().length > 0;
  if (field.isSequence) return field.items().length > 0;
  return (field.text() ?? "") !== "";
}
