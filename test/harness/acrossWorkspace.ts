const deployment = (name: string, more = "", container = "") => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      serviceAccountName: ${name}${more}
      containers:
        - name: web
          image: registry.example/web:1.4.2${container}
`;

/** Stands in several places of the workspace, in none of which it may be told. */
export const secretLiteral = "Tr0ub4dor-and-3-zebras";

/**
 * A workspace in which files have to do with each other in every way that they can: Services and the pods they select,
 * network policies, roles and bindings, an overlay of an overlay, a chart with values, and suppressions of what only
 * several files tell.
 */
export const acrossWorkspace: Readonly<Record<string, string>> = {
  "kubehint.yaml": `profile: all
exceptions:
  - rule: [network-policy-missing-for-pod]
    image: ["registry.example/web*"]
    name: [excepted]
    reason: it is reached by nobody
  - rule: [privileged-container]
    file: ["chart/**"]
    reason: the chart of the node agent
  - rule: [host-network]
    name: [nobody]
    reason: accepts nothing
  - rule: [host-pid]
    until: 2020-01-01
    reason: over
`,
  "apps/web/deployment.yaml": deployment("web"),
  "apps/excepted/deployment.yaml": deployment(
    "excepted",
    "",
    "\n          securityContext: { privileged: true }",
  ),
  "apps/idle/deployment.yaml": `# kubehint: ignore[network-policy-missing-for-pod] nothing to accept here
# kubehint: ignore[pod-disruption-budget-missing] a trial
# kubehint: ignore[host-network] nothing of the kind
${deployment("idle")}`,
  "apps/annotated/deployment.yaml": deployment("annotated").replace(
    "namespace: shop }",
    'namespace: shop, annotations: { ignore.kubehint/non-existent-service-account: "made by hand" } }',
  ),
  "services/web.yaml":
    "apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] }\n",
  "services/dangling.yaml":
    "# where the offsets differ\n---\napiVersion: v1\nkind: Service\nmetadata: { name: dangling, namespace: shop }\nspec: { selector: { app: nobody }, ports: [{ port: 80 }] }\n",
  "services/later.yaml":
    'apiVersion: v1\nkind: Service\nmetadata: { name: later, namespace: shop }\nspec: { selector: { app: "${APP}" }, ports: [{ port: 80 }] }\n',
  "services/ingress.yaml":
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a, namespace: shop }\nspec: { rules: [{ host: shop.example.com }] }\n",
  "trial/ingress.yaml":
    "# another line\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: b, namespace: trial }\nspec: { rules: [{ host: shop.example.com }] }\n",
  "policies/idle.yaml":
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: idle, namespace: shop }\nspec: { podSelector: { matchLabels: { app: idle } }, policyTypes: [Ingress, Egress] }\n",
  "policies/budget.yaml":
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web, namespace: shop }\nspec: { maxUnavailable: 0, selector: { matchLabels: { app: web } } }\n",
  "accounts/web.yaml": "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }\n",
  "rbac/role.yaml":
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: all }\nrules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]\n',
  "bindings/all.yaml":
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: all }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all }\nsubjects: [{ kind: ServiceAccount, name: web, namespace: shop }]\n",
  "base/kustomization.yaml": "resources: [deployment.yaml]\n",
  "base/deployment.yaml": deployment("based").replace("replicas: 2", "replicas: 1"),
  "overlays/staging/kustomization.yaml": "resources: [../../base]\nnamespace: staging\n",
  "overlays/production/kustomization.yaml":
    "resources: [../staging]\nreplicas: [{ name: based, count: 3 }]\npatches:\n  - path: patch.yaml\n  - target: { kind: Deployment }\n    path: operations.yaml\n  - target: { kind: Deployment }\n    patch: |\n      - { op: add, path: /spec/template/spec/automountServiceAccountToken, value: false }\n",
  "overlays/production/operations.yaml":
    "- { op: add, path: /spec/template/spec/containers/0/securityContext, value: { readOnlyRootFilesystem: true } }\n",
  "overlays/production/patch.yaml":
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: based }\nspec: { template: { spec: { hostNetwork: true } } }\n",
  "sites/base/kustomization.yaml": "resources: [deployment.yaml]\n",
  "sites/base/deployment.yaml": deployment("sited").replace("replicas: 2", "replicas: 1"),
  "sites/one/kustomization.yaml": "resources: [../base]\nreplicas: [{ name: sited, count: 3 }]\n",
  "sites/two/kustomization.yaml": "resources: [../base]\n",
  "chart/Chart.yaml":
    "apiVersion: v2\nname: chart\nversion: 1.0.0\ndependencies: [{ name: common, version: 1.0.0, repository: file://../common }]\n",
  "chart/values.yaml": "privileged: true\n",
  "chart/templates/deployment.yaml": deployment(
    "of-a-chart",
    "",
    "\n          securityContext: { privileged: {{ .Values.privileged }} }",
  ),
  "common/Chart.yaml": "apiVersion: v2\nname: common\nversion: 1.0.0\n",
  "common/values.yaml": "pid: true\n",
  "common/templates/pod.yaml": `apiVersion: v1\nkind: Pod\nmetadata: { name: common }\nspec: { hostPID: {{ .Values.pid }}, containers: [{ name: a, image: a }] }\n`,
  "broken/text.yaml": `apiVersion: v1\nkind: Pod\nmetadata: { name: [\n  password: ${secretLiteral}\n`,
  "secrets/secret.yaml": `apiVersion: v1\nkind: Secret\nmetadata: { name: login }\nstringData: { password: ${secretLiteral} }\n`,
  "secrets/env.yaml": deployment(
    "login",
    "",
    `\n          env: [{ name: DB_PASSWORD, value: ${secretLiteral} }, { name: MORE, value: "${secretLiteral}" }]\n          args: ["--password=${secretLiteral}"]`,
  ),
  "secrets/config.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: login }\ndata: { password: ${secretLiteral}, url: "https://admin:${secretLiteral}@db.example.com" }\n`,
  "secrets/custom.yaml": `apiVersion: example.com/v1\nkind: Database\nmetadata: { name: login, annotations: { note: "postgres://admin:${secretLiteral}@db.example.com/shop" } }\nspec:\n  password: ${secretLiteral}\n  containers: []\n`,
  "secrets/kustomization.yaml": `resources: [secret.yaml]\nsecretGenerator: [{ name: login, literals: [password=${secretLiteral}] }]\npatches:\n  - target: { kind: Secret }\n    patch: "[{ op: replace, path: /stringData/password, value: ${secretLiteral} }]"\n`,
};
