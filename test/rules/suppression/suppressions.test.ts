import assert from "node:assert/strict";
import { defaultConfig } from "../../../engine/config";
import { createLinter } from "../../../engine/linter";
import { rules } from "../../../rules";
import { applyFixes, check, checkNone } from "../../harness/check";
import { checkEachFix, nothingChecked } from "../../harness/fixContract";

const pod = (line: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
${line}
  containers: [{ name: web, image: registry.example/web:1.4.2 }]
`;

describe("suppression rules", () => {
  it("are silent about what is in order", () => {
    checkNone(
      pod("  hostNetwork: true # kubehint: ignore[host-network] the agent reads traffic"),
      "suppression-unused",
      "suppression-expired",
      "suppression-without-reason",
      "suppression-unknown-rule",
      "suppression-unreadable",
    );
  });

  it("mark the part that is wrong", () => {
    check(
      pod(`  hostNetwork: true # kubehint: ignore[host-network, host-pid] the agent reads traffic
  #                                                  ^^^^^^^^ suppression-unused: host-pid is suppressed where it reports nothing`),
    );
    check(
      pod(`  hostNetwork: true # kubehint: ignore[host-network, host-pidd] the agent reads traffic
  #                                                  ^^^^^^^^^ suppression-unknown-rule: no rule is called "host-pidd"; did you mean "host-pid"?`),
    );
    check(
      pod(`  hostNetwork: true # kubehint: ignore[host-network]
  #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-without-reason: this suppression gives no reason`),
    );
    check(
      pod(`  hostNetwork: true # kubehint: ignore[host-network] <reason>
  #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-without-reason: this suppression gives no reason`),
    );
    check(
      pod(`  hostNetwork: true # kubehint: ignore[host-network] until=2026-06-29 the agent reads traffic
  #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-expired: this suppression ended with 2026-06-29`),
    );
    check(
      pod(`  hostNetwork: true # kubehint: ignor[host-network] the agent reads traffic
  #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-unreadable: this suppression cannot be read: ignore[rule] reason is expected`),
    );
  });

  it("take out what is of no use, and leave the rest", () => {
    const unused = (line: string) => applyFixes("suppression-unused", pod(line));
    assert.equal(
      unused("  hostNetwork: true # kubehint: ignore[host-network, host-pid] a"),
      pod("  hostNetwork: true # kubehint: ignore[host-network] a"),
    );
    assert.equal(unused("  hostPID: false # kubehint: ignore[host-pid] a"), pod("  hostPID: false"));
    assert.equal(
      unused("  # other\n  # kubehint: ignore[host-pid] a\n  hostPID: false"),
      pod("  # other\n  hostPID: false"),
    );
    assert.equal(
      unused("  hostPID: false # other # kubehint: ignore[host-pid] a # kubehint: ignore[host-ipc] b"),
      pod("  hostPID: false # other"),
    );
    assert.equal(
      applyFixes("suppression-unused", `${pod("  hostPID: false")}# kubehint: ignore[host-pid] a`),
      pod("  hostPID: false").trimEnd(),
    );
    const annotated = pod("  hostPID: false").replace(
      "{ name: web }\nspec",
      "\n  name: web\n  annotations:\n    ignore.kubehint/host-pid: a\nspec",
    );
    assert.equal(
      applyFixes("suppression-unused", annotated),
      annotated.replace(/ {2}annotations:\n.*\n/, ""),
    );
  });

  it("declare what the document says no more without an annotation", () => {
    const annotated = pod("  hostPID: false").replace(
      "{ name: web }\nspec",
      "\n  name: web\n  annotations:\n    team: shop\n    ignore.kubehint/host-pid: a\nspec",
    );
    const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
    const checked = nothingChecked();
    checkEachFix(annotated, linter, checked, ({ rule }) => rule === "suppression-unused");
    assert.equal(checked.fixes, 1);
    assert.deepEqual(checked.broken, []);
  });
});
