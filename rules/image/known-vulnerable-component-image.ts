import { defineRule, type RuleDocs } from "../../engine/rule";
import { fullRepository, imageOf } from "../shared/images";
import { knownFlaw } from "../shared/vulnerableImages";

export default defineRule({
  id: "known-vulnerable-component-image",
  title: "Well-known program in a vulnerable version",
  on: "container",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.image"],
  messages: { flaw: 'container "{container}" runs {component} {version}, which is open to {flaw}' },
  check(container, context) {
    const image = imageOf(container, context);
    const tag = image?.reference.tag;
    const known = image && tag && knownFlaw(fullRepository(image.reference), tag.text);
    if (!known) return;
    context.report({
      at: image.at,
      message: "flaw",
      args: {
        container: container.name,
        component: known.component,
        version: known.version,
        flaw: known.id,
      },
    });
  },
});

export const docs = {
  what: "The tag names a version of a program that clusters often run (ingress-nginx, Argo CD, Grafana, Kyverno, GitLab, Jenkins and a few more) with a published hole that is known to be attacked or leads straight to the cluster's secrets.",
  why: "Attack tools for these holes are public and the programs are easy to find by their login pages. Several of them hold credentials for the whole cluster: whoever breaks Argo CD or the ingress controller has what they have.",
  legitimate:
    "A build of your own under the same tag that carries the fix. The list is short and on purpose: it does not replace a scanner, which looks at everything in an image.",
  how: "Move to the newest release of the program; the CVE record names the first one with the fix. Until then take the program off every network that strangers can reach.",
  references: [
    { title: "CVE records", url: "https://www.cve.org/" },
    {
      title: "Kubernetes: CVE-2025-1974 of ingress-nginx",
      url: "https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/",
    },
  ],
  frameworks: { hipaa: ["164.312(c)(1)"], "owasp-2022": ["K10"], "owasp-2025": ["K07"], mitre: ["T1190"] },
  peers: { kubescape: ["C-0081", "C-0090", "C-0091"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: grafana
spec:
  containers:
    - name: grafana
      image: grafana/grafana:8.2.3
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: grafana
spec:
  containers:
    - name: grafana
      image: grafana/grafana:12.1.0
`,
  },
} satisfies RuleDocs;
