import { check, checkNone } from "../../harness/check";

describe("liveness-probe-missing and readiness-probe-missing", () => {
  const both = ["liveness-probe-missing", "readiness-probe-missing"];

  it("mark regular containers of pods that stay", () => {
    check(
      `
apiVersion: v1
kind: Pod
spec:
  initContainers: [{ name: setup, image: a }]
  containers:
    - name: web
      #     ^^^ liveness-probe-missing: container "web" has no liveness probe
      #     ^^^ readiness-probe-missing: container "web" has no readiness probe
      image: a
      startupProbe: { exec: { command: [a] } }
      livenessProbe:
`,
      { only: both },
    );
  });

  it("are silent for what ends by itself, and for what has them", () => {
    checkNone(
      `
apiVersion: batch/v1
kind: CronJob
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a, image: a }] } } } } }
---
apiVersion: v1
kind: Pod
spec: { restartPolicy: Never, containers: [{ name: a, image: a }] }
---
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, livenessProbe: { exec: { command: [a] } }, readinessProbe: { grpc: { port: 1 } } }
`,
      ...both,
    );
    check("apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: a }] }\n", {
      only: both,
      profile: "restricted",
    });
  });
});

describe("probe-settings", () => {
  const pod = (liveness: string, readiness: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      image: a
      readinessProbe: ${readiness}
      livenessProbe: ${liveness}
`;

  it("marks the same check in both, whatever the order of its keys", () => {
    const readiness = "{ httpGet: { path: /, port: 80 } }";
    check(`${pod("{ httpGet: { port: 80, path: / } }", readiness)}\
      #@ 6-19 probe-settings: container "a" is restarted by the same check, at the same time, that takes it out of service
`);
  });

  it("lets the same check pass where the liveness probe waits longer, and different checks", () => {
    const readiness = "{ httpGet: { path: /, port: 80 } }";
    const rule = "probe-settings";
    checkNone(pod("{ httpGet: { path: /, port: 80 }, failureThreshold: 6 }", readiness), rule);
    checkNone(pod("{ httpGet: { path: /, port: 80 }, periodSeconds: 30 }", readiness), rule);
    checkNone(pod("{ httpGet: { path: /live, port: 80 } }", readiness), rule);
    checkNone(pod("{ tcpSocket: { port: 80 } }", readiness), rule);
    checkNone(
      pod("{ exec: { command: [sh, -c, a] } }", "{ exec: { command: [sh, -c, b] }, successThreshold: 2 }"),
      rule,
    );
  });

  it("marks numbers that the API server refuses", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      image: a
      livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }
      #                                                           ^ probe-settings: successThreshold of the livenessProbe is 2, only 1 is accepted
      startupProbe: { tcpSocket: { port: 80 }, periodSeconds: -1 }
      #                                                       ^^ probe-settings: periodSeconds of the startupProbe is -1, which the API server refuses
`);
  });
});

describe("probe-port-not-declared", () => {
  it("marks names that the container does not declare and numbers that no container does", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      image: a
      ports: [{ containerPort: 80, name: http }, { containerPort: 53, name: dns, protocol: UDP }]
      livenessProbe: { httpGet: { port: metrics } }
      #                                 ^^^^^^^ probe-port-not-declared: the livenessProbe asks port "metrics", which container "a" does not declare
      readinessProbe: { tcpSocket: { port: dns } }
      #                                    ^^^ probe-port-not-declared: the readinessProbe connects by TCP to port "dns", which is declared as UDP
      startupProbe: { grpc: { port: 8080 } }
      #                             ^^^^ probe-port-not-declared: the startupProbe asks port 8080, which no container of the pod declares
    - name: b
      image: a
      ports: [{ containerPort: 9090, name: metrics }]
      livenessProbe: { httpGet: { port: "80" } }
      #                                 ^^^^ probe-port-not-declared
`);
  });

  it("is silent for declared ports, for those of a neighbour, another host, and where none is declared", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      image: a
      ports: [{ containerPort: 80, name: http }]
      livenessProbe: { httpGet: { port: http } }
      readinessProbe: { httpGet: { port: 9090 } }
      startupProbe: { httpGet: { port: 443, host: example.com } }
    - { name: b, image: a, ports: [{ containerPort: 9090 }], livenessProbe: { exec: { command: [a] } } }
    - { name: c, image: a, livenessProbe: { tcpSocket: { port: 5432 } } }
`,
      "probe-port-not-declared",
    );
  });
});
