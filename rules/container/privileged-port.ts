import { defineRule, type RuleDocs } from "../../engine/rule";
import { capabilitiesManual } from "../shared/references";

const firstOrdinaryPort = 1024;

export default defineRule({
  id: "privileged-port",
  title: "Port below 1024",
  on: "container",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "hipaa"],
  fields: ["container.ports.*.containerPort", "container.ports.*.hostPort"],
  coveredBy: ["admin-service-in-container", "host-port"],
  messages: { low: 'container "{container}" listens on port {port}, below 1024' },
  check({ name, field }, { report }) {
    for (const port of field.at("ports").items())
      for (const key of ["containerPort", "hostPort"]) {
        const at = port.at(key);
        const number = at.integer();
        // A host port of 0 is none.
        if (number !== undefined && number > 0 && number < firstOrdinaryPort)
          report({ at, message: "low", args: { container: name, port: number } });
      }
  },
});

export const docs = {
  what: "The container listens on a port below 1024, which Linux reserves for root and for programs with `NET_BIND_SERVICE`.",
  why: "Such a port is often the only reason why an image starts as root or keeps a capability. On the node, a low host port takes the place of a system service.",
  legitimate:
    "Containerd and CRI-O since 2021 let every user open low ports inside of a pod (`net.ipv4.ip_unprivileged_port_start=0`), so that a container port below 1024 alone does no harm there.",
  how: "Let the program listen on a high port, such as 8080, and map it in the Service: `port: 80`, `targetPort: 8080`.",
  references: [
    capabilitiesManual,
    {
      title: "Kubernetes: Services",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K01"], "owasp-2025": ["K01"] },
  peers: { trivy: ["KSV-0117"], "kube-linter": ["privileged-ports"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports:
        - containerPort: 80
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports:
        - containerPort: 8080
`,
  },
} satisfies RuleDocs;
