import { findCredential, mayHoldCredential } from "../../engine/credentialFormats";
import type { ContainerView } from "../../engine/kubernetes/container";
import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { markedPart } from "../shared/credentials";

/** No manifest has more; what has is an attempt to keep the program busy. */
const mostFields = 20_000;

export default defineRule({
  id: "hardcoded-secret-value",
  title: "Credential in the manifest",
  on: "resource",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "pci", "hipaa"],
  fields: [
    "container.env.*.value",
    "container.args.*",
    "container.command.*",
    "resource.data.*",
    "resource.metadata.annotations.*",
  ],
  // The value itself must never be an argument.
  messages: {
    inContainer: 'container "{container}" has {credential} written into "{key}"',
    inObject: '{resource} has {credential} written into "{key}"',
  },
  check(resource, { report }) {
    // Where a credential belongs; whether a Secret should lie in a repository is another question.
    if (resource.kind === "Secret" || !mayHoldCredential(textOf(resource.root))) return;
    const containers = new Map<Field, ContainerView>();
    for (const pod of podSpecsOf(resource))
      for (const container of pod.containers) containers.set(container.field, container);
    let left = mostFields;
    const look = (field: Field, within: ContainerView | undefined): void => {
      // What an alias repeats is found where it is written.
      if (left-- <= 0 || field.written?.kind === "alias") return;
      const container = containers.get(field) ?? within;
      const text = field.string();
      const credential = text === undefined ? undefined : findCredential(text);
      if (credential)
        report({
          at: field,
          ...markedPart(field, credential.part),
          message: container ? "inContainer" : "inObject",
          args: {
            credential: credential.name,
            key: keyOf(field),
            ...(container ? { container: container.name } : { resource: resource.label }),
          },
          ...(container && { container }),
        });
      for (const child of field.isSequence ? field.items() : field.entries())
        if (child.keyNode === undefined || !isMerged(child, field)) look(child, container);
    };
    look(resource.root, undefined);
  },
});

/** The object's own part of the document, which is a List of thousands now and then. */
function textOf({ document, written }: Field): string {
  return written ? document.text.slice(written.start, written.end) : "";
}

/** Came through `<<`, so that it is written elsewhere. */
function isMerged({ keyNode, shared }: Field, parent: Field): boolean {
  return keyNode !== undefined && shared && !parent.shared;
}

/** The variable's name for its value, the list's for an item of it, otherwise the key. */
function keyOf(field: Field): string {
  const { key, parent } = field;
  if (key === "value") return parent?.at("name").text() ?? key;
  return typeof key === "number" ? String(parent?.key ?? key) : key;
}

export const docs = {
  what: "A value has the form of a credential that a provider gives out: a cloud key, a token, a private key, a JSON web token.",
  why: "Such a credential works from anywhere. Scanners go through public repositories for these very forms within minutes of a push, and a private repository is a copy on every laptop that ever cloned it.",
  legitimate:
    "Examples that were never valid, such as those in a provider's documentation. Publishable keys that the form cannot tell apart, like a browser key for maps, are to be restricted at the provider.",
  how: "Revoke the credential first: it counts as known. Then put the new one into a Secret that is made outside of the repository and refer to it with `secretKeyRef` or a volume.",
  references: [
    {
      title: "Kubernetes: Good practices for Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
    { title: "Kubernetes: Secrets", url: "https://kubernetes.io/docs/concepts/configuration/secret/" },
    {
      title: "OWASP: Secrets management cheat sheet",
      url: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(d)"],
    "owasp-2022": ["K08"],
    "owasp-2025": ["K03"],
    mitre: ["T1552.001"],
    pci: ["3.2 6.5.10", "4.0 6.2.4"],
    cwe: ["CWE-798"],
  },
  peers: {
    sonar: ["S6418"],
    datree: [
      "ALL_EXPOSED_SECRET_BITBUCKET",
      "ALL_EXPOSED_SECRET_DATADOG",
      "ALL_EXPOSED_SECRET_GCP",
      "ALL_EXPOSED_SECRET_AWS",
      "ALL_EXPOSED_SECRET_GITHUB",
      "ALL_EXPOSED_SECRET_GITLAB",
      "ALL_EXPOSED_SECRET_TERRAFORM",
      "ALL_EXPOSED_SECRET_HEROKU",
      "ALL_EXPOSED_SECRET_JWT",
      "ALL_EXPOSED_SECRET_LAUNCHDARKLY",
      "ALL_EXPOSED_SECRET_NEWRELIC",
      "ALL_EXPOSED_SECRET_NPM",
      "ALL_EXPOSED_SECRET_OKTA",
      "ALL_EXPOSED_SECRET_STRIPE",
      "ALL_EXPOSED_SECRET_SUMOLOGIC",
      "ALL_EXPOSED_SECRET_TWILIO",
      "ALL_EXPOSED_SECRET_VAULT",
      "ALL_EXPOSED_SECRET_PRIVATEKEY",
    ],
  },
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: signing
data:
  key.pem: |
    -----BEGIN PRIVATE KEY-----
    bm90IGEgcmVhbCBrZXksIGp1c3QgYW4gZXhhbXBsZQ==
    -----END PRIVATE KEY-----
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: signing
data:
  key.pem: |
    -----BEGIN PUBLIC KEY-----
    bm90IGEgcmVhbCBrZXksIGp1c3QgYW4gZXhhbXBsZQ==
    -----END PUBLIC KEY-----
`,
  },
} satisfies RuleDocs;
