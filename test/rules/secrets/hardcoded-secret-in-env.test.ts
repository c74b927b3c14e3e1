import assert from "node:assert/strict";
import { formatMessage } from "../../../engine/message";
import { check, checkNone, lintWith } from "../../harness/check";

describe("hardcoded-secret-in-env", () => {
  it("marks the value, in every kind of container", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - name: setup
          image: a
          env:
            - { name: API_TOKEN, value: abcdef }
            #                           ^^^^^^ hardcoded-secret-in-env: container "setup" has the value of "API_TOKEN" written into the manifest
      containers:
        - name: web
          image: a
          env:
            - name: DB_PASSWORD
              value: "changeme"
              #      ^^^^^^^^^^ hardcoded-secret-in-env
            - name: DATABASE_URL
              value: postgres://shop:hunter2@db/shop
              #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hardcoded-secret-in-env: container "web" has a password written into the address in "DATABASE_URL"
`);
  });

  it("marks the key of a value of several lines", () => {
    const text = `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      env:
        - name: SIGNING_KEY
          value: |
            first line
            second line
`;
    const [finding] = lintWith(text, ["hardcoded-secret-in-env"]);
    assert.equal(finding && text.slice(finding.span.start, finding.span.end), "value");
  });

  it("is silent for references, places, switches and what is filled in later", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      env:
        - { name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }
        - { name: PASSWORD_FILE, value: /run/secrets/password }
        - { name: SECRET_NAME, value: db }
        - { name: DB_PASSWORD_COPY, value: $(DB_PASSWORD) }
        - { name: TOKEN_URL, value: "https://login.example/token" }
        - { name: ALLOW_EMPTY_PASSWORD, value: "yes" }
        - { name: EMPTY_PASSWORD, value: "" }
        - { name: UNSET_PASSWORD }
        - { name: API_TOKEN, value: "{{ .Values.token }}" }
        - { name: ACCESS_TOKEN, value: "\${TOKEN}" }
        - { name: TOKEN, value: "3600" }
        - { name: GREETING, value: secretsquirrels }
        - { value: nameless }
`,
      "hardcoded-secret-in-env",
    );
  });

  it("takes the access key beside a secret key for a name, and an access key alone for the credential", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: pair
      image: a
      env:
        - { name: MINIO_ACCESS_KEY, value: shop }
        - { name: MINIO_SECRET_KEY, value: hunter2 }
        #                                  ^^^^^^^ hardcoded-secret-in-env
    - name: alone
      image: a
      env:
        - { name: ACCESS_KEY, value: hunter2 }
        #                            ^^^^^^^ hardcoded-secret-in-env
`);
  });

  it("never repeats any part of the value", () => {
    const value = "hunter2-Zr9";
    const [finding] = lintWith(
      `apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: a, env: [{ name: PASSWORD, value: ${value} }] }] }\n`,
      ["hardcoded-secret-in-env"],
    );
    assert.ok(finding);
    assert.ok(!JSON.stringify(finding.message).includes("hunter2"));
    assert.ok(!formatMessage(finding.message).includes("Zr9"));
  });
});
