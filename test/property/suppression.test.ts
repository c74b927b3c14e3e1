import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultConfig } from "../../engine/config";
import type { Finding } from "../../engine/finding";
import { createLinter, type FileResult } from "../../engine/linter";
import { scopesFor, suppressionEdits } from "../../engine/suppress/placement";
import { applyEdits } from "../../engine/yaml/span";
import { rules } from "../../rules";
import { peerChecks } from "../../rules/peers";
import { baselineText, readBaseline } from "../../workspace/configuration/baseline";
import { runs } from "./runs";

const linter = createLinter({
  rules,
  peers: peerChecks,
  config: { ...defaultConfig, profile: "restricted" },
});

interface Container {
  readonly name: string;
  readonly lines: readonly string[];
  readonly flow: boolean;
}
interface Workload {
  readonly kind: "Pod" | "Deployment";
  readonly name: string;
  readonly annotated: boolean;
  readonly pod: readonly string[];
  readonly containers: readonly Container[];
}

const names = ["web", "api", "db", "cache", "proxy"];
const settings = [
  "privileged: true",
  "privileged: true # once",
  "allowPrivilegeEscalation: true",
  "runAsUser: 0",
  "capabilities: { add: [SYS_ADMIN, NET_RAW] }",
  "readOnlyRootFilesystem: false",
  "procMount: Unmasked",
];
const podSettings = [
  "hostNetwork: true",
  "hostPID: true   # for the agent",
  "hostIPC: true",
  "volumes: [{ name: all, hostPath: { path: / } }]",
  "volumes:\n  - name: all\n    hostPath:\n      path: /",
];

const container: fc.Arbitrary<Container> = fc.record({
  name: fc.constantFrom(...names),
  lines: fc.uniqueArray(fc.constantFrom(...settings), {
    maxLength: 3,
    selector: (line) => line.split(":")[0],
  }),
  flow: fc.boolean(),
});
const workload: fc.Arbitrary<Workload> = fc.record({
  kind: fc.constantFrom("Pod", "Deployment"),
  name: fc.constantFrom(...names),
  annotated: fc.boolean(),
  pod: fc.uniqueArray(fc.constantFrom(...podSettings), {
    maxLength: 3,
    selector: (line) => line.split(":")[0],
  }),
  containers: fc.uniqueArray(container, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
});

const indented = (text: string, by: number) =>
  text
    .split("\n")
    .map((line) => " ".repeat(by) + line)
    .join("\n");

function containerText({ name, lines, flow }: Container): string {
  const plain = lines.map((line) => line.replace(/\s+#.*/, "")).join(", ");
  if (flow) return `- { name: ${name}, image: registry.example/${name}:1, securityContext: { ${plain} } }`;
  const context = lines.length > 0 ? `\n  securityContext:\n${indented(lines.join("\n"), 4)}` : "";
  return `- name: ${name} # the ${name}\n  # which\n  image: registry.example/${name}:1${context}`;
}

function workloadText({ kind, name, annotated, pod, containers }: Workload): string {
  const spec = `${pod.map((line) => `${line}\n`).join("")}containers:\n${indented(containers.map(containerText).join("\n"), 2)}`;
  const head = (version: string) =>
    `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${annotated ? "  annotations:\n    team: shop # ours\n" : ""}`;
  if (kind === "Pod") return `${head("v1")}spec:\n${indented(spec, 2)}\n`;
  return `${head("apps/v1")}spec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata:\n      labels: { app: ${name} }\n    spec:\n${indented(spec, 6)}\n`;
}

const file = (workloads: readonly Workload[]) => workloads.map(workloadText).join("---\n");
const keyOf = ({ rule, resource, path }: Finding) => `${resource.document} ${rule} ${path}`;
const keys = (findings: readonly Finding[]) => findings.map(keyOf).sort();

function lineOf(text: string, { span }: Finding): number {
  return text.slice(0, span.start).split("\n").length;
}

/** What a suppression of this finding may take along: the same rule, as near as the scope says. */
function together(text: string, target: Finding, scope: string, { findings }: FileResult): Finding[] {
  const containerPointer =
    /^.*\/containers\/\d+/.exec(target.subject)?.[0] ?? /^.*\/containers\/\d+/.exec(target.path)?.[0];
  return findings.filter((finding) => {
    if (finding.rule !== target.rule) return false;
    if (scope === "file") return true;
    if (finding.resource.document !== target.resource.document) return false;
    if (scope === "resource") return true;
    if (scope === "here") return lineOf(text, finding) === lineOf(text, target);
    return (
      containerPointer !== undefined &&
      [finding.subject, finding.path].some(
        (path) => path === containerPointer || path.startsWith(`${containerPointer}/`),
      )
    );
  });
}

describe("a suppression that is put in place", () => {
  it("covers the finding it is for, and nothing further than its scope", () => {
    fc.assert(
      fc.property(
        fc.array(workload, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (workloads, which, what, crlf) => {
          const text = crlf ? file(workloads).replaceAll("\n", "\r\n") : file(workloads);
          const before = linter.lint(text);
          const target = before.findings[which % Math.max(1, before.findings.length)];
          if (!target) return;
          const scopes = scopesFor(before, target);
          const scope = scopes[what % scopes.length];
          assert.ok(scope);
          const result = suppressionEdits(text, before, {
            finding: target,
            rules: [target.rule],
            scope,
            reason: "agreed: # with everybody",
          });
          assert.ok("edits" in result, "refused" in result ? result.refused : "");
          const edited = applyEdits(text, result.edits);
          const after = linter.lint(edited);
          const story = `${scope} ${keyOf(target)}\n${edited}`;
          assert.deepEqual(
            after.suppressed.map(({ suppressed }) => suppressed.reason),
            after.suppressed.map(() => "agreed: # with everybody"),
          );
          assert.deepEqual(after.problems, [], story);
          assert.ok(keys(after.suppressed).includes(keyOf(target)), story);
          assert.deepEqual(keys([...after.findings, ...after.suppressed]), keys(before.findings), story);
          assert.deepEqual(keys(after.suppressed), keys(together(text, target, scope, before)), story);
          assert.equal(edited.replaceAll("\r\n", "").includes("\n"), !crlf, story);
          let rest = edited;
          for (const edit of [...result.edits].reverse()) {
            assert.equal(edit.start, edit.end, story);
            const at = edit.start;
            assert.ok(rest.slice(at).startsWith(edit.text), story);
            rest = rest.slice(0, at) + rest.slice(at + edit.text.length);
          }
          assert.equal(rest, text, story);
        },
      ),
      runs(200),
    );
  });
});

describe("a baseline", () => {
  const kept = ({ findings }: FileResult) =>
    findings.map(({ rule, resource, lastingPath }) => ({
      rule,
      resource,
      file: "a.yaml",
      lastingPath: lastingPath(),
    }));

  it("knows what it knew after what has nothing to do with it has changed", () => {
    fc.assert(
      fc.property(
        fc.array(workload, { minLength: 1, maxLength: 3 }),
        fc.array(workload, { maxLength: 2 }),
        fc.infiniteStream(fc.nat(99)),
        (workloads, others, choices) => {
          const next = () => choices.next().value ?? 0;
          const baseline = readBaseline(baselineText(kept(linter.lint(file(workloads)))));
          assert.ok(!("fault" in baseline));
          const shuffled = <T>(items: readonly T[]): T[] =>
            items
              .map((item) => ({ item, at: next() }))
              .sort((a, b) => a.at - b.at)
              .map(({ item }) => item);
          const added = others.map((other) => ({ ...other, name: `new-${other.name}` }));
          const changed = shuffled([
            ...workloads.map((one) => ({
              ...one,
              annotated: next() % 2 === 0,
              pod: shuffled(one.pod),
              containers: shuffled(
                one.containers.map((inner) => ({ ...inner, lines: shuffled(inner.lines) })),
              ),
            })),
            ...added,
          ]);
          const text = file(changed)
            .split("\n")
            .flatMap((line) => (next() % 4 === 0 ? [line, "# more", ""] : line))
            .join("\n");
          const known = baseline.of("a.yaml");
          const { findings, suppressed } = linter.lint(text, known ? { baseline: known } : {});
          const isNew = ({ resource }: Finding) => resource.name?.startsWith("new-");
          assert.deepEqual(findings.filter((finding) => !isNew(finding)).map(keyOf), [], text);
          assert.deepEqual(suppressed.filter(isNew).map(keyOf), [], text);
        },
      ),
      runs(150),
    );
  });
});
