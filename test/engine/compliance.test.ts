import assert from "node:assert/strict";
import { complianceOf } from "../../engine/compliance";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { ruleFrameworks } from "../../rules/frameworks";

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { ${spec} }\n`;

function judge(text: string) {
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "pss-baseline" } });
  const { judged } = linter.lint(text);
  return complianceOf("pss", linter.rules, ruleFrameworks, judged());
}

describe("compliance", () => {
  const status = (text: string, id: string) =>
    judge(text).controls.find((control) => control.id === id)?.status;

  it("fails a control where something was found, and passes it where nothing was", () => {
    const text = pod("hostPID: true, containers: [{ name: a, image: b }]");
    assert.equal(status(text, "host-pid"), "fail");
    assert.equal(status(text, "host-ipc"), "pass");
  });

  it("does not apply a control to what it does not speak of", () => {
    const { controls, score } = judge("apiVersion: v1\nkind: Service\nspec: { ports: [{ port: 80 }] }\n");
    assert.ok(controls.every((control) => control.status === "not-applicable"));
    assert.equal(score, undefined);
  });

  it("counts what another finding covers, and scores the share that passes", () => {
    const { controls, passed, failed, score } = judge(
      pod(
        "volumes: [{ name: v, hostPath: { path: /var/run/docker.sock } }], containers: [{ name: a, image: b }]",
      ),
    );
    assert.equal(controls.find(({ id }) => id === "host-path-volume")?.status, "fail");
    assert.equal(failed, 1);
    assert.equal(score, Math.floor((100 * passed) / (passed + failed)));
  });
});
