import assert from "node:assert/strict";
import { check, checkNone } from "../../harness/check";
import { messages } from "./manifests";

describe("encryption-provider-weak", () => {
  it("marks the provider that writes secrets", () => {
    check(
      `
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [events]
    providers: [{ identity: {} }]
  - resources: [configmaps, secrets]
    providers:
      - identity: {}
      # ^^^^^^ encryption-provider-weak: secrets are written unencrypted: provider identity comes first
      - secretbox: { keys: [] }
`.replace("      # ^^^^^^ ", "      #@ 8-16 "),
    );
    check(`
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
#@ 0-9 encryption-provider-weak: secrets are not among the encrypted resources
  - resources: [configmaps]
    providers: [{ secretbox: { keys: [] } }]
`);
  });

  it("takes any strong provider, for secrets by name or for everything", () => {
    for (const [resource, provider] of [
      ["secrets", "kms"],
      ["'*.*'", "aescbc"],
      ["'*.'", "secretbox"],
    ])
      checkNone(
        `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [${resource}]
    providers: [{ ${provider}: {} }, { identity: {} }]
`,
        "encryption-provider-weak",
      );
  });
});

describe("openshift-etcd-encryption", () => {
  const apiServer = (spec: string) =>
    `apiVersion: config.openshift.io/v1\nkind: APIServer\nmetadata: { name: cluster }\nspec: ${spec}\n`;

  it("asks for an encryption", () => {
    assert.equal(messages(apiServer("{}"), "openshift-etcd-encryption").length, 1);
    assert.equal(
      messages(apiServer("{ encryption: { type: identity } }"), "openshift-etcd-encryption").length,
      1,
    );
    for (const type of ["aescbc", "aesgcm", "KMS"])
      checkNone(apiServer(`{ encryption: { type: ${type} } }`), "openshift-etcd-encryption");
  });
});

describe("event-rate-limit-config", () => {
  it("wants the plugin, in the file or beside it", () => {
    const configuration = (...names: string[]) =>
      `apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins:\n${names.map((name) => `  - name: ${name}\n    path: a.yaml\n`).join("")}`;
    assert.equal(messages(configuration("PodSecurity"), "event-rate-limit-config").length, 1);
    assert.equal(
      messages(configuration("ImagePolicyWebhook", "EventRateLimiter"), "event-rate-limit-config").length,
      1,
    );
    checkNone(configuration("PodSecurity", "EventRateLimit"), "event-rate-limit-config");
  });
});

describe("audit-policy-incomplete", () => {
  const policy = (rules: string) => `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules}`;
  const of = (rules: string) => messages(policy(rules), "audit-policy-incomplete");

  it("is content with one rule for everything", () => {
    assert.deepEqual(of("  - level: Metadata\n"), []);
  });

  it("lets the first matching rule decide", () => {
    assert.deepEqual(
      of('  - { level: None, resources: [{ group: "", resources: ["pods/*"] }] }\n  - level: Metadata\n'),
      ["the audit policy records nothing about pods/exec, pods/portforward, pods/proxy"],
    );
    assert.deepEqual(of('  - level: Metadata\n  - { level: None, resources: [{ group: "" }] }\n'), []);
  });

  it("leaves rules for some users and paths out of account", () => {
    assert.deepEqual(
      of(
        '  - { level: None, users: ["system:kube-proxy"] }\n  - { level: None, nonResourceURLs: ["/healthz*"] }\n  - level: Metadata\n',
      ),
      [],
    );
  });

  it("tells the API groups apart", () => {
    assert.deepEqual(of('  - { level: Metadata, resources: [{ group: "" }] }\n'), [
      "the audit policy records nothing about tokenreviews, deployments",
    ]);
  });

  it("does not want the content of secrets in the log", () => {
    assert.deepEqual(of("  - level: RequestResponse\n"), [
      "the audit log gets the content of secrets: their level is RequestResponse",
      "the audit log gets the content of tokenreviews: their level is RequestResponse",
    ]);
  });

  it("does not take another kind named Policy for one", () => {
    checkNone("apiVersion: kyverno.io/v1\nkind: Policy\nspec: { rules: [] }\n", "audit-policy-incomplete");
  });
});
