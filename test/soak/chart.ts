/** A chart to be worked at. */
export const chart: Readonly<Record<string, string>> = {
  "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  "values.yaml": `image: registry.example/shop:1.0.0
replicas: 2
securityContext:
  privileged: true
hostPID: true
env: { LEVEL: info, DB_PASSWORD: hunter2 }
`,
  "values-prod.yaml": "replicas: 3\nsecurityContext: { privileged: false }\n",
  "templates/_helpers.tpl": `{{- define "shop.labels" -}}
app: {{ .Chart.Name }}
{{- end }}
`,
  "templates/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels: {{- include "shop.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector: { matchLabels: {{- include "shop.labels" . | nindent 6 }} }
  template:
    metadata:
      labels: {{- include "shop.labels" . | nindent 8 }}
    spec:
      hostPID: {{ .Values.hostPID }}
      containers:
        - name: shop
          image: {{ .Values.image }}
          securityContext: {{- toYaml .Values.securityContext | nindent 12 }}
          env:
            {{- range $name, $value := .Values.env }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
`,
  "templates/service.yaml": `apiVersion: v1
kind: Service
metadata: { name: {{ .Release.Name }} }
spec: { selector: {{- include "shop.labels" . | nindent 4 }}, ports: [{ port: 80 }] }
`,
};
