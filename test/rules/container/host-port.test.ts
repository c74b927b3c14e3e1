import { check, checkFix, checkNone } from "../../harness/check";

describe("host-port", () => {
  it("marks each port of the node", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      ports:
        - containerPort: 80
        - containerPort: 8443
          hostPort: 443
          #         ^^^ host-port: container "web" takes port 443 of the node
        - { containerPort: 53, hostPort: 053, protocol: UDP }
        #                                ^^^ host-port: container "web" takes port 43 of the node
`);
  });

  it("is silent for 0, null, other ports and values that are no port", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      ports:
        - { containerPort: 80, hostPort: 0 }
        - { containerPort: 81, hostPort: ~ }
        - { containerPort: 82, hostPort: "82" }
        - { containerPort: 83, hostPort: "\${PORT}" }
        - { containerPort: 84 }
`,
      "host-port",
    );
  });

  it("removes hostPort only", () => {
    const manifest = (port: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      ports:\n        - containerPort: 80\n${port}          name: http\n`;
    checkFix("host-port", manifest("          hostPort: 80\n"), manifest(""));
  });
});
