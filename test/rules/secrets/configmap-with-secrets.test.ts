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

  it("marks the value within a file, where a setting is a credential", () => {
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
        ["hunter2", 'ConfigMap "shop" sets "spring.datasource.password" in clear text in "app.properties"'],
        ["hunter2", 'ConfigMap "shop" sets "clientSecret" in clear text in "config.yaml"'],
      ],
    );
  });

  it("marks the place of the credential whatever way the lines of the file are written", () => {
    const marked = (data: string) => {
      const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata:\n${data}`;
      return lintWith(text, ["configmap-with-secrets"]).map(({ span }) => {
        const lines = text.slice(0, span.start).split("\n");
        return `${lines.length} ${text.slice(span.start, span.end)}`;
      });
    };
    assert.deepEqual(marked("  app.properties: db.password=hunter2\n"), ["5 db.password=hunter2"]);
    assert.deepEqual(marked("  settings: |\n    password=hunter2\n"), ["6 hunter2"]);
    assert.deepEqual(marked("  app.properties: db.user=shop\n  db.password: |\n    hunter2\n"), [
      "6 db.password",
    ]);
    assert.deepEqual(marked("  selector: token=web\n  a.b: web\n"), []);
    assert.deepEqual(marked("  a.ini: |-\r\n    [db]\r\n\r\n    password = hunter2\r\n"), ["8 hunter2"]);
    assert.deepEqual(marked("  a.ini: |2 # the shop's\n\n    user=shop\n    password=hunter2;\n"), [
      "8 hunter2",
    ]);
    assert.deepEqual(marked("  a.yaml: &a |\n      db:\n        password: 'hunter2'\n  b.yaml: *a\n"), [
      "7 hunter2",
      "8 *a",
    ]);
    assert.deepEqual(marked("  a.ini: |\n\tuser\n    x\n"), []);
    assert.deepEqual(marked("  a.ini: >\n    user=shop\n\n    password=hunter2\n"), ["5 a.ini"]);
    assert.deepEqual(marked('  a.ini: "user=shop\\npassword=hunter2"\n'), [
      '5 "user=shop\\npassword=hunter2"',
    ]);
    assert.deepEqual(marked("  id_rsa: |\n    -----BEGIN PRIVATE KEY-----\n    MIIEvQIBADANBgkq\n"), [
      "6 -----BEGIN PRIVATE KEY-----",
    ]);
  });

  it("reads objects of JSON, also on a single line, and passwords within addresses", () => {
    const found = (data: string) => {
      const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata:\n${data}`;
      return lintWith(text, ["configmap-with-secrets"]).map(({ span, message }) => [
        text.slice(span.start, span.end),
        formatMessage(message),
      ]);
    };
    assert.deepEqual(found('  a.json: |\n    {"db": {"user": "shop", "password": "hunter2"}}\n'), [
      ["hunter2", 'ConfigMap "shop" sets "password" in clear text in "a.json"'],
    ]);
    assert.deepEqual(found('  a.json: \'{"db": {"password": "hunter2"}}\'\n'), [
      ['\'{"db": {"password": "hunter2"}}\'', 'ConfigMap "shop" sets "password" in clear text in "a.json"'],
    ]);
    assert.deepEqual(found("  a.ini: |\n    [db]\n    url = postgres://shop:hunter2@db/shop\n"), [
      ["postgres://shop:hunter2@db/shop", 'ConfigMap "shop" holds a password within an address in "a.ini"'],
    ]);
    assert.deepEqual(
      found(
        '  a.json: |\n    {"passwordFile": "/run/password", "token": "${TOKEN}", "url": "https://shop.example"}\n',
      ),
      [],
    );
    assert.deepEqual(found("  a.ini: |\n    # url = postgres://shop:hunter2@db/shop\n    x = 1\n"), []);
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
