import assert from "node:assert/strict";
import { formatMessage } from "../../../engine/message";
import { check, checkNone, lintWith } from "../../harness/check";

describe("configmap-with-secrets", () => {
  it("marks values, and files with a setting that is a credential", () => {
    check(`
apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data:
  db_user: shop
  db_password: changeme
  #            ^^^^^^^^ configmap-with-secrets: ConfigMap "shop" holds the value of "db_password" in clear text
  db_url: postgres://shop:hunter2@db/shop
  #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ configmap-with-secrets: ConfigMap "shop" holds a password within an address in "db_url"
`);
  });

  it("marks the key of a file with a setting that is a credential", () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data:
  app.properties: |
    spring.datasource.url=jdbc:postgresql://db/shop
    spring.datasource.password=hunter2
  config.yaml: |
    oauth:
      clientId: shop
      clientSecret: "hunter2"
`;
    assert.deepEqual(
      lintWith(text, ["configmap-with-secrets"]).map(({ span, message }) => [
        text.slice(span.start, span.end),
        formatMessage(message),
      ]),
      [
        [
          "app.properties",
          'ConfigMap "shop" sets "spring.datasource.password" in clear text in "app.properties"',
        ],
        ["config.yaml", 'ConfigMap "shop" sets "clientSecret" in clear text in "config.yaml"'],
      ],
    );
  });

  it("is silent for places, references, programs and prose", () => {
    checkNone(
      `
apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data:
  password_file: /run/secrets/password
  token_url: https://login.example
  PASSWORD: $(DB_PASSWORD)
  PASSWORD_TOO: "{{ .Values.password }}"
  require_password: "true"
  config.yaml: |
    password: \${DB_PASSWORD}
    passwordFile: /run/secrets/password
    secret:
      name: db
    token: {{ .token }}
    secretName: db
  init.sh: |
    #!/bin/sh
    PASSWORD=hunter2
  app.py: |
    password = os.environ["PASSWORD"]
    token = get_token()
    secret = None
  README.md: |
    password: set this to the password of your database
---
apiVersion: v1
kind: Secret
stringData: { password: hunter2 }
`,
      "configmap-with-secrets",
    );
  });

  it("finds a credential in a file of which another line is filled in later", () => {
    const found = (lines: string) =>
      lintWith(
        `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  app.properties: |\n${lines}`,
        ["configmap-with-secrets"],
      ).length;
    assert.equal(found("    db.host={{ .Values.host }}\n    db.password=hunter2\n"), 1);
    assert.equal(found("    db.host={{ .Values.host }}\n    db.password={{ .Values.password }}\n"), 0);
  });
});
