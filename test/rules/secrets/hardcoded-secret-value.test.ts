import assert from "node:assert/strict";
import { formatMessage } from "../../../engine/message";
import { check, checkNone, lintWith } from "../../harness/check";

const token = `ghp_${"k7Q2mZ9tV4sB1wL8pR5n".repeat(2).slice(0, 36)}`;
const rule = "hardcoded-secret-value";

describe("hardcoded-secret-value", () => {
  it("marks it wherever it stands", () => {
    const width = token.length;
    check(`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    note: ${token}
    #@ 10-${10 + width} ${rule}: Deployment "web" has a GitHub token written into "note"
spec:
  template:
    spec:
      containers:
        - name: web
          image: a
          args:
            - ${token}
            #@ 14-${14 + width} ${rule}: container "web" has a GitHub token written into "args"
          env:
            - name: ANYTHING
              value: ${token}
              #@ 21-${21 + width} ${rule}: container "web" has a GitHub token written into "ANYTHING"
`);
  });

  it("marks the credential within a value of several lines", () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  settings.ini: |
    [auth]
    token = ${token}
`;
    assert.deepEqual(
      lintWith(text, [rule]).map(({ span, message }) => [
        text.slice(span.start, span.end),
        formatMessage(message),
      ]),
      [[token, 'ConfigMap "settings" has a GitHub token written into "settings.ini"']],
    );
  });

  it("says it once where the variable's name gives it away too", () => {
    check(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      env:
        - name: GITHUB_TOKEN
          value: ${token}
          #@ 17-${17 + token.length} ${rule}
`,
      { only: [rule, "hardcoded-secret-in-env"], profile: "recommended" },
    );
  });

  it("marks what is repeated by an alias where it is written", () => {
    check(`
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  a: &token ${token}
  #@ 12-${12 + token.length} ${rule}
  b: *token
`);
  });

  it("is silent for Secrets, public keys, examples and checksums", () => {
    checkNone(
      `
apiVersion: v1
kind: Secret
stringData: { token: ${token} }
---
apiVersion: v1
kind: ConfigMap
data:
  cert.pem: |
    -----BEGIN CERTIFICATE-----
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A
    -----END CERTIFICATE-----
  example: AKIAIOSFODNN7EXAMPLE
  checksum: ${"3f9a1c7e".repeat(8)}
  placeholder: ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
`,
      rule,
    );
  });

  it("never repeats any part of the value", () => {
    const [finding] = lintWith(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: ${token} }\n`,
      [rule],
    );
    assert.ok(finding);
    assert.ok(!JSON.stringify(finding.message).includes(token.slice(4, 10)));
  });
});
