import assert from "node:assert/strict";
import { formatMessage } from "../../../engine/message";
import { type CheckOptions, lintWith } from "../../harness/check";

/** A static pod as kubeadm writes it, with these flags. */
export function staticPod(component: string, flags: readonly string[], version = "v1.34.2"): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${component}
  namespace: kube-system
spec:
  containers:
    - name: ${component}
      image: registry.k8s.io/${component}:${version}
      command:
        - ${component}
${flags.map((flag) => `        - ${flag}\n`).join("")}`;
}

/** One row of a table of cases: rule, flags that are risky, flags that are fine; `at` is the version of the image. */
export interface FlagCase {
  readonly rule: string;
  readonly bad: readonly (readonly string[])[];
  readonly fine: readonly (readonly string[])[];
  readonly at?: string;
}

/** Every row as examples: the rule reports each `bad` command line once, and no `fine` one. */
export function describeFlags(component: string, cases: readonly FlagCase[]): void {
  for (const { rule, bad, fine, at } of cases)
    describe(at ? `${rule} at ${at}` : rule, () => {
      for (const flags of bad)
        it(`reports ${show(flags)}`, () => {
          assert.equal(lintWith(staticPod(component, flags, at), [rule]).length, 1);
        });
      for (const flags of fine)
        it(`is silent with ${show(flags)}`, () => {
          assert.deepEqual(messages(staticPod(component, flags, at), rule), []);
        });
    });
}

export function messages(manifest: string, rule: string, options: CheckOptions = {}): string[] {
  return lintWith(manifest, [rule], options).map(({ message }) => formatMessage(message));
}

function show(flags: readonly string[]): string {
  return flags.length > 0 ? flags.join(" ") : "no flag";
}
