/** Files of an honest project, by path: large, and nothing in them is meant to do harm. */
export type HonestFiles = Readonly<Record<string, string>>;

/** The last object of each: it is found only where everything before it was read. */
export const last = `apiVersion: v1
kind: Pod
metadata: { name: last }
spec: { hostPID: true, containers: [{ name: a, image: "a:1" }] }
`;

const lastJson = JSON.stringify({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "last" },
  spec: { hostPID: true, containers: [{ name: "a", image: "a:1" }] },
});

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

const file = (...documents: string[]): HonestFiles => ({ "all.yaml": [...documents, last].join("---\n") });

const deployment = (name: string, containers: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, labels: { app: ${name} } }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata: { labels: { app: ${name} } }\n    spec:\n      containers:\n${containers}`;

const container = (index: number) =>
  `        - name: c${index}\n          image: registry.example/a/b:1.${index}\n          env:\n            - { name: A, value: "1" }\n            - { name: B, valueFrom: { configMapKeyRef: { name: a, key: b } } }\n          ports: [{ containerPort: ${1000 + index} }]\n          resources: { requests: { cpu: 10m, memory: 64Mi }, limits: { memory: 64Mi } }\n`;

/** A CustomResourceDefinition of about this many lines, with mappings in mappings. */
function definition(name: string, lines: number): string {
  const field = (index: number, indent: string): string =>
    `${indent}field${index}:\n${indent}  description: |-\n${indent}    What the field says: "a: b", {{ not a template }} and # no comment.\n${indent}  type: object\n${indent}  properties:\n${indent}    x: { type: string, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' }\n`;
  const deeper = (depth: number, indent: string): string =>
    depth === 0
      ? ""
      : `${field(depth, indent)}${indent}    deeper:\n${indent}      type: object\n${indent}      properties:\n${deeper(depth - 1, `${indent}        `)}`;
  const one = deeper(12, `${" ".repeat(18)}`);
  const properties = many(
    Math.ceil(lines / (one.split("\n").length + 2)),
    (index) =>
      `              part${index}:\n                type: object\n                properties:\n${one}`,
  );
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${name}s.example.org\nspec:\n  group: example.org\n  names: { kind: A, plural: ${name}s }\n  scope: Namespaced\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n            spec:\n              type: object\n              properties:\n${properties.replace(/^/gm, "  ").trimEnd()}\n`;
}

const chart = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";
const podTemplate = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  hostPID: {{ .Values.hostPID }}\n  containers: [{ name: a, image: "{{ .Values.image }}" }]\n`;

/** A custom resource that is read as a whole, since it may hold containers. */
function deep(depth: number, open: (level: number) => string): string {
  return `apiVersion: example.org/v1\nkind: Tree\nmetadata: { name: a }\nspec:\n  containers: []\n${many(depth, open)}`;
}

export const honest: Readonly<Record<string, () => HonestFiles>> = {
  "a List of 5,000 objects": () => ({
    "all.yaml": `apiVersion: v1\nkind: List\nitems:\n${many(5000, (index) => `  - apiVersion: v1\n    kind: Service\n    metadata: { name: s${index} }\n    spec: { selector: { app: a }, ports: [{ port: 80 }] }\n`)}${last.replace(/^/gm, "    ").replace("    a", "  - a").trimEnd()}\n`,
  }),
  "22,000 documents": () =>
    file(
      ...Array.from(
        { length: 22_000 },
        (_, index) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c${index} }\ndata: { a: b }\n`,
      ),
    ),
  "a CustomResourceDefinition of 20,000 lines": () => file(definition("a", 20_000)),
  "a bundle of CustomResourceDefinitions of 5 MB": () =>
    file(...Array.from({ length: 12 }, (_, index) => definition(`a${index}`, 6000))),
  "a ConfigMap of 900 kB in one block": () =>
    file(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  rules.conf: |\n${many(18_000, (index) => `    rule ${index} { match: "[a-z]+"; to: *any; allow }\n`)}`,
    ),
  "a ConfigMap of 900 kB in one quoted line": () =>
    file(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  dashboard.json: ${JSON.stringify(JSON.stringify({ panels: Array.from({ length: 9000 }, (_, id) => ({ id, title: `Panel "${id}"`, targets: [{ expr: 'rate(a{b="c"}[5m])' }] })) }))}\n`,
    ),
  "a ConfigMap of 10,000 keys": () =>
    file(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n${many(10_000, (index) => `  KEY_${index}: "${index}"\n`)}`,
    ),
  "a Deployment of 300 containers": () => file(deployment("a", many(300, container))),
  "a Deployment with 5,000 variables": () =>
    file(
      deployment(
        "a",
        `        - name: a\n          image: a:1\n          env:\n${many(5000, (index) => `            - { name: V${index}, value: "${index}" }\n`)}`,
      ),
    ),
  "2,000 aliases of the labels of all": () =>
    file(
      `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: c, labels: &labels { app: a, part-of: b, managed-by: c, version: "1", tier: d } }\n${many(2000, (index) => `  - apiVersion: v1\n    kind: Service\n    metadata: { name: s${index}, labels: *labels }\n    spec: { selector: *labels, ports: [{ port: 80 }] }\n`)}`,
    ),
  "500 services that merge what they have in common": () => ({
    "Chart.yaml": chart,
    "values.yaml": `x-resources: &resources\n  requests: { cpu: 10m, memory: 64Mi }\n  limits: { memory: 64Mi }\nx-logging: &logging { driver: json, options: { size: 10m, files: "3" } }\nx-base: &base\n  restart: always\n  resources: *resources\n  logging: *logging\n  environment: &environment\n    LEVEL: info\n    ZONE: utc\nservices:\n${many(500, (index) => `  s${index}:\n    <<: *base\n    image: registry.example/s:${index}\n    environment:\n      <<: *environment\n      NAME: s${index}\n`)}image: a:1\nhostPID: true\n`,
    "templates/all.yaml": `{{- range $name, $service := .Values.services }}\napiVersion: v1\nkind: Pod\nmetadata: { name: {{ $name }} }\nspec:\n  containers:\n    - name: a\n      image: {{ $service.image }}\n      resources: {{- toYaml $service.resources | nindent 8 }}\n      env: {{- range $key, $value := $service.environment }}\n        - { name: {{ $key }}, value: {{ $value | quote }} }\n{{- end }}\n---\n{{- end }}\n${podTemplate("last")}`,
  }),
  "JSON of 400 lines for each of 60 objects": () => ({
    "all.json": `{"apiVersion":"v1","kind":"List","items":[${many(
      60,
      (index) =>
        `${JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: `c${index}` }, data: Object.fromEntries(Array.from({ length: 395 }, (_, key) => [`k${key}`, "v"])) }, null, 2)},\n`,
    )}${lastJson}]}\n`,
  }),
  "a flow mapping over 1,000 lines": () =>
    file(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: {\n${many(1000, (index) => `  k${index}: "v", # ${index}\n`)}}\n`,
    ),
  "mappings 60 deep": () =>
    file(`${deep(58, (level) => `${"  ".repeat(level + 1)}a${level}:\n`)}${"  ".repeat(60)}a: 1\n`),
  "flow mappings 150 deep": () =>
    file(`${deep(1, () => "  a: ")}${"{ a: ".repeat(147)}1${" }".repeat(147)}\n`),
  "sequences in mappings 40 deep": () =>
    file(
      `${deep(40, (level) => `${"    ".repeat(level)}  a:\n${"    ".repeat(level)}    - b: 1\n${"    ".repeat(level)}      c: 2\n`).replace(/^( *)( {4}- b: 1\n)( *)c: 2\n/gm, "$1$2$3c: 2\n")}`,
    ),
  "comments of 20,000 lines": () =>
    file(
      `${many(20_000, (index) => `# License, line ${index}: "quoted", {{ templated }}\n`)}apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n`,
    ),
  "an umbrella chart that renders 500 documents": () => ({
    "Chart.yaml": `${chart}dependencies:\n${many(10, (index) => `  - { name: part${index}, version: 1.0.0 }\n`)}`,
    "values.yaml": `image: a:1\nhostPID: true\nglobal: { domain: shop.example }\n${many(10, (index) => `part${index}: { replicas: ${index + 1} }\n`)}`,
    "templates/last.yaml": podTemplate("last"),
    ...Object.fromEntries(
      Array.from({ length: 10 }, (_, index): [string, string][] => [
        [`charts/part${index}/Chart.yaml`, `apiVersion: v2\nname: part${index}\nversion: 1.0.0\n`],
        [`charts/part${index}/values.yaml`, "replicas: 1\nimage: b:1\n"],
        [
          `charts/part${index}/templates/_helpers.tpl`,
          `{{- define "part${index}.labels" -}}\napp: part${index}\ndomain: {{ .Values.global.domain }}\n{{- end }}\n`,
        ],
        [
          `charts/part${index}/templates/all.yaml`,
          `{{- range $i := until 50 }}\n---\n${deployment(
            `part${index}-{{ $i }}`,
            '        - { name: a, image: "{{ $.Values.image }}", env: [{ name: REPLICAS, value: "{{ $.Values.replicas }}" }] }\n',
          )
            .replace("spec:\n", `  annotations: {{- include "part${index}.labels" $ | nindent 4 }}\nspec:\n`)
            .replace(
              /metadata: \{ name: (.*), labels: \{.*\} \}\n/,
              `metadata:\n  name: $1\n  labels: {{- include "part${index}.labels" $ | nindent 4 }}\n`,
            )}{{- end }}\n`,
        ],
      ]).flat(),
    ),
  }),
  "a values.yaml of 5,000 lines": () => ({
    "Chart.yaml": chart,
    "values.yaml": `image: a:1\n${many(1250, (index) => `# What part ${index} is.\npart${index}:\n  enabled: true\n  image: { repository: b, tag: "${index}" }\n`)}hostPID: true\n`,
    "templates/last.yaml": `${podTemplate("last")}---\n{{- range $key, $part := omit .Values "image" "hostPID" }}\n{{- if $part.enabled }}\napiVersion: v1\nkind: Pod\nmetadata: { name: {{ $key }} }\nspec: { containers: [{ name: a, image: "{{ $part.image.repository }}:{{ $part.image.tag }}" }] }\n---\n{{- end }}\n{{- end }}\n`,
  }),
  "a chart of 200 templates and 8 values files": () => ({
    "Chart.yaml": chart,
    "values.yaml": "image: a:1\nhostPID: true\n",
    ...Object.fromEntries(
      Array.from({ length: 7 }, (_, index) => [`values-${index}.yaml`, `image: a:${index}\n`]),
    ),
    "templates/_helpers.tpl": many(
      100,
      (index) =>
        `{{- define "shop.name${index}" -}}{{ printf "%s-%d" .Chart.Name ${index} | trunc 63 }}{{- end }}\n`,
    ),
    ...Object.fromEntries(
      Array.from({ length: 199 }, (_, index) => [
        `templates/t${index}.yaml`,
        podTemplate(`{{ include "shop.name${index % 100}" . }}-${index}`).replace(
          "{{ .Values.hostPID }}",
          "false",
        ),
      ]),
    ),
    "templates/z-last.yaml": podTemplate("last"),
  }),
};
