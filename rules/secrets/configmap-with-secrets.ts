import { credentialIn } from "../../engine/credentialFormats";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { holdsPasswordInAddress, isCredentialName, isLiteralCredential } from "../shared/credentials";

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
      const credential = credentialIn(value);
      if (credential) report({ at, message: "format", args: { ...args, credential } });
      else if (value.trim().includes("\n")) {
        const setting = settingIn(value);
        if (setting) report({ at, message: "setting", args: { ...args, setting } });
      } else if (isCredentialName(args.key) && isLiteralCredential(args.key, value))
        report({ at, message: "named", args });
      else if (holdsPasswordInAddress(value)) report({ at, message: "address", args });
    }
  },
});

/**
 * The name of the first setting of a configuration file that is a credential: `password=hunter2`, `token: "abc"`. Lines of
 * programs are left alone: there the right side is an expression.
 */
function settingIn(file: string): string | undefined {
  if (file.length > longestSettings || /^#!/.test(file)) return undefined;
  for (const line of file.split("\n")) {
    const match =
      /^\s{0,100}(?:export )?["']?([A-Za-z][\w.-]{0,100})["']?\s{0,20}[:=]\s{0,20}(\S{1,300})$/.exec(
        line.trimEnd(),
      );
    const [, name = "", written = ""] = match ?? [];
    if (!match || !isCredentialName(name)) continue;
    const value = written.replace(/[,;]$/, "").replace(/^(["'])(.*)\1$/, "$2");
    // A call, a list, a block of YAML or another variable.
    if (/[()[\]{}<>|&*!`$]|^["'#]|^>|\.\w+\(/.test(value)) continue;
    if (isLiteralCredential(name, value)) return name;
  }
  return undefined;
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
