import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { explain } from "../../engine/explain";
import { componentNames } from "../../engine/kubernetes/commandWords";
import { createLinter } from "../../engine/linter";
import type { Rule } from "../../engine/rule";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });

/** A manifest as JSON, which is YAML with a known place for everything, and the offset of the field in it. */
interface Case {
  readonly text: string;
  readonly offset: number;
}

const mark = "\u0001";

/**
 * `above` with the rest of the path below it. A `*` is an item of a list, or any key: `keyed` says which of them.
 * The last key holds a mark.
 */
function nest(steps: readonly string[], keyed: readonly boolean[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return mark;
  const [isKey, ...more] = step === "*" ? keyed : [true, ...keyed];
  const inner = nest(rest, more);
  const key = step === "*" ? "any" : step.replace(/\/\*$/, "/any");
  return isKey ? { [key]: inner } : [inner];
}

function stepsOf(path: string): string[] {
  const [, above, name] = /^(.*(?:annotations|labels))\.(.+)$/.exec(path) ?? [];
  return above === undefined || name === undefined ? path.split(".") : [...above.split("."), name];
}

/** Both of `second` in one: maps are merged. */
function merge(first: unknown, second: unknown): unknown {
  if (!isMap(first) || !isMap(second)) return second;
  const merged: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) merged[key] = merge(merged[key], value);
  return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object of the subject with what stands at the field's path. */
function objectWith(subject: string, value: unknown, head: Record<string, unknown>): unknown {
  const container = { name: "web", image: "a" };
  switch (subject) {
    case "container":
      return {
        ...head,
        apiVersion: "v1",
        kind: "Pod",
        spec: { containers: [merge(container, value)] },
      };
    case "pod": {
      const { metadata, ...spec } = isMap(value) ? value : {};
      return merge(
        { apiVersion: "v1", kind: "Pod", spec: { containers: [container] } },
        { metadata: metadata ?? {}, spec },
      );
    }
    case "rbacRule":
      return { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", rules: [value] };
    default:
      return merge({ ...head, metadata: { name: "a" } }, value);
  }
}

/** The API versions and kinds that the rule's examples are of. */
function headsOf(rule: Rule): Record<string, unknown>[] {
  const { bad = "", good = "" } = ruleDocs[rule.id]?.examples ?? {};
  return `${bad}\n---\n${good}`.split(/^---$/m).flatMap((document) => {
    const apiVersion = /^apiVersion: (\S+)$/m.exec(document)?.[1];
    const kind = /^kind: (\S+)$/m.exec(document)?.[1];
    return apiVersion && kind ? [{ apiVersion, kind }] : [];
  });
}

/** Manifests that have the field: in each of the rule's kinds, with lists and with maps where the path leaves it open. */
function casesOf(rule: Rule, path: string): Case[] {
  const [subject = "", ...steps] = stepsOf(path);
  const stars = steps.filter((step) => step === "*").length;
  const heads = subject === "resource" ? headsOf(rule) : [{}];
  return heads.flatMap((head) =>
    Array.from({ length: 2 ** stars }, (_, bits) => {
      const keyed = Array.from({ length: stars }, (_, star) => (bits & (1 << star)) !== 0);
      const marked = JSON.stringify(objectWith(subject, nest(steps, keyed), head), null, 1);
      const place = marked.indexOf(JSON.stringify(mark));
      // A field of every object: its own value stays.
      const own = steps.length === 1 && (steps[0] === "kind" || steps[0] === "apiVersion");
      if (own) {
        const text = JSON.stringify(objectWith(subject, {}, head), null, 1);
        return { text, offset: text.indexOf(`"${steps[0]}"`) + 1 };
      }
      return { text: marked.replace(JSON.stringify(mark), '"any"'), offset: place + 2 };
    }),
  );
}

/** The flag on the command line of each component, old and new, or the field of the kubelet's configuration. */
function flagCases(path: string, components: readonly string[] = componentNames): Case[] {
  const [, ...steps] = path.split(".");
  const [flag = ""] = steps;
  if (!flag.startsWith("--")) {
    const head = { apiVersion: "kubelet.config.k8s.io/v1beta1", kind: "KubeletConfiguration" };
    const text = JSON.stringify(merge(head, nest(steps, [])), null, 1);
    return [
      { text: text.replace(JSON.stringify(mark), '"any"'), offset: text.indexOf(JSON.stringify(mark)) + 1 },
    ];
  }
  return components.flatMap((component) =>
    ["v1.20.0", "v1.34.0"].map((version) => {
      const container = { name: component, image: `registry.k8s.io/${component}:${version}` };
      const spec = { containers: [{ ...container, command: [component, `${flag}=any`] }] };
      const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: component }, spec };
      const text = JSON.stringify(pod, null, 1);
      return { text, offset: text.indexOf(flag) + 1 };
    }),
  );
}

function isExplained(rule: Rule, { text, offset }: Case): boolean {
  return explain([linter.lint(text)], offset, rules)?.rules.includes(rule.id) === true;
}

describe("the hover", () => {
  for (const rule of rules) {
    if (rule.on === "suppression" || rule.on === "values") continue;
    it(`explains every field that ${rule.id} reads`, () => {
      const left = rule.fields.filter((path) => {
        const cases = path.startsWith("component.") ? flagCases(path) : casesOf(rule, path);
        return !cases.some((one) => isExplained(rule, one));
      });
      assert.deepEqual(left, []);
    });
  }

  it("tells the flags of one component from another's of the same name", () => {
    const rulesAt = (component: string) => {
      const [{ text, offset } = assert.fail()] = flagCases("component.--profiling", [component]);
      return explain([linter.lint(text)], offset, rules)?.rules.filter((id) => id.endsWith("-profiling"));
    };
    assert.deepEqual(rulesAt("kube-scheduler"), ["scheduler-profiling"]);
    assert.deepEqual(rulesAt("kube-controller-manager"), ["controller-manager-profiling"]);
  });
});
