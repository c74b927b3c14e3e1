import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { set } from "../../engine/yaml/pathEdit";

const longestText = 20_000;
const url = /\b(https?|ftp|telnet):\/\/([^\s"'`<>/?#\\|,;)(]{1,255})/gi;
/** Names that no DNS of the world answers: of the cluster, of the machine, of documentation. */
const privateNames =
  /(?:^|\.)(?:svc|local|localhost|localdomain|internal|lan|test|example|invalid|cluster|home|corp)$/;
const exampleDomains = /(?:^|\.)example\.(?:com|net|org)$/;
/** Addresses that name a format; nothing is loaded from there. */
const namespaces = /^(?:www\.w3\.org|xmlns\..*|schemas?\..*|maven\.apache\.org)$/;
/** A host of two parts may be `service.namespace`: only names that end like this are taken for the internet's. */
const usualEndings = /\.(?:com|org|net|edu|gov|info|dev|app|cloud|[a-z]{2})$/;

export default defineRule({
  id: "clear-text-protocol",
  title: "Connection in clear text",
  on: "container",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "pci", "hipaa"],
  fields: ["container.command", "container.args"],
  fix: "review",
  messages: { clear: 'container "{container}" connects to {host} over {protocol}, in clear text' },
  check({ name, field }, { report }) {
    for (const at of [...field.at("command").items(), ...field.at("args").items()]) {
      const found = clearTextUrl(at);
      if (!found) continue;
      const { protocol, host } = found;
      const text = at.string() ?? "";
      report({
        at,
        message: "clear",
        args: { container: name, protocol, host },
        ...(protocol === "http" &&
          !text.includes("\n") && {
            fix: () => ({
              title: "Use https",
              safety: "review",
              edits: [set(at, text.replace(`http://${host}`, `https://${host}`))],
            }),
          }),
      });
    }
  },
});

/** The first address in the text that leads out of the cluster over a protocol without encryption. */
function clearTextUrl(at: Field): { protocol: string; host: string } | undefined {
  const text = at.string();
  if (text === undefined || at.undecided) return undefined;
  for (const [, scheme = "", authority = ""] of text.slice(0, longestText).matchAll(url)) {
    const protocol = scheme.toLowerCase();
    // What stands before the @ are credentials.
    const host = authority
      .slice(authority.lastIndexOf("@") + 1)
      .replace(/:\d*$/, "")
      .toLowerCase();
    if (protocol !== "https" && leadsOut(host)) return { protocol, host };
  }
  return undefined;
}

function leadsOut(host: string): boolean {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return !isPrivateAddress(host);
  if (!/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(host) || !/\.[a-z]{2,}$/.test(host)) return false;
  if (privateNames.test(host) || exampleDomains.test(host) || namespaces.test(host)) return false;
  return host.split(".").length > 2 || usualEndings.test(host);
}

function isPrivateAddress(address: string): boolean {
  return /^(?:0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
    address,
  );
}

export const docs = {
  what: "The command of the container contains an `http://`, `ftp://` or `telnet://` address of a host outside of the cluster.",
  why: "Everybody on the way can read what is sent, tokens included, and change what comes back. A script that downloads a program this way and runs it does whatever somebody in between wants.",
  legitimate:
    "Hosts that check what they deliver by other means, such as signed package repositories, and redirects from port 80. Addresses of the cluster, of the machine and of private networks are not reported.",
  how: "Use `https://`, `ftps://`, `sftp` or `ssh`, and check a digest or a signature of what is downloaded.",
  references: [
    {
      title: "Kubernetes: Cloud native security, runtime protection",
      url: "https://kubernetes.io/docs/concepts/security/cloud-native-security/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1040"],
    pci: ["3.2 4.1", "3.2 6.5.4", "4.0 4.2.1", "4.0 6.2.4"],
    cwe: ["CWE-200", "CWE-319"],
  },
  peers: { sonar: ["S5332"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      args:
        - --source=http://downloads.acme.com/data
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      args:
        - --source=https://downloads.acme.com/data
`,
  },
} satisfies RuleDocs;
