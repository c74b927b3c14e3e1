import { credentialIn } from "../../engine/credentialFormats";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { holdsPasswordInAddress, isCredentialName, isLiteralCredential } from "../shared/credentials";

export default defineRule({
  id: "hardcoded-secret-in-env",
  title: "Secret written into an environment variable",
  on: "container",
  severity: "high",
  confidence: "medium",
  profiles: ["recommended", "nsa", "owasp-2022", "owasp-2025", "mitre", "soc2", "pci", "hipaa"],
  fields: ["container.env.*.value"],
  coveredBy: ["hardcoded-secret-value"],
  // The value itself must never be an argument.
  messages: {
    named: 'container "{container}" has the value of "{variable}" written into the manifest',
    address: 'container "{container}" has a password written into the address in "{variable}"',
    format: 'container "{container}" has {credential} written into "{variable}"',
  },
  check({ name, field }, { report }) {
    const entries = field.at("env").items();
    const variables = new Set(entries.map((entry) => entry.at("name").text()));
    for (const entry of entries) {
      const variable = entry.at("name").text();
      const at = entry.at("value");
      const value = at.text();
      if (variable === undefined || value === undefined || at.undecided) continue;
      const args = { container: name, variable };
      const credential = credentialIn(value);
      if (credential) report({ at, message: "format", args: { ...args, credential } });
      else if (
        isCredentialName(variable) &&
        !isNameInPair(variable, variables) &&
        isLiteralCredential(variable, value)
      )
        report({ at, message: "named", args });
      else if (holdsPasswordInAddress(value)) report({ at, message: "address", args });
    }
  },
});

/** `MINIO_ACCESS_KEY` beside `MINIO_SECRET_KEY`: who signs in with the other, as `AWS_ACCESS_KEY_ID` says of itself. */
function isNameInPair(variable: string, variables: ReadonlySet<string | undefined>): boolean {
  const prefix = /^(.*)ACCESS_KEY$/.exec(variable)?.[1];
  return (
    prefix !== undefined &&
    ["SECRET_KEY", "SECRET_ACCESS_KEY"].some((secret) => variables.has(prefix + secret))
  );
}

export const docs = {
  what: "An environment variable whose name promises a password, token or key has its value in the manifest, in clear text.",
  why: "Whoever can read the repository, its history, a backup of it or the pod's description has the credential, and so has everybody who ever could. `get pods` is a permission that is given away freely, unlike the one to read Secrets.",
  legitimate:
    "Throw-away credentials of a test that runs nowhere else. A value like `changeme` is no exception: it is what the program starts with until somebody remembers.",
  how: "Put the value into a Secret that is made outside of the repository (by hand, by an operator for external secrets, or sealed), refer to it with `valueFrom.secretKeyRef`, and change the credential: it is in the history.",
  references: [
    {
      title: "Kubernetes: Define container environment variables using Secret data",
      url: "https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/#define-container-environment-variables-using-secret-data",
    },
    {
      title: "Kubernetes: Good practices for Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(d)"],
    "owasp-2022": ["K08"],
    "owasp-2025": ["K03"],
    nsa: ["C-0012"],
    mitre: ["T1552.001"],
    soc2: ["CC6.1", "CC6.6", "CC6.7"],
    pci: ["3.2 6.5.10", "4.0 6.2.4"],
    cwe: ["CWE-259", "CWE-798"],
  },
  peers: {
    kubescape: ["C-0012", "C-0259"],
    "kube-linter": ["env-var-secret"],
    polaris: ["sensitiveContainerEnvVar"],
    sonar: ["S2068"],
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
          value: changeme
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
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
              name: db
              key: password
`,
  },
} satisfies RuleDocs;
