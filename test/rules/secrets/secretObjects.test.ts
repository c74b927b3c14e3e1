import { check, checkNone } from "../../harness/check";

describe("secret-in-env-var-ref", () => {
  it("marks single keys and whole Secrets, in init containers too", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  initContainers:
    - name: migrate
      envFrom:
        - secretRef: { name: db }
        # ^^^^^^^^^ secret-in-env-var-ref: container "migrate" gets every key of the Secret "db" in its environment
  containers:
    - name: web
      env:
        - name: PASSWORD
          valueFrom:
          #@ 10-19 secret-in-env-var-ref: container "web" gets the Secret "db" in the environment variable "PASSWORD"
            secretKeyRef: { name: db, key: password }
`);
  });

  it("is silent for ConfigMaps, fields and mounted Secrets", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      env:
        - name: LEVEL
          valueFrom: { configMapKeyRef: { name: web, key: level } }
        - name: secretKeyRef
          value: none
      envFrom: [{ configMapRef: { name: web } }, { secretRef: null }]
      volumeMounts: [{ name: db, mountPath: /run/secrets/db }]
  volumes: [{ name: db, secret: { secretName: db } }]
`,
      "secret-in-env-var-ref",
    );
  });
});

describe("native-secret-object", () => {
  it("marks the data of a Secret", () => {
    check(`
apiVersion: v1
kind: Secret
metadata: { name: db }
data: { password: Y2hhbmdlbWU= }
#@ 0-4 native-secret-object: Secret "db" holds its data in the manifest
`);
  });

  it("is silent for Secrets that others fill in, and for sealed ones", () => {
    checkNone(
      `
apiVersion: v1
kind: Secret
metadata: { name: db }
data: {}
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: db }
spec: { encryptedData: { password: AgBy } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data: { level: debug }
`,
      "native-secret-object",
    );
  });
});

describe("service-account-token-secret", () => {
  it("marks the type of such a Secret, and the name of one in an account", () => {
    check(`
apiVersion: v1
kind: Secret
metadata: { name: ci, annotations: { kubernetes.io/service-account.name: ci } }
type: kubernetes.io/service-account-token
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ service-account-token-secret: Secret "ci" asks for a token of a service account that never expires
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ci }
secrets:
  - name: ci-token-x7k2p
    #     ^^^^^^^^^^^^^^ service-account-token-secret: ServiceAccount "ci" names "ci-token-x7k2p", a token that never expires
`);
  });

  it("is silent for other Secrets and for credentials of registries", () => {
    checkNone(
      `
apiVersion: v1
kind: Secret
metadata: { name: bootstrap-token-abcdef }
type: bootstrap.kubernetes.io/token
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ci }
imagePullSecrets: [{ name: registry-token }]
secrets: [{ name: ci-dockercfg-9x2lq }]
`,
      "service-account-token-secret",
    );
  });
});
