import assert from "node:assert/strict";
import { defaultConfig } from "../../../engine/config";
import { createLinter, fileFacts } from "../../../engine/linter";
import { WorkspaceIndex } from "../../../engine/workspace/workspaceIndex";
import { rules } from "../../../rules";
import { object, objects, workload } from "../../harness/messagesOf";

/** Ten objects that know each other, all in one namespace: what makes a slow rule slowest. */
const application = (number: number): string => {
  const name = `app-${number}`;
  const selector = `selector: { matchLabels: { app: ${name} } }`;
  return objects(
    workload(name, { spec: `serviceAccountName: ${name}, `, more: "replicas: 2, " }),
    workload(`${name}-db`, { kind: "StatefulSet", more: `serviceName: ${name}-db, ` }),
    object(
      "v1",
      "Service",
      name,
      `spec: { type: NodePort, selector: { app: ${name} }, ports: [{ port: 80 }] }`,
    ),
    object("v1", "Service", `${name}-db`, `spec: { clusterIP: None, selector: { app: ${name}-db } }`),
    object("v1", "ServiceAccount", name, "automountServiceAccountToken: true"),
    object(
      "networking.k8s.io/v1",
      "NetworkPolicy",
      name,
      `spec: { podSelector: { matchLabels: { app: ${name} } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: ${name}-db } } }] }] }`,
    ),
    object("policy/v1", "PodDisruptionBudget", name, `spec: { minAvailable: 1, ${selector} }`),
    object(
      "networking.k8s.io/v1",
      "Ingress",
      name,
      `spec: { rules: [{ host: ${name}.example.com, http: { paths: [{ path: /, backend: { service: { name: ${name}, port: { number: 80 } } } }] } }] }`,
    ),
    object(
      "autoscaling/v2",
      "HorizontalPodAutoscaler",
      name,
      `spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} } }`,
    ),
    object(
      "rbac.authorization.k8s.io/v1",
      "RoleBinding",
      name,
      `roleRef: { kind: ClusterRole, name: admin }, subjects: [{ kind: ServiceAccount, name: ${name} }]`,
    ),
  );
};

describe("rules across files, on a large workspace", function () {
  this.timeout(60_000);

  it("take less than a second for 5000 objects of one namespace", () => {
    const linter = createLinter({
      rules: rules.filter(({ on }) => on === "workspace"),
      config: { ...defaultConfig, profile: "all" },
    });
    const index = new WorkspaceIndex();
    const files = Array.from({ length: 500 }, (_, number) => `app-${number}.yaml`);
    for (const [number, file] of files.entries())
      index.set(file, fileFacts(linter.lint(application(number)), file));
    const started = process.cpuUsage();
    const found = files.flatMap((file) => linter.lintAmong(index, file).findings);
    const { user, system } = process.cpuUsage(started);
    assert.ok(found.length >= 500, `${found.length} findings`);
    assert.ok(user + system < 1_000_000, `${Math.round((user + system) / 1000)} ms of processor time`);
  });
});
