import type { ResourceView } from "../../engine/kubernetes/resource";
import { defineRule, type Report, type RuleDocs, type RuleOptions } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { isOn, matchesAny, optionTexts } from "../shared/options";

/** Kyverno deletes an object with this label when its time is over (since 1.11). */
const expiry = "cleanup.kyverno.io/ttl";

export default defineRule({
  id: "policy-exception-restrictions",
  title: "Policy exception without limits",
  on: "resource",
  kinds: ["kyverno.io/PolicyException", "policies.kyverno.io/PolicyException"],
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["resource.spec.exceptions", "resource.spec.match", `resource.metadata.labels.${expiry}`],
  options: {
    requireExpiry: {
      type: "boolean",
      description: "Whether every exception has to end by itself, with the label `cleanup.kyverno.io/ttl`.",
    },
    forbidWildcards: {
      type: "boolean",
      description: "Whether exceptions for every kind, every name or every rule are reported.",
    },
    policies: {
      type: "texts",
      description: "The policies that may have exceptions; `*` stands for any text.",
    },
  },
  messages: {
    endless: "{resource} holds for ever: it has no label that ends it",
    wildcard: '{resource} is not limited: "*"',
    policy: '{resource} is an exception to "{policy}", which may have none',
  },
  check(resource, { report, options }) {
    for (const found of findings(resource, options))
      report({ ...found, args: { ...found.args, resource: resource.label } });
  },
});

function* findings({ root, metadata }: ResourceView, options: RuleOptions): Generator<Report> {
  const label = metadata.at("labels", expiry);
  if (isOn(options, "requireExpiry") && !label.present)
    yield { at: label, place: metadata.at("name"), message: "endless", missing: true };
  const spec = root.at("spec");
  const exceptions = spec.at("exceptions").items();
  const allowed = optionTexts(options, "policies");
  for (const exception of exceptions) {
    const at = exception.at("policyName");
    const policy = at.text();
    if (allowed && policy !== undefined && !matchesAny(policy, allowed))
      yield { at, message: "policy", args: { policy } };
  }
  if (!isOn(options, "forbidWildcards")) return;
  for (const list of [...exceptions.map((one) => one.at("ruleNames")), ...matched(spec.at("match"))])
    for (const at of list.items()) if (at.text() === "*") yield { at, message: "wildcard" };
}

function matched(match: Field): Field[] {
  const filters = [...match.at("any").items(), ...match.at("all").items()];
  return filters.flatMap((filter) =>
    ["kinds", "names", "namespaces"].map((name) => filter.at("resources", name)),
  );
}

export const docs = {
  what: "A Kyverno PolicyException goes further than you allow in the options: it has no end, it holds for every kind or name, or it excepts from a policy that may have no exceptions. Without options nothing is reported.",
  why: "An exception switches a protection off for what it matches. One that was made for a hurry and never ends, or that matches everything, leaves the policy in place for show.",
  legitimate: "Lasting exceptions for components of the platform; list their policies in the option.",
  how: "Add the label `cleanup.kyverno.io/ttl: 720h`, and name the kinds, namespaces and objects in `spec.match`.",
  references: [
    {
      title: "Kyverno: Policy exceptions",
      url: "https://kyverno.io/docs/exceptions/",
    },
  ],
  frameworks: { "owasp-2022": ["K04"], "owasp-2025": ["K04"], mitre: ["T1562"] },
  peers: { kyverno: ["other/policy-for-exceptions", "other/expiration-for-policyexceptions"] },
  examples: {
    options: { requireExpiry: true, forbidWildcards: true },
    bad: `apiVersion: kyverno.io/v2
kind: PolicyException
metadata:
  name: batch
spec:
  exceptions:
    - policyName: disallow-host-path
      ruleNames: ["*"]
  match:
    any:
      - resources:
          kinds: ["*"]
`,
    good: `apiVersion: kyverno.io/v2
kind: PolicyException
metadata:
  name: batch
  labels:
    cleanup.kyverno.io/ttl: 720h
spec:
  exceptions:
    - policyName: disallow-host-path
      ruleNames: [host-path]
  match:
    any:
      - resources:
          kinds: [Pod]
          namespaces: [batch]
          names: [import-*]
`,
  },
} satisfies RuleDocs;
