import assert from "node:assert/strict";
import { credentialIn } from "../../../engine/credentialFormats";
import {
  holdsPasswordInAddress,
  isCredentialName,
  isLiteralCredential,
} from "../../../rules/shared/credentials";

describe("names of credentials", () => {
  for (const name of [
    "PASSWORD",
    "DB_PASSWORD",
    "MYSQL_ROOT_PASSWORD_2",
    "PGPASSWORD",
    "dbPasswd",
    "DB_PASS",
    "pwd",
    "clientSecret",
    "client-secret",
    "REGISTRY_HTTP_SECRET",
    "GITHUB_TOKEN",
    "token",
    "API_KEY",
    "apikey",
    "AWS_SECRET_ACCESS_KEY",
    "MINIO_SECRET_KEY",
    "spring.datasource.password",
    "PASSWORD_BASE64",
    "PASSWORD_HASH",
    "SSH_KEY_CONTENT",
    "ENCRYPTION_KEY",
    "SECRET_BILLING",
    "PASSWORD_DB",
    "SECRET_KEY_BASE",
    "SESSION_JWT",
    "AUTH_BEARER",
  ])
    it(`takes ${name} for one`, () => {
      assert.ok(isCredentialName(name));
    });

  for (const name of [
    "PASSWORD_FILE",
    "POSTGRES_PASSWORD_FILE",
    "SECRET_NAME",
    "TOKEN_URL",
    "TOKEN_TTL",
    "AWS_ACCESS_KEY_ID",
    "SOME_TOKEN_PATH",
    "METALLB_ML_SECRET_KEY_PATH",
    "PUBLIC_KEY",
    "PRIMARY_KEY",
    "JWT_ISSUER",
    "BEARER_FORMAT",
    "TOKEN_BASE_URL",
    "KEY_BASE",
    "KEY",
    "PASS",
    "BYPASS",
    "COMPASS_HOST",
    "TOKENIZER",
    "MAX_TOKENS",
    "PASSWORDLESS",
    "PASSWORD_MIN_LENGTH",
    "SECRETARY",
    "passwordPattern",
    "PASSWORD_REGEX",
    "SECRET_STORE_CLASS",
    "SECRET_REFRESH_INTERVAL",
    "TOKEN_EXCHANGE",
    "IMAGE_PULL_SECRET",
    "TLS_SECRET",
    "http-password-secret",
    "http-password-secret-key",
    "tokenKey",
    "secretRef",
    "GREETING",
    "",
  ])
    it(`does not take ${name || "the empty name"} for one`, () => {
      assert.ok(!isCredentialName(name));
    });
});

describe("values of credentials", () => {
  for (const value of [
    "changeme",
    "hunter2",
    "password",
    "sst",
    "Ple4seCh4nge",
    "xxxxx",
    "c-krit",
    "my password",
    "12345",
  ])
    it(`takes ${value} for one`, () => {
      assert.ok(isLiteralCredential("DB_PASSWORD", value));
    });

  for (const value of [
    "",
    "  ",
    "true",
    "No",
    "disabled",
    "12",
    "$(DB_PASSWORD)",
    "prefix-$(DB_PASSWORD)",
    "${DB_PASSWORD}",
    "$DB_PASSWORD",
    "{{ .Values.password }}",
    "<your password>",
    "INSERT_PASSWORD_HERE",
    "/run/secrets/db/password",
    "./password.txt",
    "C:\\secrets\\password",
    "password.txt",
    "https://login.example/oauth",
    "vault:secret/data/db#password",
    "ref+vault://secret/db",
    "arn:aws:secretsmanager:eu-west-1:1:secret:db",
    "ENC[AES256_GCM,data:abc]",
  ])
    it(`does not take ${value || "nothing"} for one`, () => {
      assert.ok(!isLiteralCredential("DB_PASSWORD", value));
    });

  it("takes numbers for one only where a password is asked for", () => {
    assert.ok(!isLiteralCredential("SESSION_TOKEN", "86400"));
    assert.ok(isLiteralCredential("DB_PASSWORD", "86400"));
    assert.ok(isLiteralCredential("SESSION_TOKEN", "34670340813476134019"));
  });

  it("tells the name of a Secret from what is in one", () => {
    assert.ok(!isLiteralCredential("WEBHOOK_SECRET", "webhook-certs"));
    assert.ok(isLiteralCredential("WEBHOOK_SECRET", "webhook-hunter2"));
    assert.ok(isLiteralCredential("DB_PASSWORD", "my-secret"));
  });

  it("finds a password within an address", () => {
    assert.ok(holdsPasswordInAddress("postgres://shop:hunter2@db:5432/shop"));
    assert.ok(holdsPasswordInAddress("url=redis://:hunter2@cache"));
    for (const address of [
      "postgres://db:5432/shop",
      "postgres://shop@db/shop",
      "postgres://shop:$(PASSWORD)@db/shop",
      "postgres://shop:${PASSWORD}@db/shop",
      "postgres://shop:***@db/shop",
      "postgres://shop:<password>@db/shop",
      "https://site.example/a:b@c",
      "shop:hunter2@db",
    ])
      assert.ok(!holdsPasswordInAddress(address), address);
  });
});

describe("forms of credentials", () => {
  // Made up here, piece by piece, so that no scanner takes this file for a leak.
  const pick = (letters: string, length: number) =>
    Array.from({ length }, (_, index) => letters[(index * 7) % letters.length]).join("");
  const word = (length: number) => pick("k7Q2mZ9tV4sB1wL8p", length);
  const hex = (length: number) => pick("3f9a1c7e5b2d80461", length);
  const upper = (length: number) => pick("QZ7MKV4TBWLPR2HS3", length);

  const texts: Record<string, string> = {
    "an AWS access key": `AKIA${upper(16)}`,
    "an AWS secret key": `aws_secret_access_key = ${word(40)}`,
    "a GitHub token": `ghp_${word(36)}`,
    "a GitLab token": `glpat-${word(20)}`,
    "a Slack token": `xoxb-${hex(12)}-${word(24)}`,
    "a Slack webhook address": `https://hooks.slack.com/services/T${upper(9)}/B${upper(9)}/${word(24)}`,
    "a Stripe key": `sk_live_${word(24)}`,
    "a Google API key": `AIza${word(35)}`,
    "a JSON web token": `Bearer eyJ${word(20)}.eyJ${word(40)}.${word(43)}`,
    "an npm token": `//registry.example/:_authToken=npm_${word(36)}`,
    "a SendGrid key": `SG.${word(22)}.${word(43)}`,
    "a Twilio key": `SK${hex(32)}`,
    "a Vault token": `hvs.${word(90)}`,
    "a New Relic key": `NRAK-${upper(27)}`,
    "an Azure storage key": `AccountName=a;AccountKey=${word(86)}==;`,
    "a private key in base64": `LS0tLS1CRUdJTi${"BSU0EgUFJJVkFURSBLRVktLS0tLQ"}${word(40)}`,
  };
  for (const [name, text] of Object.entries(texts))
    it(`knows ${name}`, () => {
      assert.equal(credentialIn(`before ${text} after`), name);
    });

  it("knows a private key of any make, with and without headers, on one line too", () => {
    const key = (kind: string, between: string) =>
      `-----BEGIN ${kind}PRIVATE KEY-----${between}${word(64)}${between}-----END ${kind}PRIVATE KEY-----`;
    for (const kind of ["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "])
      for (const between of ["\n", "\r\n", "\\n", "\n    "])
        assert.equal(credentialIn(key(kind, between)), "a private key");
    assert.equal(
      credentialIn(`-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${word(64)}`),
      "a private key",
    );
  });

  for (const text of [
    "AKIA",
    "AKIAIOSFODNN7EXAMPLE",
    `ghp_${"x".repeat(36)}`,
    "sk_test_nothing",
    "eyJ.eyJ.abc",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\n...",
    "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEF",
    "-----BEGIN CERTIFICATE-----\nMIIBIjANBgkqhkiG9w0BAQEF",
    `sha256:${hex(64)}`,
    "monkey-0123456789abcdef0123456789abcdef0",
    "",
  ])
    it(`is silent for ${JSON.stringify(text).slice(0, 60)}`, () => {
      assert.equal(credentialIn(text), undefined);
    });

  it("takes time in proportion to the text", () => {
    for (const piece of [
      "eyJ",
      "-----BEGIN ",
      "-----BEGIN PRIVATE KEY-----\n",
      "a://b:",
      "xoxb-1",
      "LS0tLS1CRUdJTi",
      "key-0",
      "SG.",
    ]) {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      credentialIn(text);
      holdsPasswordInAddress(text.slice(0, 20_000));
    }
  }).timeout(2000);
});
