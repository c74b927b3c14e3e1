import type { Finding } from "../../engine/finding";
import type { Chart } from "../../engine/helm/chart/chart";
import type { Linter } from "../../engine/linter";
import { YamlDocument } from "../../engine/yaml/document";
import type { Field } from "../../engine/yaml/field";
import { pointerStep } from "../../engine/yaml/pointer";
import { ValuesReads } from "./valuesReads";

/** The rule that this module judges for; its own check does nothing. */
export const unreadHardeningRule = "unread-hardening";

/** Keys that harden a container or pod, as charts name them: those of Kubernetes, and its groups of them with a prefix. */
const hardening =
  /^(?:\w*securityContext|runAsNonRoot|runAsUser|runAsGroup|readOnlyRootFilesystem|allowPrivilegeEscalation|seccompProfile|appArmorProfile|capabilities|automountServiceAccountToken)$/i;

/** Levels of a values file that are looked at. */
const deepest = 20;

/** What the files of a chart and its dependencies read of their values, and which keys hand values to which dependency. */
export interface ReadValues {
  readonly reads: ValuesReads;
  readonly dependencies: ReadonlySet<string>;
}

/**
 * @param texts those of values files: what they hold is rendered as a template where the chart says `tpl`.
 */
export function readValues(chart: Chart, texts: Iterable<string>): ReadValues {
  const reads = new ValuesReads();
  const dependencies = new Set<string>();
  const add = ({ metadata, templates, files, dependencies: charts }: Chart): void => {
    for (const { name, alias } of metadata.dependencies) dependencies.add(alias || name);
    // A chart in charts/ needs no entry in Chart.yaml.
    for (const dependency of charts) dependencies.add(dependency.metadata.name);
    for (const { text } of [...templates, ...files]) reads.add(text);
    for (const dependency of charts) add(dependency);
  };
  add(chart);
  for (const text of texts) reads.add(text);
  return { reads, dependencies };
}

/**
 * Hardening in a values file that no template of the chart names, so that it reaches no container: each group of it once,
 * at its key. Branches that are not taken count as templates like any other.
 */
export function unreadHardening(
  text: string,
  { reads, dependencies }: ReadValues,
  linter: Linter,
): Finding[] {
  const rule = linter.rules.find(({ id }) => id === unreadHardeningRule);
  if (!rule) return [];
  const setting = linter.config.rules[unreadHardeningRule];
  const marker = /^---[ \t]*\r?\n/.exec(text)?.[0].length ?? 0;
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
  const report = (entry: Field, path: readonly string[]): void => {
    const near = reads.below(path.slice(0, -1)).find((key) => hardening.test(key));
    const { span } = entry;
    const key = entry.keySpan ?? span;
    const pointer = path.map((key) => `/${pointerStep(key)}`).join("");
    findings.push({
      rule: rule.id,
      severity: setting && setting !== "off" ? setting : rule.severity,
      confidence: rule.confidence,
      message: {
        template: rule.messages[near === undefined ? "unread" : "near"] ?? "",
        args: { path: path.join("."), near: [...path.slice(0, -1), near ?? ""].join(".") },
      },
      span: { start: key.start + marker, end: key.end + marker },
      resource: { apiVersion: "", kind: "Values", name: null, namespace: null, document: 0 },
      path: pointer,
      lastingPath: () => pointer,
      subject: pointer,
      profiles: rule.profiles,
      missing: false,
      fix: undefined,
      related: [],
    });
  };
  visit(new YamlDocument(text.slice(marker)).root, []);
  return findings;
}

/** Whether it says anything: charts name empty groups for users to fill in. */
function isSet(field: Field): boolean {
  if (field.isMap) return field.entries().length > 0;
  if (field.isSequence) return field.items().length > 0;
  return (field.text() ?? "") !== "";
}
