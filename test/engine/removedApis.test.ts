import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { isBuiltinKind } from "../../engine/kubernetes/kinds";
import { apiLifecycle, replacementFor } from "../../engine/kubernetes/removedApis";
import { removedApiTable } from "../../engine/kubernetes/removedApiTable";

describe("the table of removed APIs", () => {
  it("names kinds that are recognised, and versions in order", () => {
    for (const [apiVersion, kind, deprecated, removed] of removedApiTable) {
      assert.ok(isBuiltinKind(apiVersion, kind), `${apiVersion} ${kind}`);
      if (deprecated !== null && removed !== null) assert.ok(deprecated <= removed, `${apiVersion} ${kind}`);
    }
  });

  it("knows the facts of the migration guide", () => {
    const removedIn = (apiVersion: string, kind: string) => apiLifecycle(apiVersion, kind)?.removedIn;
    assert.equal(removedIn("extensions/v1beta1", "Deployment"), 16);
    assert.equal(removedIn("extensions/v1beta1", "Ingress"), 22);
    assert.equal(removedIn("rbac.authorization.k8s.io/v1beta1", "Role"), 22);
    assert.equal(removedIn("policy/v1beta1", "PodSecurityPolicy"), 25);
    assert.equal(removedIn("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema"), 26);
    assert.equal(removedIn("flowcontrol.apiserver.k8s.io/v1beta2", "FlowSchema"), 29);
    assert.equal(removedIn("flowcontrol.apiserver.k8s.io/v1beta3", "PriorityLevelConfiguration"), 32);
    assert.equal(apiLifecycle("apps/v1", "Deployment"), undefined);
    assert.equal(apiLifecycle("v1", "Pod"), undefined);
  });

  it("finds a replacement that the version serves", () => {
    const flow = "flowcontrol.apiserver.k8s.io";
    assert.equal(replacementFor(`${flow}/v1beta1`, "FlowSchema", 24), `${flow}/v1beta2`);
    assert.equal(replacementFor(`${flow}/v1beta1`, "FlowSchema", 27), `${flow}/v1beta3`);
    assert.equal(replacementFor(`${flow}/v1beta1`, "FlowSchema", 37), `${flow}/v1`);
    assert.equal(replacementFor("extensions/v1beta1", "PodSecurityPolicy", 24), "policy/v1beta1");
    assert.equal(replacementFor("extensions/v1beta1", "PodSecurityPolicy", 25), undefined);
    assert.equal(replacementFor("apps/v1", "Deployment", 37), undefined);
  });

  it("is what the generator writes, where the catalogue is at hand", () => {
    execFileSync(process.execPath, [join(__dirname, "../../scripts/generate/removedApis.mjs"), "--check"], {
      stdio: "pipe",
    });
  });
});
