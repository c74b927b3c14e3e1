import { defineRule, type RuleDocs } from "../../engine/rule";
import { consoleOf } from "../shared/consoles";
import { exposuresOf } from "../shared/exposure";

export default defineRule({
  id: "sensitive-interface-exposed",
  title: "Admin interface reached from outside",
  on: "workspace",
  severity: "high",
  confidence: "medium",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.image", "resource.spec.type", "resource.spec.rules"],
  messages: {
    exposed: "{resource} opens the interface of {console} to the outside by {by}",
    by: "leads to it",
  },
  check({ object, workspace }, { report }) {
    if (object.partial) return;
    for (const pod of object.pods)
      for (const container of pod.spec.at("containers").items()) {
        const at = container.at("image");
        const title = consoleOf(at.string() ?? "");
        if (title === undefined) continue;
        const exposures = exposuresOf(workspace, object);
        const [first] = exposures;
        if (!first) return;
        report({
          at,
          message: "exposed",
          args: { resource: object.label, console: title, by: first.of.label },
          related: exposures.slice(0, 10).map((exposure) => ({ ...exposure, message: "by" })),
        });
        return;
      }
  },
});

export const docs = {
  what: "The workload runs a known admin, data or AI console (a dashboard, Jenkins, Argo, Jupyter, Ollama and others), and a Service, Ingress or route of the manifests leads to it from outside the cluster.",
  why: "Such interfaces start jobs, show all data or hand out a shell by design, and many ask for no password at first. They are among the most scanned targets on the internet, commonly for mining.",
  legitimate:
    "Behind a gateway that asks for a login, or on a load balancer of the internal network. Ignore the finding with that reason.",
  how: "Keep the Service at ClusterIP and use `kubectl port-forward` or a VPN. Where people need it, put single sign-on before it, limit the source addresses, and turn its own login on.",
  references: [
    {
      title: "Kubernetes: Securing a cluster",
      url: "https://kubernetes.io/docs/tasks/administer-cluster/securing-a-cluster/",
    },
    {
      title: "MITRE ATT&CK: External Remote Services",
      url: "https://attack.mitre.org/techniques/T1133/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K06"],
    mitre: ["T1133", "T1190"],
  },
  peers: { kubescape: ["C-0021"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: ollama
  labels: { app: ollama }
spec:
  containers:
    - name: ollama
      image: docker.io/ollama/ollama:0.5.4
---
apiVersion: v1
kind: Service
metadata:
  name: ollama
spec:
  type: LoadBalancer
  selector: { app: ollama }
  ports:
    - port: 11434
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: ollama
  labels: { app: ollama }
spec:
  containers:
    - name: ollama
      image: docker.io/ollama/ollama:0.5.4
---
apiVersion: v1
kind: Service
metadata:
  name: ollama
spec:
  selector: { app: ollama }
  ports:
    - port: 11434
`,
  },
} satisfies RuleDocs;
