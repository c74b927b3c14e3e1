import { check, checkFix, checkNone } from "../../harness/check";

describe("container-port-invalid", () => {
  it("marks names that break the rules, duplicates, and ports without name or number", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      image: a
      ports:
        - { name: a-name-that-is-too-long, containerPort: 1 }
        #         ^^^^^^^^^^^^^^^^^^^^^^^ container-port-invalid: port name "a-name-that-is-too-long" is longer than 15 characters
        - { name: HTTP, containerPort: 2 }
        #         ^^^^ container-port-invalid: port name "HTTP" has other characters than a-z, 0-9 and -
        - { name: "80", containerPort: 3 }
        #         ^^^^ container-port-invalid: port name "80" has no letter
        - { name: a--b, containerPort: 4 }
        #         ^^^^ container-port-invalid
        - { name: web, containerPort: 80 }
        - { name: web, containerPort: 81 }
        #         ^^^ container-port-invalid: container "a" has two ports named "web"
        - { containerPort: 8080 }
        #                  ^^^^ container-port-invalid: container "a" has a port without a name
        - { name: none, protocol: TCP }
        #   ^^^^ container-port-invalid: container "a" has a port without a number
        - { name: far, containerPort: 65536 }
        #                             ^^^^^ container-port-invalid: container "a" has port 65536, beyond 1 to 65535
`);
    check(`
apiVersion: v1
kind: Service
spec:
  ports:
    - { port: 80, targetPort: my_port }
    #                         ^^^^^^^ container-port-invalid: target port "my_port" has other characters than a-z, 0-9 and -
    - { port: 81, targetPort: 8081 }
    - { port: 82, targetPort: 70000 }
    #                         ^^^^^ container-port-invalid: target port "70000" is beyond 1 to 65535
    - { port: 65536 }
    #         ^^^^^ container-port-invalid: port 65536 of the Service is beyond 1 to 65535
    - { port: 65535, targetPort: 0 }
`);
  });

  it("is silent for good names, and for the same name in two containers", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, ports: [{ name: http-8080, containerPort: 8080 }] }
    - { name: b, image: a, ports: [{ name: http-8080, containerPort: 8081 }] }
    - { name: c, image: a, ports: [{ name: "{{ .Values.port }}", containerPort: 8082 }] }
    - { name: d, image: a, ports: [] }
---
apiVersion: v1
kind: Service
spec: { ports: [{ port: 80, targetPort: http }, { port: 81 }] }
`,
      "container-port-invalid",
    );
  });
});

describe("pre-stop-hook-missing", () => {
  it("marks containers that stop at once, and not those of Jobs or with a hook", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      #     ^ pre-stop-hook-missing: container "a" has no preStop hook
      image: a
      lifecycle: { postStart: { exec: { command: [a] } } }
    - { name: b, image: a, lifecycle: { preStop: { sleep: { seconds: 5 } } } }
---
apiVersion: batch/v1
kind: Job
spec: { template: { spec: { containers: [{ name: a, image: a }] } } }
`);
  });
});

describe("duplicate-env-var", () => {
  it("marks every entry that hides another, and leaves other containers and cases alone", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      image: a
      env:
        - { name: LEVEL, value: a }
        - { name: level, value: b }
        - { name: LEVEL, value: c }
        #         ^^^^^ duplicate-env-var: container "a" defines "LEVEL" again, so the earlier entry has no effect
        - { name: LEVEL, valueFrom: { fieldRef: { fieldPath: a } } }
        #         ^^^^^ duplicate-env-var
    - { name: b, image: a, env: [{ name: LEVEL }, { name: "{{ .Values.x }}" }, { name: "{{ .Values.x }}" }] }
`);
  });

  it("removes the entry without effect and keeps the comment of the other", () => {
    const manifest = (env: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      image: a
      env:
${env}`;
    checkFix(
      "duplicate-env-var",
      manifest(
        "        - name: A\n          value: one\n        - name: B\n        - name: A # wins\n          value: two\n",
      ),
      manifest("        - name: B\n        - name: A # wins\n          value: two\n"),
    );
  });
});
