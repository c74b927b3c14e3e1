import { findCredential } from "../../engine/credentialFormats";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Span } from "../../engine/yaml/span";
import {
  holdsPasswordInAddress,
  isCredentialName,
  isLiteralCredential,
  markedPart,
} from "../shared/credentials";

/** Longer texts are programs and data rather than settings. */
const longestSettings = 100_000;

export default defineRule({
  id: "configmap-with-secrets",
  title: "Secret in a ConfigMap",
  on: "resource",
  kinds: ["ConfigMap"],
  severity: "high",
  confidence: "medium",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.data.*", "resource.binaryData.*"],
  coveredBy: ["hardcoded-secret-value"],
  // The value itself must never be an argument.
  messages: {
    named: '{resource} holds the value of "{key}" in clear text',
    setting: '{resource} sets "{setting}" in clear text in "{key}"',
    address: '{resource} holds a password within an address in "{key}"',
    format: '{resource} holds {credential} in "{key}"',
  },
  check({ root, label }, { report }) {
    for (const at of [...root.at("data").entries(), ...root.at("binaryData").entries()]) {
      const value = at.text();
      if (value === undefined) continue;
      const args = { resource: label, key: String(at.key) };
      const credential = findCredential(value);
      if (credential)
        report({
          at,
          ...markedPart(at, credential.part),
          message: "format",
          args: { ...args, credential: credential.name },
        });
      else if (isFile(value) || isLineOfFile(args.key, value)) {
        const setting = settingIn(value);
        if (setting)
          report({
            at,
            ...markedPart(at, setting.part),
            message: setting.isAddress ? "address" : "setting",
            args: { ...args, setting: setting.name },
          });
      } else if (isCredentialName(args.key) && isLiteralCredential(args.key, value))
        report({ at, message: "named", args });
      else if (holdsPasswordInAddress(value)) report({ at, message: "address", args });
    }
  },
});

/** Several lines, or an object of JSON on a single one. */
function isFile(value: string): boolean {
  const text = value.trim();
  return text.includes("\n") || /^\{\s{0,20}"/.test(text);
}

/** A file of one line, `app.properties: db.password=hunter2`, unless its name is that of a credential. */
function isLineOfFile(key: string, value: string): boolean {
  return (key.includes(".") || value.endsWith("\n")) && !isCredentialName(key) && !value.includes("://");
}

interface Setting {
  readonly name: string;
  readonly isAddress: boolean;
  /** Where its value is in the file. */
  readonly part: Span;
}

/**
 * The first setting of a configuration file that is a credential: `password=hunter2`, `token: "abc"`. Lines of programs are
 * left alone: there the right side is an expression.
 */
function settingIn(file: string): Setting | undefined {
  if (file.length > longestSettings || /^#!/.test(file)) return undefined;
  let lineStart = 0;
  for (const line of file.split("\n")) {
    for (const { name, value, start } of settingsOn(line)) {
      const isAddress = /^[a-z][\w+.-]{0,20}:\/\//i.test(value) && holdsPasswordInAddress(value);
      if (!isAddress && !(isCredentialName(name) && isLiteralCredential(name, value))) continue;
      return {
        name,
        isAddress,
        part: { start: lineStart + start, end: lineStart + start + value.length },
      };
    }
    lineStart += line.length + 1;
  }
  return undefined;
}

interface WrittenSetting {
  readonly name: string;
  readonly value: string;
  /** Where the value begins on the line. */
  readonly start: number;
}

/** The one setting that is all of the line; in an object of JSON there can be several. */
function* settingsOn(line: string): Generator<WrittenSetting> {
  const text = line.trimEnd();
  const match =
    /^\s{0,100}(?:export )?["']?([A-Za-z][\w.-]{0,100})["']?\s{0,20}[:=]\s{0,20}(\S{1,300})$/.exec(text);
  if (match) {
    const [, name = "", written = ""] = match;
    const plain = written.replace(/[,;]$/, "");
    const value = plain.replace(/^(["'])(.*)\1$/, "$2");
    const start = text.length - written.length + (value === plain ? 0 : 1);
    // A call, a list, a block of YAML or another variable.
    if (!/[()[\]{}<>|&*!`$]|^["'#]|^>|\.\w+\(/.test(value)) yield { name, value, start };
  } else if (/^\s{0,100}[[{]/.test(text))
    for (const found of text.matchAll(/"([A-Za-z][\w.-]{0,100})"\s{0,20}:\s{0,20}"([^"\\]{1,300})"/g)) {
      const [whole, name = "", value = ""] = found;
      yield { name, value, start: found.index + whole.length - value.length - 1 };
    }
}

export const docs = {
  what: "A ConfigMap holds what its key, or a setting within a file in it, says is a password, token or key.",
  why: "ConfigMaps are for what anybody may know. They are readable with permissions that are handed out widely, shown by every dashboard, never encrypted at rest by the rules for Secrets and often kept in a repository.",
  legitimate:
    "Settings that only sound like credentials, and test data that opens nothing. Suppress the finding there with the reason.",
  how: "Put the value into a Secret and mount that, or refer to it with `secretKeyRef`; most programs read a password from a file or a variable. Then change the credential.",
  references: [
    { title: "Kubernetes: ConfigMaps", url: "https://kubernetes.io/docs/concepts/configuration/configmap/" },
    { title: "Kubernetes: Secrets", url: "https://kubernetes.io/docs/concepts/configuration/secret/" },
    {
      title: "Kubernetes: Encrypting confidential data at rest",
      url: "https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(d)"],
    "owasp-2022": ["K08"],
    "owasp-2025": ["K03"],
    mitre: ["T1552.007"],
  },
  peers: { trivy: ["KSV-0109", "KSV-01010"], polaris: ["sensitiveConfigmapContent"] },
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  db_user: shop
  db_password: changeme
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  db_user: shop
  db_password_file: /run/secrets/db/password
`,
  },
} satisfies RuleDocs;
