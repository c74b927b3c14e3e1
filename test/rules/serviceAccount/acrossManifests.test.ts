import assert from "node:assert/strict";
import { defaultConfig } from "../../../engine/config";
import { createLinter, fileFacts } from "../../../engine/linter";
import { WorkspaceIndex } from "../../../engine/workspace/workspaceIndex";
import { rules } from "../../../rules";
import { messagesOf, object, objects, workload } from "../../harness/messagesOf";

const account = (name: string) => ({ spec: `serviceAccountName: ${name}, ` });
const rbac = "rbac.authorization.k8s.io/v1";

describe("shared-service-account", () => {
  const id = "shared-service-account";

  it("reports every workload that has the account of another", () => {
    assert.deepEqual(
      messagesOf(id, objects(workload("web", account("app")), workload("api", account("app")))),
      [
        'Deployment "web" shares the service account "app" with Deployment "api"',
        'Deployment "api" shares the service account "app" with Deployment "web"',
      ],
    );
  });

  it("is silent for accounts of one's own, other namespaces, the default one and the same object again", () => {
    const web = workload("web", account("app"));
    assert.deepEqual(messagesOf(id, objects(web, workload("api", account("api")))), []);
    assert.deepEqual(
      messagesOf(id, objects(web, workload("api", { ...account("app"), namespace: "other" }))),
      [],
    );
    assert.deepEqual(messagesOf(id, objects(workload("web"), workload("api"))), []);
    assert.deepEqual(messagesOf(id, objects(web, web)), []);
  });
});

describe("workload-privileged-service-account", () => {
  const id = "workload-privileged-service-account";
  const bind = (role: string, subject: string, kind = "ClusterRoleBinding", namespace = "shop") =>
    object(
      rbac,
      kind,
      "b",
      `roleRef: { kind: ClusterRole, name: ${role} }, subjects: [${subject}]`,
      namespace,
    );
  const own = "{ kind: ServiceAccount, name: app, namespace: shop }";
  const role = (rules: string) => object(rbac, "ClusterRole", "r", `rules: [${rules}]`);
  const web = workload("web", account("app"));
  const run = (...texts: string[]) => messagesOf(id, objects(web, ...texts));

  it("says what the account can do", () => {
    const cases: [string, string][] = [
      ['{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }', "can do everything in the cluster"],
      [
        "{ apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind] }",
        "can give itself any permission in the cluster",
      ],
      [
        '{ apiGroups: [""], resources: [secrets], verbs: [list] }',
        "can read credentials of others in the cluster",
      ],
      [
        "{ apiGroups: [apps], resources: [deployments], verbs: [patch] }",
        "can run code in pods in the cluster",
      ],
      ['{ apiGroups: [""], resources: ["*/exec"], verbs: [create] }', "can run code in pods in the cluster"],
    ];
    for (const [rule, said] of cases)
      assert.deepEqual(run(role(rule), bind("r", own)), [
        `Deployment "web" ${said} as the service account "app"`,
      ]);
    assert.deepEqual(run(bind("cluster-admin", own, "RoleBinding")), [
      'Deployment "web" can do everything in its namespace as the service account "app"',
    ]);
  });

  it("finds the account through groups, user names and the default of the namespace", () => {
    for (const subject of [
      "{ kind: Group, name: 'system:serviceaccounts' }",
      "{ kind: Group, name: 'system:serviceaccounts:shop' }",
      "{ kind: User, name: 'system:serviceaccount:shop:app' }",
    ])
      assert.equal(run(bind("cluster-admin", subject)).length, 1, subject);
    const unnamed = objects(
      workload("web"),
      bind("cluster-admin", "{ kind: ServiceAccount, name: default, namespace: shop }"),
    );
    assert.deepEqual(messagesOf(id, unnamed), [
      'Deployment "web" can do everything in the cluster as the service account "default"',
    ]);
  });

  it("takes the account 'default' from bindings of the same folder alone", () => {
    const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
    const binding = bind("cluster-admin", "{ kind: ServiceAccount, name: default, namespace: shop }");
    const told = (file: string, pod: string) => {
      const index = new WorkspaceIndex();
      index.set(file, fileFacts(linter.lint(pod), file));
      index.set("apps/binding.yaml", fileFacts(linter.lint(binding), "apps/binding.yaml"));
      return linter.lintAmong(index, file).findings.filter(({ rule }) => rule === id).length;
    };
    assert.equal(told("apps/web.yaml", workload("web")), 1);
    assert.equal(told("examples/web.yaml", workload("web")), 0);
    assert.equal(told("examples/web.yaml", workload("web", account("default"))), 0);
  });

  it("takes the rules of an aggregated role from those that it selects", () => {
    const part = (labels: string, rule: string, name = "part") =>
      `{ apiVersion: ${rbac}, kind: ClusterRole, metadata: { name: ${name}, labels: { ${labels} } }, rules: [${rule}] }`;
    const aggregated = (selector: string) =>
      object(rbac, "ClusterRole", "r", `aggregationRule: { clusterRoleSelectors: [${selector}] }, rules: []`);
    const secrets = '{ apiGroups: [""], resources: [secrets], verbs: [list] }';
    const told = [
      'Deployment "web" can read credentials of others in the cluster as the service account "app"',
    ];
    const byLabel = aggregated("{ matchLabels: { team: shop } }");
    assert.deepEqual(run(byLabel, part("team: shop", secrets), bind("r", own)), told);
    assert.deepEqual(
      run(
        aggregated("{ matchExpressions: [{ key: team, operator: Exists }] }"),
        part("team: shop", secrets),
        bind("r", own),
      ),
      told,
    );
    // The controller writes over what stands in `rules`, and takes nothing from roles with other labels.
    assert.deepEqual(run(byLabel, part("team: bank", secrets), bind("r", own)), []);
    assert.deepEqual(
      run(byLabel.replace("rules: []", `rules: [${secrets}]`), part("a: b", ""), bind("r", own)),
      [],
    );
    // Roles that take in each other.
    const round = part("team: shop", secrets, "round").replace(
      "rules:",
      "aggregationRule: { clusterRoleSelectors: [{ matchLabels: { team: shop } }] }, rules:",
    );
    assert.deepEqual(run(round, part("team: shop", secrets), bind("round", own)), told);
    const added = part('"rbac.authorization.k8s.io/aggregate-to-view": "true"', secrets);
    assert.deepEqual(run(added, bind("view", own)), told);
    assert.deepEqual(run(added, bind("other", own)), []);
    assert.deepEqual(run(added.replace("to-view", "to-edit"), bind("view", own)), []);
  });

  it("is silent for lesser roles, other accounts and pods without a token", () => {
    for (const texts of [
      [role('{ apiGroups: [""], resources: [configmaps], verbs: ["*"] }'), bind("r", own)],
      [role('{ apiGroups: [""], resources: [secrets], resourceNames: [a], verbs: [get] }'), bind("r", own)],
      [role('{ apiGroups: [""], resources: [pods], verbs: [create] }'), bind("r", own, "RoleBinding")],
      [bind("view", own)],
      [bind("cluster-admin", "{ kind: ServiceAccount, name: app, namespace: other }")],
      [bind("cluster-admin", "{ kind: Group, name: 'system:serviceaccounts:other' }")],
      [
        bind("cluster-admin", own),
        object("v1", "ServiceAccount", "app", "automountServiceAccountToken: false"),
      ],
    ])
      assert.deepEqual(run(...texts), [], texts.join());
    const mute = workload("web", { spec: "serviceAccountName: app, automountServiceAccountToken: false, " });
    assert.deepEqual(messagesOf(id, objects(mute, bind("cluster-admin", own))), []);
  });
});
