import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file of an application: its path in the application's folder, and its text. */
type Written = readonly [path: string, text: string];

interface Application {
  readonly name: string;
  readonly namespace: string;
  readonly chance: (share: number) => boolean;
  readonly upTo: (count: number) => number;
}

/**
 * Writes exactly `count` files as teams keep them: a folder for each team, in it one for each application. The first files
 * of a larger folder are those of a smaller one.
 */
export function writeCluster(folder: string, count: number): void {
  const random = randomFrom(20_240_601);
  let written = 0;
  for (let index = 0; written < count; index++) {
    const team = `team-${Math.floor(index / 25)}`;
    const application: Application = {
      name: `app-${index}`,
      namespace: team,
      chance: (share) => random() < share,
      upTo: (most) => Math.floor(random() * most),
    };
    for (const [path, text] of filesOf(application, index).slice(0, count - written)) {
      const file = join(folder, team, application.name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      written++;
    }
  }
}

function filesOf(application: Application, index: number): Written[] {
  const { chance } = application;
  const files: Written[] = [
    ["base/deployment.yaml", deployment(application)],
    ["base/service.yaml", service(application)],
    ["base/configmap.yaml", configMap(application)],
  ];
  if (chance(0.5)) files.push(["base/rbac.yaml", accessOf(application)]);
  if (chance(0.4)) files.push(["base/networkpolicy.yaml", networkPolicy(application)]);
  if (chance(0.5)) files.push(["ci/build.yaml", workflow(application)]);
  if (chance(0.3)) files.push(["package.json", `{ "name": "${application.name}", "version": "1.0.0" }\n`]);
  // A Kustomize tree for one application in five.
  if (index % 5 === 0) {
    const resources = files.map(([path]) => path).filter((path) => path.startsWith("base/"));
    files.push(
      ["base/kustomization.yaml", kustomization(resources.map((path) => path.slice("base/".length)))],
      [
        "overlays/production/kustomization.yaml",
        `${kustomization(["../../base"])}patches:\n  - path: replicas.yaml\n`,
      ],
      ["overlays/production/replicas.yaml", replicas(application)],
    );
  }
  return files;
}

function head(apiVersion: string, kind: string, { name, namespace }: Application): string {
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
`;
}

function deployment(application: Application): string {
  const { name, chance, upTo } = application;
  const containers = Array.from({ length: 1 + upTo(3) }, (_, at) => container(application, at)).join("");
  const hardened = chance(0.4)
    ? `      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
`
    : "";
  const host = chance(0.05) ? "      hostNetwork: true\n" : "";
  return `${head("apps/v1", "Deployment", application)}spec:
  replicas: ${1 + upTo(4)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      serviceAccountName: ${name}
${hardened}${host}      containers:
${containers}`;
}

function container({ name, chance, upTo }: Application, at: number): string {
  const lines = [
    `        - name: ${at === 0 ? "web" : `sidecar-${at}`}`,
    `          image: registry.example/${name}:${chance(0.2) ? "latest" : `1.${upTo(20)}.${upTo(9)}`}`,
    "          ports:",
    `            - containerPort: ${8080 + at}`,
  ];
  if (chance(0.5))
    lines.push(
      "          securityContext:",
      "            allowPrivilegeEscalation: false",
      "            readOnlyRootFilesystem: true",
      "            capabilities:",
      "              drop: [ALL]",
    );
  else if (chance(0.1)) lines.push("          securityContext:", "            privileged: true");
  if (chance(0.6))
    lines.push(
      "          resources:",
      `            requests: { cpu: ${100 + 50 * upTo(5)}m, memory: 128Mi }`,
      "            limits: { memory: 256Mi }",
    );
  lines.push("          env:");
  for (let variable = 0; variable < 2 + upTo(12); variable++)
    lines.push(`            - name: SETTING_${variable}`, `              value: "${upTo(10_000)}"`);
  return `${lines.join("\n")}\n`;
}

function service(application: Application): string {
  const { name, chance } = application;
  return `${head("v1", "Service", application)}spec:
  type: ${chance(0.1) ? "LoadBalancer" : "ClusterIP"}
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - port: 80
      targetPort: 8080
`;
}

function configMap(application: Application): string {
  const { upTo } = application;
  const data = Array.from({ length: 3 + upTo(15) }, (_, at) => `  key-${at}: "${upTo(100_000)}"\n`);
  return `${head("v1", "ConfigMap", application)}data:\n${data.join("")}`;
}

function accessOf(application: Application): string {
  const { name, namespace, chance } = application;
  return `${head("v1", "ServiceAccount", application)}---
${head("rbac.authorization.k8s.io/v1", "Role", application)}rules:
  - apiGroups: [""]
    resources: [${chance(0.1) ? '"*"' : "configmaps"}${chance(0.2) ? ", secrets" : ""}]
    verbs: [get, list${chance(0.2) ? ", create" : ""}]
---
${head("rbac.authorization.k8s.io/v1", "RoleBinding", application)}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ${name}
subjects:
  - kind: ServiceAccount
    name: ${name}
    namespace: ${namespace}
`;
}

function networkPolicy(application: Application): string {
  const { name } = application;
  return `${head("networking.k8s.io/v1", "NetworkPolicy", application)}spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: {}
`;
}

function kustomization(resources: readonly string[]): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
${resources.map((path) => `  - ${path}\n`).join("")}`;
}

function replicas({ name, namespace }: Application): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  replicas: 6
`;
}

/** No manifest. */
function workflow({ name }: Application): string {
  return `name: build ${name}
on: [push]
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - run: make build
`;
}

/** Numbers from 0 to below 1, the same for the same seed: mulberry32, by Tommy Ettinger, in the public domain. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
