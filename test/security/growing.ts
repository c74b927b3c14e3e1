/** Manifests that grow in one direction: the number that is tried, and the text for a number. */
export interface Growing {
  readonly count: number;
  make(count: number): string;
}

const pod = (name: string, spec: string, metadata = "") =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  namespace: shop\n${metadata}spec:\n${spec}`;

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

const container = (index: number) =>
  `    - name: c${index}\n      image: registry.example/a:1\n      ports: [{ containerPort: ${1 + (index % 65000)} }]\n`;

const workspace = (index: number): string => {
  const name = `o${index}`;
  const head = (apiVersion: string, kind: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: n${index % 20} }\n`;
  switch (index % 10) {
    case 0:
      return `${head("v1", "Service")}spec: { selector: { app: o${index + 1} }, ports: [{ port: 80 }] }\n`;
    case 1:
      return `${head("apps/v1", "Deployment")}spec: { selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { serviceAccountName: o${index + 1}, containers: [{ name: a, image: a }] } } }\n`;
    case 2:
      return head("v1", "ServiceAccount");
    case 3:
      return `${head("rbac.authorization.k8s.io/v1", "Role")}rules: [{ apiGroups: [""], resources: [secrets], verbs: [get] }]\n`;
    case 4:
      return `${head("rbac.authorization.k8s.io/v1", "RoleBinding")}roleRef: { kind: Role, name: o${index - 1} }\nsubjects: [{ kind: ServiceAccount, name: o${index - 2} }]\n`;
    case 5:
      return `${head("networking.k8s.io/v1", "NetworkPolicy")}spec: { podSelector: { matchLabels: { app: o${index - 4} } }, ingress: [] }\n`;
    case 6:
      return `${head("networking.k8s.io/v1", "Ingress")}spec: { rules: [{ host: shop.example, http: { paths: [{ path: /, backend: { service: { name: o${index - 6}, port: { number: 80 } } } }] } }] }\n`;
    case 7:
      return `${head("policy/v1", "PodDisruptionBudget")}spec: { minAvailable: 1, selector: { matchLabels: { app: o${index - 6} } } }\n`;
    case 8:
      return `${head("autoscaling/v2", "HorizontalPodAutoscaler")}spec: { minReplicas: 2, maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: o${index - 7} } }\n`;
    default:
      return `${head("v1", "ConfigMap")}data: { a: b }\n`;
  }
};

export const growing: Readonly<Record<string, Growing>> = {
  "containers in a pod": {
    count: 5000,
    make: (count) => pod("a", `  containers:\n${many(count, container)}`),
  },
  "init containers": {
    count: 4000,
    make: (count) =>
      pod("a", `  initContainers:\n${many(count, container)}  containers: [{ name: a, image: a }]\n`),
  },
  "containers of one name": {
    count: 4000,
    make: (count) => pod("a", `  containers:\n${many(count, () => container(0))}`),
  },
  suppressions: {
    count: 5000,
    make: (count) =>
      pod(
        "a",
        `  containers:\n${many(
          count,
          (index) =>
            `    - name: c${index} # kubehint: ignore[privileged-container, host-pid, run-as-non-root] a\n      image: a\n      # kubehint: ignore[*] b\n      securityContext: { privileged: true }\n`,
        )}`,
      ),
  },
  "suppressions above one key": {
    count: 8000,
    make: (count) =>
      pod(
        "a",
        `${many(count, (index) => `  # kubehint: ignore[host-pid, rule-${index}] a\n`)}  containers: [{ name: a, image: a }]\n`,
      ),
  },
  "suppressions in one comment": {
    count: 8000,
    make: (count) =>
      pod(
        "a",
        `  hostPID: true ${many(count, () => "# kubehint: ignore[host-ipc] a ")}\n  containers: [{ name: a, image: a }]\n`,
      ),
  },
  "annotations that suppress": {
    count: 8000,
    make: (count) =>
      pod(
        "a",
        "  hostPID: true\n  containers: [{ name: a, image: a }]\n",
        `  annotations:\n${many(count, (index) => `    ignore.kubehint/rule-${index}: a\n`)}`,
      ),
  },
  "environment variables": {
    count: 20_000,
    make: (count) =>
      pod(
        "a",
        `  containers:\n    - name: a\n      image: a\n      env:\n${many(count, (index) => `        - { name: V${index}_PASSWORD, value: "x${index}" }\n`)}`,
      ),
  },
  "variables of one name": {
    count: 20_000,
    make: (count) =>
      pod(
        "a",
        `  containers:\n    - name: a\n      image: a\n      env:\n${many(count, () => `        - { name: V, value: x }\n`)}`,
      ),
  },
  "rules of a role": {
    count: 20_000,
    make: (count) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: a }\nrules:\n${many(count, (index) => `  - { apiGroups: ["*"], resources: [pods, secrets, "r${index}"], verbs: [get, create, delete] }\n`)}`,
  },
  "resources of one rule": {
    count: 20_000,
    make: (count) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: a }\nrules:\n  - apiGroups: [""]\n    verbs: ["*"]\n    resources:\n${many(count, (index) => `      - r${index}\n`)}`,
  },
  "subjects of a binding": {
    count: 20_000,
    make: (count) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: a }\nroleRef: { kind: ClusterRole, name: cluster-admin }\nsubjects:\n${many(count, (index) => `  - { kind: User, name: u${index} }\n`)}`,
  },
  labels: {
    count: 50_000,
    make: (count) =>
      pod(
        "a",
        "  containers: [{ name: a, image: a }]\n",
        `  labels:\n${many(count, (index) => `    l${index}: v\n`)}`,
      ),
  },
  annotations: {
    count: 50_000,
    make: (count) =>
      pod(
        "a",
        "  containers: [{ name: a, image: a }]\n",
        `  annotations:\n${many(count, (index) => `    container.apparmor.security.beta.kubernetes.io/c${index}: unconfined\n`)}`,
      ),
  },
  volumes: {
    count: 5000,
    make: (count) =>
      pod(
        "a",
        `  containers:\n    - name: a\n      image: a\n      volumeMounts:\n${many(count, (index) => `        - { name: v${index}, mountPath: /m${index}, subPath: x }\n`)}  volumes:\n${many(count, (index) => `    - { name: v${index}, hostPath: { path: /var/run } }\n`)}`,
      ),
  },
  "ports of a container": {
    count: 10_000,
    make: (count) =>
      pod(
        "a",
        `  containers:\n    - name: a\n      image: a\n      ports:\n${many(count, (index) => `        - { containerPort: ${index + 1}, hostPort: ${index + 1}, name: p${index} }\n`)}`,
      ),
  },
  "arguments of the API server": {
    count: 20_000,
    make: (count) =>
      pod(
        "kube-apiserver",
        `  containers:\n    - name: kube-apiserver\n      image: kube-apiserver\n      command:\n        - kube-apiserver\n${many(count, (index) => `        - --flag-${index}=x\n`)}`,
      ),
  },
  "entries of a ConfigMap": {
    count: 30_000,
    make: (count) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n${many(count, (index) => `  k${index}_password: hunter${index}\n`)}`,
  },
  "hosts of an Ingress": {
    count: 10_000,
    make: (count) =>
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a, namespace: shop }\nspec:\n  tls: [{ hosts: [${many(count, (index) => `t${index}.example, `)}] }]\n  rules:\n${many(count, (index) => `    - host: h${index}.example\n      http: { paths: [{ path: /, backend: { service: { name: s${index}, port: { number: 80 } } } }] }\n`)}`,
  },
  "peers of a policy": {
    count: 10_000,
    make: (count) =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec:\n  podSelector: {}\n  ingress:\n    - from:\n${many(count, (index) => `        - ipBlock: { cidr: 10.${(index >> 8) % 256}.${index % 256}.0/24 }\n`)}`,
  },
  "ports of a Service": {
    count: 10_000,
    make: (count) =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: shop }\nspec:\n  type: LoadBalancer\n  selector: { app: a }\n  ports:\n${many(count, (index) => `    - { name: p${index}, port: ${index + 1} }\n`)}`,
  },
  documents: {
    count: 3000,
    make: (count) => many(count, (index) => `---\n${pod(`p${index}`, `  containers:\n${container(index)}`)}`),
  },
  "items of a List": {
    count: 3000,
    make: (count) =>
      `apiVersion: v1\nkind: List\nitems:\n${many(count, (index) => `  - { apiVersion: v1, kind: Pod, metadata: { name: p${index} }, spec: { containers: [{ name: a, image: a }] } }\n`)}`,
  },
  "items of a List that show no habit of indentation": {
    count: 24_000,
    make: (count) =>
      `apiVersion: v1\nkind: List\nitems:\n${many(count, (index) => `  - apiVersion: v1\n    kind: Service\n    metadata: { name: s${index} }\n    spec: { selector: { app: a } }\n`)}`,
  },
  "objects of a workspace": {
    count: 10_000,
    make: (count) => many(count, (index) => `---\n${workspace(index)}`),
  },
};
