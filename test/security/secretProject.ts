import { canary } from "./canaries";

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** A chart of a single template: most stop at it, and what helm says of that quotes values. */
const small = (
  name: string,
  template: string,
  values = `password: ${canary(80)}\n`,
): Record<string, string> => ({
  [`small/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
  [`small/${name}/values.yaml`]: `${values}hostPID: true\n`,
  [`small/${name}/templates/a.yaml`]: `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  hostPID: {{ .Values.hostPID }}\n  containers: [{ name: a, image: "a:1" }]\n${template}\n`,
});

/** What templates do with a password that helm's message then quotes. */
const failing: Readonly<Record<string, string>> = {
  fail: '{{ fail (printf "not %s" .Values.password) }}',
  required: "{{ required .Values.password nil }}",
  field: "{{ .Values.password.x.y }}",
  include: "{{ include .Values.password . }}",
  tpl: '{{ tpl (printf "{{ %s" .Values.password) . }}',
  "tpl-fails": '{{ tpl (printf "{{ fail `%s` }}" .Values.password) . }}',
  index: "{{ index .Values.password 1 2 }}",
  "index-of": "{{ index .Values.hostPID .Values.password }}",
  version: '{{ semverCompare .Values.password "1.0.0" }}',
  expression: '{{ mustRegexMatch (printf "(%s" .Values.password) "a" }}',
  date: '{{ mustToDate "2006" .Values.password }}',
  json: "{{ mustFromJson .Values.password }}",
  yaml: '{{ toYaml (fromYaml (printf "{%s: [" .Values.password)) }}',
  number: "{{ add1 .Values.password | div 0 }}",
  method: "{{ .Values.password | call }}",
  range: '{{ range $a := .Values.password }}{{ end }}{{ template "x" .Values.password }}',
  unparsed: `{{ if "${canary(82)}" }`,
  broken: "x: [{{ .Values.password }}",
  kind: "---\napiVersion: v1\nkind: {{ .Values.password }}\n x: {{ .Values.password }}\n",
};

/** A project with secrets where charts, kustomizations and what lies beside them can hold one. */
export const secretProject: Readonly<Record<string, string>> = {
  "chart/Chart.yaml":
    "apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [{ name: sub, version: 1.0.0 }]\n",
  "chart/values.yaml": `password: ${canary(41)}
db:
  password: ${canary(42)}
  url: postgres://user:${canary(43)}@db.example/shop
image: { repository: "user:${canary(44)}@registry.example/web", tag: latest }
extraEnv:
  - { name: API_TOKEN, value: ${canary(45)} }
args: ["--password=${canary(46)}"]
podAnnotations: { example.com/api-token: "${canary(47)}" }
privileged: true
hostPID: true
unused: { password: ${canary(48)} }
sub: { password: ${canary(49)}, hostNetwork: true }
`,
  "chart/values-prod.yaml": `password: ${canary(50)}\nprivileged: false\ndb: { password: ${canary(51)} }\n`,
  "chart/values.schema.json": JSON.stringify({
    properties: { password: { type: "string", default: canary(52), examples: [canary(53)] } },
  }),
  "chart/files/app.conf": `[db]\npassword = ${canary(54)}\n`,
  "chart/templates/_helpers.tpl": `{{- define "shop.env" }}\n- name: HELPER_PASSWORD\n  value: {{ .Values.db.password | default "${canary(55)}" }}\n{{- end }}\n`,
  "chart/templates/NOTES.txt": `The password is {{ .Values.password }} or ${canary(56)}.\n`,
  "chart/templates/web.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {{- toYaml .Values.podAnnotations | nindent 4 }}
spec:
  hostPID: {{ .Values.hostPID }}
  containers:
    - name: web
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
      args: {{- toYaml .Values.args | nindent 8 }}
      env:
        {{- include "shop.env" . | nindent 8 }}
        {{- toYaml .Values.extraEnv | nindent 8 }}
        - { name: LITERAL_PASSWORD, value: ${canary(57)} }
        - name: URL
          value: {{ .Values.db.url }}
      securityContext: { privileged: {{ .Values.privileged }} }
`,
  "chart/templates/secret.yaml": `apiVersion: v1\nkind: Secret\nmetadata: { name: shop }\ndata:\n  password: {{ .Values.password | b64enc }}\nstringData: { other: {{ .Values.password }} }\n`,
  "chart/templates/config.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata:\n  password: {{ .Values.password }}\n  app.conf: |{{ .Files.Get "files/app.conf" | nindent 4 }}\n`,
  "chart/charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
  "chart/charts/sub/values.yaml": `password: ${canary(58)}\nhostNetwork: false\n`,
  "chart/charts/sub/templates/a.yaml": `apiVersion: v1\nkind: Pod\nmetadata: { name: sub }\nspec:\n  hostNetwork: {{ .Values.hostNetwork }}\n  containers: [{ name: a, image: "a:1", env: [{ name: PASSWORD, value: {{ .Values.password }} }] }]\n`,
  ...Object.assign({}, ...Object.entries(failing).map(([name, template]) => small(name, template))),
  ...small("unread", "", `password: "${canary(59)}\nother: ${canary(60)}: [\n`),
  ...small("schema", "", `password: ${canary(61)}\ncount: ${canary(62)}\n`),
  "small/schema/values.schema.json": JSON.stringify({
    properties: {
      password: { enum: ["a"], pattern: "^b", maxLength: 3 },
      count: { type: "integer", const: 3 },
    },
    additionalProperties: false,
  }),
  "kustomize/kustomization.yaml": `resources: [a.yaml]
secretGenerator:
  - name: generated
    literals: [password=${canary(63)}]
    envs: [.env]
configMapGenerator:
  - name: settings
    literals: ["db.password=${canary(64)}"]
patches:
  - target: { kind: Pod }
    patch: |-
      - op: add
        path: /metadata/annotations/token
        value: ${canary(65)}
  - patch: |-
      apiVersion: v1
      kind: Pod
      metadata: { name: a }
      spec: { containers: [{ name: a, env: [{ name: PATCHED_PASSWORD, value: ${canary(66)} }] }] }
images: [{ name: a, newName: "user:${canary(67)}@registry.example/a" }]
commonAnnotations: { token: ${canary(68)} }
helmCharts: [{ name: b, valuesInline: { password: ${canary(69)} } }]
`,
  "kustomize/a.yaml": `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { hostPID: true, imagePullSecrets: [{ name: pull }], containers: [{ name: a, image: "a:1" }] }\n`,
  "kustomize/.env": `password=${canary(70)}\n`,
  "pull.yaml": `apiVersion: v1
kind: Secret
metadata: { name: pull, annotations: { kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"a":"${canary(71)}"}}' } }
type: kubernetes.io/dockerconfigjson
data:
  .dockerconfigjson: ${base64(JSON.stringify({ auths: { "r.example": { password: canary(72) } } }))}
---
apiVersion: v1
kind: Secret
metadata: { name: plain }
type: kubernetes.io/dockerconfigjson
stringData:
  .dockerconfigjson: '{"auths":{"r.example":{"auth":"${canary(73)}"}}}'
---
apiVersion: v1
kind: ConfigMap
metadata: { name: files }
data:
  .npmrc: "//registry.example/:_authToken=${canary(74)}"
  application.properties: |
    spring.datasource.password=${canary(75)}
  config.json: '{"apiKey": "${canary(76)}", "url": "amqp://u:${canary(77)}@mq"}'
  id_rsa: |
    -----BEGIN OPENSSH PRIVATE KEY-----
    ${canary(78)}AAAAAAAAAAAAAAAAAAAAAAAAAAAA
    -----END OPENSSH PRIVATE KEY-----
`,
  ".kubehint-baseline.json": `{ "version": 1, "findings": [{ "rule": "host-ipc", "file": "a.yaml", "resource": "Pod//a", "path": "/spec/hostIPC", "count": 1, "password": "${canary(79)}" }] }\n`,
};
