/** A value that stands nowhere else; `position` says where it was put. */
export function canary(position: number): string {
  return `zQ7canary${String(position).padStart(2, "0")}xW`;
}

/** Any of them, also in base64 at any of the three ways that bytes can fall, and as the name of an address. */
export const anyCanary = new RegExp(
  ["zQ7canary", ...[0, 1, 2].map(base64Core)].map((text) => text.replace(/[+/]/g, "\\$&")).join("|"),
  "i",
);

function base64Core(shift: number): string {
  const text = Buffer.from(`${"_".repeat(shift)}zQ7canary`)
    .toString("base64")
    .replace(/=+$/, "");
  // The first and last characters depend on what stands beside.
  return text.slice(Math.ceil((shift * 4) / 3) + (shift > 0 ? 1 : 0), -2);
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Manifests with a secret in every place that can hold one, each surrounded by what is reported and fixed. */
export const secretive: Readonly<Record<string, string>> = {
  "deploy.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    example.com/api-token: ${canary(1)}
    note: ${canary(2)}
  labels:
    app: web
    api-token: ${canary(3)}
x-password: &password ${canary(4)}
x-env: &env
  - { name: MERGED_PASSWORD, value: ${canary(5)} }
spec:
  replicas: 1
  selector:
    matchLabels: { app: web, token: ${canary(6)} }
  template:
    metadata:
      labels: { app: web }
      annotations:
        container.apparmor.security.beta.kubernetes.io/web: unconfined
        backup/credentials: "${canary(7)}"
    spec:
      hostNetwork: true
      initContainers:
        - name: init
          image: user:${canary(8)}@registry.example/init:latest
          env:
            - name: INIT_PASSWORD
              value: ${canary(9)}
          securityContext:
            privileged: true
        - { name: flow, image: "a:1", env: [{ name: P, value: ${canary(10)} }], args: [${canary(11)}], securityContext: { privileged: true } }
      containers:
        - name: web
          image: registry.example/web:latest
          command: ["sh", "-c", "sudo curl -u admin:${canary(12)} http://u:${canary(13)}@host/"]
          args:
            - --password=${canary(14)}
            - --url=https://user:${canary(15)}@host/path
            - -p
            - ${canary(16)}
          env:
            - name: DB_PASSWORD
              value: ${canary(17)}
            - name: API_URL
              value: http://user:${canary(18)}@api.example/
            - name: PLAIN
              value: "${canary(19)}"
            - name: ALIASED_PASSWORD
              value: *password
            - name: KEY_PEM
              value: |
                -----BEGIN RSA PRIVATE KEY-----
                ${canary(20)}AAAAAAAAAAAAAAAA
                -----END RSA PRIVATE KEY-----
            - "name": "QUOTED_TOKEN"
              "value": '${canary(21)}'
          securityContext:
            allowPrivilegeEscalation: true
          livenessProbe:
            httpGet:
              path: /
              port: 80
              host: 10.0.0.1
              httpHeaders:
                - name: Authorization
                  value: Bearer ${canary(22)}
        - name: second
          image: b:1
          env: *env
      ephemeralContainers:
        - name: debug
          image: c:1
          env:
            - name: DEBUG_SECRET
              value: ${canary(23)}
`,
  "config.yaml": `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  password: ${canary(24)}
  settings.ini: |
    [db]
    password=${canary(25)}
binaryData:
  token: ${base64(canary(26))}
---
apiVersion: v1
kind: Pod
metadata: { name: small }
spec:
  containers:
    - { name: small, image: "e:1" }
  securityContext: { seccompProfile: { type: Unconfined } }
---
apiVersion: v1
kind: Secret
metadata: { name: secret }
data:
  password: ${base64(canary(27))}
stringData:
  "other": ${canary(28)}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/configuration-snippet: |
      proxy_set_header Authorization "Basic ${canary(29)}";
spec:
  rules: [{ host: shop.example }]
---
apiVersion: example.com/v1
kind: Robot
metadata: { name: r2 }
spec:
  token: ${canary(30)}
  template:
    spec:
      containers:
        - name: r2
          image: d:1
          env: [{ name: R2_TOKEN, value: ${canary(31)} }]
          securityContext: { privileged: true }
`,
  "manifest.json": JSON.stringify({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "json", annotations: { note: canary(32) } },
    spec: {
      hostPID: true,
      containers: [
        {
          name: "web",
          image: `http://user:${canary(33)}@registry.example/a:latest`,
          command: ["x", canary(34)],
          env: [{ name: "JSON_PASSWORD", value: canary(35) }],
          securityContext: { privileged: true },
        },
      ],
    },
  }),
  "broken.yaml": `apiVersion: v1
kind: Pod
metadata: { name: broken }
spec:
  containers:
    - name: web
      image: a:latest
      securityContext: { privileged: true }
      env:
        - name: BROKEN_PASSWORD
          value: "${canary(36)}
        - name: OTHER
          value: ${canary(37)}: [
`,
  "kubehint.yaml": `token: ${canary(38)}
kinds:
  - { apiVersion: example.com/v1, kind: Robot, podSpec: spec.template.spec, password: ${canary(39)} }
rules:
  privileged-container: { severity: high, options: { secret: ${canary(40)} } }
`,
};
