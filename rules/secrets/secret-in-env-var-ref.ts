import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "secret-in-env-var-ref",
  title: "Secret in an environment variable",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.env.*.valueFrom.secretKeyRef", "container.envFrom.*.secretRef"],
  messages: {
    variable: 'container "{container}" gets the Secret "{secret}" in the environment variable "{variable}"',
    all: 'container "{container}" gets every key of the Secret "{secret}" in its environment',
  },
  check({ name, field }, { report }) {
    for (const entry of field.at("env").items()) {
      const at = entry.at("valueFrom", "secretKeyRef");
      const secret = at.at("name").text() ?? "";
      const variable = entry.at("name").text() ?? "";
      if (at.present)
        report({
          at,
          mark: entry.at("valueFrom"),
          message: "variable",
          args: { container: name, secret, variable },
        });
    }
    for (const source of field.at("envFrom").items()) {
      const at = source.at("secretRef");
      if (at.present)
        report({
          at,
          mark: "key",
          message: "all",
          args: { container: name, secret: at.at("name").text() ?? "" },
        });
    }
  },
});

export const docs = {
  what: "The container takes a value of a Secret into its environment, one key with `secretKeyRef` or all of them with `secretRef`.",
  why: "The environment is handed on to every child process and ends up where nobody expects it: in crash reports, in debug pages, in the output of a failed start. It also keeps the old value until the pod starts again, so that changing a password takes a restart.",
  legitimate:
    "Programs that read their credentials from nowhere else. Many do; this is a weaker place for a secret, not an open one.",
  how: "Mount the Secret as a volume and let the program read the file. Many images take the name of a file in a variable such as `POSTGRES_PASSWORD_FILE`.",
  references: [
    {
      title: "Kubernetes: Good practices for Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
    {
      title: "Kubernetes: Using Secrets as files from a pod",
      url: "https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(d)"],
    "owasp-2022": ["K08"],
    "owasp-2025": ["K03"],
    cis: ["5.4.1"],
    mitre: ["T1552.007", "T1552"],
    cwe: ["CWE-526"],
  },
  peers: {
    kubescape: ["C-0207"],
    checkov: ["CKV_K8S_35"],
    "kube-linter": ["read-secret-from-env-var"],
    kubesec: ["SecretsAsEnvironmentVariables"],
    kics: ["3d658f8b-d988-41a0-a841-40043121de1e"],
    kyverno: ["other/secrets-not-from-env-vars"],
    datree: ["CIS_INVALID_KEY_SECRETKEYREF_SECRETREF"],
    terrascan: ["AC_K8S_0051"],
    "kube-bench": ["cis-1.12/5.4.1"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: registry.example/db:16.4
      env:
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
              name: db
              key: password
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: registry.example/db:16.4
      env:
        - name: DB_PASSWORD_FILE
          value: /run/secrets/db/password
      volumeMounts:
        - name: credentials
          mountPath: /run/secrets/db
          readOnly: true
  volumes:
    - name: credentials
      secret:
        secretName: db
`,
  },
} satisfies RuleDocs;
