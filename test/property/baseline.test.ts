import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultConfig } from "../../engine/config";
import type { Finding } from "../../engine/finding";
import { createLinter, type FileResult } from "../../engine/linter";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { baselineText, readBaseline } from "../../workspace/configuration/baseline";
import { writeOddly } from "../harness/oddWriter";
import { documentsToJson, type Json } from "../harness/toJson";
import { Choices } from "../harness/yamlModel";
import { runs } from "./runs";

type JsonMap = { [key: string]: Json };

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
/** Without those that are reported at their object as often as it has them. */
const examples = rules.flatMap(({ id }) => {
  const bad = ruleDocs[id]?.examples?.bad;
  return bad === undefined || bad.includes("{{")
    ? []
    : documentsToJson(bad).filter((value) => nameOf(value) !== undefined);
});
/** Each object has a name of its own. */
const documents = fc
  .array(fc.constantFrom(...examples), { minLength: 1, maxLength: 3 })
  .map((values) => values.map((value, at) => renamed(value, `${nameOf(value)}-${at}`)));
const seeds = fc.nat();
const choicesOf = (seed: number) => new Choices(Math.imul(seed + 1, 2654435761));

function baselineOf(text: string) {
  const kept = linter.lint(text).findings.map(({ rule, resource, lastingPath }) => ({
    rule,
    resource,
    file: "a.yaml",
    lastingPath: lastingPath(),
  }));
  const baseline = readBaseline(baselineText(kept));
  assert.ok(!("fault" in baseline));
  return baseline.of("a.yaml");
}

/** What the second text has beside the baseline of the first, and what is known of it. */
function compared(before: string, after: string): Pick<FileResult, "findings" | "suppressed"> {
  const baseline = baselineOf(before);
  return linter.lint(after, baseline ? { baseline } : {});
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameOf(value: Json): string | undefined {
  if (!isMap(value) || !isMap(value.metadata) || value.kind === "List") return undefined;
  return typeof value.metadata.name === "string" ? value.metadata.name : undefined;
}

function renamed(value: Json, name: string): Json {
  return isMap(value) && isMap(value.metadata) ? { ...value, metadata: { ...value.metadata, name } } : value;
}

function shuffled<T>(items: readonly T[], by: Choices): T[] {
  return items
    .map((item) => ({ item, at: by.next(1000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** The keys of all mappings in another order. */
function reordered(value: Json, by: Choices): Json {
  if (Array.isArray(value)) return value.map((item) => reordered(item, by));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    shuffled(Object.entries(value), by).map(([key, item]): [string, Json] => [key, reordered(item, by)]),
  );
}

/** With a container behind the first list of containers, the same as its first one but for the name. */
function withContainer(value: Json, name: string): Json {
  if (Array.isArray(value)) return value.map((item) => withContainer(item, name));
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, Json] => {
    const first = key === "containers" && Array.isArray(item) ? item.find(isMap) : undefined;
    if (first && Array.isArray(item)) return [key, [...item, { ...first, name }]];
    return [key, withContainer(item, name)];
  });
  return Object.fromEntries(entries);
}

const keyOf = ({ rule, resource, path, subject }: Finding) =>
  `${resource.kind} ${resource.name} ${rule} ${path} ${subject}`;
const keys = (findings: readonly Finding[]) => findings.map(keyOf).sort();
const isNew = ({ resource }: Finding) => resource.name?.startsWith("new-") ?? false;

describe("a baseline of a manifest in odd writing", () => {
  it("knows all of it in any other writing, order and company, and nothing of the company", () => {
    fc.assert(
      fc.property(documents, documents, seeds, (values, others, seed) => {
        const by = choicesOf(seed);
        const before = writeOddly(values, by);
        const added = others.map((other) => renamed(other, `new-${nameOf(other)}`));
        const changed = shuffled([...values, ...added], by).map((value) => reordered(value, by));
        const after = writeOddly(changed, by);
        const { findings, suppressed } = compared(before, after);
        const story = `${before}\n=>\n${after}`;
        assert.deepEqual(keys(findings.filter((finding) => !isNew(finding))), [], story);
        assert.deepEqual(keys(suppressed.filter(isNew)), [], story);
      }),
      runs(150),
    );
  }).timeout(60_000);

  it("does not know an object by another name, and still the others", () => {
    fc.assert(
      fc.property(documents, seeds, (values, seed) => {
        const by = choicesOf(seed);
        const which = by.next(values.length);
        const changed = values.map((value, at) => (at === which ? renamed(value, "new-name") : value));
        const { findings, suppressed } = compared(writeOddly(values, by), writeOddly(changed, by));
        assert.deepEqual(keys(findings.filter((finding) => !isNew(finding))), []);
        assert.deepEqual(keys(suppressed.filter(isNew)), []);
      }),
      runs(100),
    );
  }).timeout(60_000);

  it("does not know another container, and still what it knew of the pod", () => {
    fc.assert(
      fc.property(documents, seeds, (values, seed) => {
        const by = choicesOf(seed);
        const before = writeOddly(values, by);
        const after = writeOddly(
          values.map((value) => withContainer(value, "new-container")),
          by,
        );
        const known = new Set(keys(linter.lint(before).findings));
        const { findings, suppressed } = compared(before, after);
        const story = `${before}\n=>\n${after}`;
        assert.deepEqual(keys(findings.filter((finding) => known.has(keyOf(finding)))), [], story);
        assert.deepEqual(keys(suppressed.filter((finding) => !known.has(keyOf(finding)))), [], story);
      }),
      runs(100),
    );
  }).timeout(60_000);

  it("counts what has no name: one that went makes room for one like it, and for no other", () => {
    const role = (name: string, count: number): Json => ({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name },
      rules: Array.from({ length: count }, () => ({ apiGroups: ["apps"], resources: ["*"], verbs: ["*"] })),
    });
    const few = fc.nat(4);
    fc.assert(
      fc.property(few, few, few, few, seeds, (web, webNow, db, dbNow, seed) => {
        const by = choicesOf(seed);
        const before = writeOddly([role("web", web), role("db", db)], by);
        const after = writeOddly(shuffled([role("web", webNow), role("db", dbNow)], by), by);
        const { findings, suppressed } = compared(before, after);
        const left = (name: string) =>
          findings.filter(({ rule, resource }) => rule === "rbac-wildcard-verb" && resource.name === name)
            .length;
        const story = `${before}\n=>\n${after}`;
        assert.deepEqual(
          [left("web"), left("db")],
          [Math.max(0, webNow - web), Math.max(0, dbNow - db)],
          story,
        );
        if (webNow + dbNow > 0 && web >= webNow && db >= dbNow) assert.deepEqual(keys(findings), [], story);
        assert.ok(findings.length + suppressed.length > 0 || webNow + dbNow === 0, story);
      }),
      runs(100),
    );
  }).timeout(60_000);
});
