import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import { startedCommands } from "../shared/commands";
import { servicesOf } from "../shared/workloads";

/** Ports on which a machine is administered, and what listens there. */
const services: ReadonlyMap<number, string> = new Map([
  [22, "SSH"],
  [2222, "SSH"],
  [23, "Telnet"],
  [3389, "remote desktop"],
  [5800, "VNC"],
  [5900, "VNC"],
]);
const daemons: ReadonlyMap<string, string> = new Map([
  ["sshd", "SSH"],
  ["dropbear", "SSH"],
  ["telnetd", "Telnet"],
  ["in.telnetd", "Telnet"],
  ["xrdp", "remote desktop"],
  ["vncserver", "VNC"],
  ["x11vnc", "VNC"],
]);

export default defineRule({
  id: "admin-service-in-container",
  title: "Remote administration in a container",
  on: "container",
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre"],
  fields: [
    "container.ports.*.containerPort",
    "container.ports.*.hostPort",
    "container.command",
    "container.args",
  ],
  messages: {
    port: 'container "{container}" opens port {port}, on which {service} listens',
    exposed: "{other} leads to port {port} of {resource}, on which {service} listens",
    exposedHere: "led to from here",
    daemon: 'container "{container}" starts {program}, a server for {service}',
  },
  check(container, { report }) {
    for (const port of container.field.at("ports").items()) {
      const protocol = port.at("protocol").string() ?? "TCP";
      for (const key of ["containerPort", "hostPort"]) {
        const at = port.at(key);
        const number = at.integer();
        const service = number === undefined || protocol !== "TCP" ? undefined : services.get(number);
        if (number !== undefined && service)
          report({ at, message: "port", args: { container: container.name, port: number, service } });
      }
    }
    for (const { at, program } of startedCommands(container)) {
      const service = daemons.get(program);
      if (service) report({ at, message: "daemon", args: { container: container.name, program, service } });
    }
  },
  // A container need not declare what it listens on, but whoever made the Service knows.
  among({ object, workspace }, { report }) {
    for (const of of servicesOf(workspace, object)) {
      const [found] = of.root
        .at("spec", "ports")
        .items()
        .flatMap((port) => {
          const at = port.at("targetPort").present ? port.at("targetPort") : port.at("port");
          const number = at.integer();
          const service = number === undefined ? undefined : services.get(number);
          return number !== undefined && service && (port.at("protocol").text() ?? "TCP") === "TCP"
            ? [{ at, number, service }]
            : [];
        });
      if (!found || declares(object, found.number)) continue;
      report({
        at: object.place,
        message: "exposed",
        args: { other: of.label, port: found.number, resource: object.label, service: found.service },
        profiles: [],
        related: [{ at: found.at, of, message: "exposedHere" }],
      });
      return;
    }
  },
});

/** A container that says so itself is reported there. */
function declares({ pods }: ResourceFacts, number: number): boolean {
  return pods.some(({ spec }) =>
    spec
      .at("containers")
      .items()
      .some((container) =>
        container
          .at("ports")
          .items()
          .some((port) => port.at("containerPort").integer() === number),
      ),
  );
}

export const docs = {
  what: "The container opens a port of SSH, Telnet, remote desktop or VNC, or starts such a server.",
  why: "A login service has accounts, keys and holes of its own, and what happens in its sessions passes the API server's audit log by. A password that is guessed, or a key that was baked into the image, leads straight into the cluster's network.",
  legitimate:
    "Git servers, bastions and development containers, whose purpose is SSH. Let a NetworkPolicy say who may reach them, and allow keys only.",
  how: "Remove the server and use `kubectl exec`, `kubectl debug` or `kubectl port-forward`, which the API server authenticates, authorizes and records.",
  references: [
    {
      title: "Kubernetes: Get a shell to a running container",
      url: "https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/",
    },
    {
      title: "Kubernetes: Debug running pods",
      url: "https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/",
    },
  ],
  frameworks: {
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1021.004", "T1133"],
    cwe: ["CWE-284"],
  },
  peers: { kubescape: ["C-0042"], "kube-linter": ["ssh-port"], sonar: ["S6473"] },
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
        - containerPort: 22
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
