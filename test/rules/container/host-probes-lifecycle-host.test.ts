import { check, checkFix, checkNone } from "../../harness/check";

describe("host-probes-lifecycle-host", () => {
  it("marks the host of probes and hooks", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  initContainers:
    - name: sidecar
      image: a
      restartPolicy: Always
      startupProbe:
        tcpSocket: { host: localhost, port: 80 }
        #                  ^^^^^^^^^ host-probes-lifecycle-host
  containers:
    - name: web
      image: a
      livenessProbe:
        httpGet:
          host: 10.0.0.1
          #     ^^^^^^^^ host-probes-lifecycle-host: container "web" makes the kubelet connect to host 10.0.0.1 in livenessProbe
          port: 80
      lifecycle:
        preStop: { httpGet: { host: 169.254.169.254, port: 80 } }
        #                           ^^^^^^^^^^^^^^^ host-probes-lifecycle-host: container "web" makes the kubelet connect to host 169.254.169.254 in lifecycle.preStop
`);
  });

  it("is silent without a host, for an empty one and for the Host header", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      livenessProbe: { httpGet: { host: "", port: 80 } }
      readinessProbe: { httpGet: { port: 80, httpHeaders: [{ name: Host, value: web.example }] } }
      startupProbe: { grpc: { port: 80, service: host } }
      lifecycle: { preStop: { exec: { command: [host] } } }
`,
      "host-probes-lifecycle-host",
    );
  });

  it("removes the host", () => {
    const manifest = (host: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      readinessProbe:\n        tcpSocket:\n${host}          port: 80\n`;
    checkFix("host-probes-lifecycle-host", manifest("          host: a.example\n"), manifest(""));
  });
});
