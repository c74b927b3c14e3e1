import assert from "node:assert/strict";
import { formatMessage } from "../../../engine/message";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

/** A pod whose only container has these lines. */
const pod = (lines: string) => `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
${lines.replace(/^/gm, "      ")}
`;

describe("what a container runs and opens", () => {
  describe("sudo-in-entrypoint", () => {
    it("finds sudo as a word, in a script and in a whole line", () => {
      for (const [lines, width] of [
        ['command: [sudo, "/srv/web"]', 4],
        ['command: ["/usr/bin/sudo -E /srv/web"]', 27],
      ] as const)
        check(pod(`${lines}\n#${" ".repeat(9)}${"^".repeat(width)} sudo-in-entrypoint`));
      check(
        pod(`command:
  - sh
  - -c
  - cd /srv && sudo ./web
  # ^^^^^^^^^^^^^^^^^^^^^ sudo-in-entrypoint: container "web" starts its program with sudo`),
      );
      checkFix("sudo-in-entrypoint", pod('args: [sudo, "/srv/web"]'), pod('args: ["/srv/web"]'));
    });

    it("does not mind the word elsewhere", () => {
      checkNone(pod("command: [apt-get, install, sudo]"), "sudo-in-entrypoint");
      checkNone(pod('command: [sh, -c, "echo no sudo here"]'), "sudo-in-entrypoint");
      checkNone(pod('command: ["/opt/sudo/run"]'), "sudo-in-entrypoint");
    });
  });

  describe("admin-service-in-container", () => {
    it("knows ports and programs", () => {
      check(
        pod(`command: [/usr/sbin/sshd, -D]
#         ^^^^^^^^^^^^^^ admin-service-in-container: container "web" starts sshd, a server for SSH
ports:
  - containerPort: 22
    #              ^^ admin-service-in-container: container "web" opens port 22, on which SSH listens
  - containerPort: 8080
    hostPort: 3389
    #         ^^^^ admin-service-in-container
  - { containerPort: 22, protocol: UDP }
  - { containerPort: 2022 }`),
      );
    });

    it("takes a Service's word for what its pods listen on, for whoever asks for all rules", () => {
      const service = (port: number, more = "") => `---
apiVersion: v1
kind: Service
metadata: { name: shell }
spec: { selector: { app: web }, ports: [{ port: ${port}${more} }] }
`;
      const workload = (ports = "") => `apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec: { containers: [{ name: web, image: a${ports} }] }
`;
      const found = (text: string, profile: "all" | "restricted" = "all") =>
        lintWith(text, ["admin-service-in-container"], { profile }).map(({ message }) =>
          formatMessage(message),
        );
      const led = ['Service "shell" leads to port 22 of Pod "web", on which SSH listens'];
      assert.deepEqual(found(workload() + service(22)), led);
      assert.deepEqual(found(workload() + service(2022, ", targetPort: 22")), led);
      assert.deepEqual(found(workload() + service(22, ", targetPort: 8080")), []);
      assert.deepEqual(found(workload() + service(22, ", protocol: UDP")), []);
      assert.deepEqual(found(workload() + service(22), "restricted"), []);
      assert.deepEqual(found(workload(", ports: [{ containerPort: 22 }]") + service(22)), [
        'container "web" opens port 22, on which SSH listens',
      ]);
    });

    it("is silent for clients and other ports", () => {
      checkNone(pod("command: [ssh, host]\nports: [{ containerPort: 2200 }]"), "admin-service-in-container");
    });
  });

  describe("privileged-port", () => {
    it("stops at 1024 and takes 0 for none", () => {
      check(
        pod(`ports:
  - containerPort: 1023
    #              ^^^^ privileged-port: container "web" listens on port 1023, below 1024
    hostPort: 0
  - containerPort: 1024`),
      );
      checkNone(pod('ports: [{ containerPort: "80" }]'), "privileged-port");
    });
  });

  describe("clear-text-protocol", () => {
    it("names the host, and neither path nor credentials", () => {
      check(
        pod(`args:
  - curl
  - http://user:hunter2@files.acme.com:8080/x?token=1
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ clear-text-protocol: container "web" connects to files.acme.com over http, in clear text
  - --mirror=FTP://8.8.8.8/
  # ^^^^^^^^^^^^^^^^^^^^^^^ clear-text-protocol: container "web" connects to 8.8.8.8 over ftp, in clear text`),
      );
      checkFix(
        "clear-text-protocol",
        pod('args: ["--from=http://files.acme.com/x"]'),
        pod('args: ["--from=https://files.acme.com/x"]'),
      );
    });
  });

  for (const address of [
    "https://files.acme.com",
    "http://localhost:8080",
    "http://127.0.0.1",
    "http://10.1.2.3/",
    "http://169.254.169.254/latest",
    "http://etcd:2379",
    "http://prometheus.monitoring:9090",
    "http://web.shop.svc",
    "http://web.shop.svc.cluster.local",
    "http://www.w3.org/2001/XMLSchema",
    "http://www.example.com",
    "http:/files.acme.com",
    "http://$(HOST)/",
    "http://$HOST.acme.com/",
  ])
    it(`clear-text-protocol takes ${address} for harmless`, () => {
      checkNone(pod(`args: ["${address}"]`), "clear-text-protocol");
    });

  describe("interactive-tty", () => {
    it("reports a container once", () => {
      check(
        pod(`tty: true
stdin: true
#      ^^^^ interactive-tty: container "web" keeps stdin and tty open`),
      );
      checkNone(pod("tty: false\nstdinOnce: true"), "interactive-tty");
      checkFix("interactive-tty", pod("tty: true\nstdin: true\nworkingDir: /"), pod("workingDir: /"));
    });
  });

  describe("raw-block-device", () => {
    it("marks devices, not mounts of the same claim", () => {
      check(
        pod(`volumeDevices:
  - name: data
    devicePath: /dev/xvda
    #           ^^^^^^^^^ raw-block-device: container "web" gets the volume "data" as a raw device, without a file system`),
      );
      checkNone(pod("volumeMounts: [{ name: data, mountPath: /dev/xvda }]"), "raw-block-device");
    });
  });

  describe("git-sync-code-injection", () => {
    it("finds the program that replaces git", () => {
      const sync = (lines: string) => `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: sync
      image: registry.k8s.io/git-sync/git-sync:v4.2.3
${lines.replace(/^/gm, "      ")}
`;
      check(
        sync(`args:
  - --repo=https://git.example/web
  - --git=/payload/run
  # ^^^^^^^^^^^^^^^^^^ git-sync-code-injection: container "sync" lets git-sync run another program in place of git
env:
  - name: GITSYNC_GIT
    value: /payload/run
    #      ^^^^^^^^^^^^ git-sync-code-injection`),
      );
      checkNone(sync("args: [--git-gc=auto, --repo=https://git.example/web]"), "git-sync-code-injection");
      checkNone(pod("env: [{ name: GITSYNC_GIT, value: /payload }]"), "git-sync-code-injection");
    });
  });

  describe("exec-probe-command-denied", () => {
    it("looks at the programs of probes, in scripts too", () => {
      const ruleOptions = { "exec-probe-command-denied": { commands: ["jcmd", "ps *", "curl"] } };
      check(
        pod(`command: [jcmd]
livenessProbe:
  exec:
    command: [/usr/bin/jcmd, "1"]
    #         ^^^^^^^^^^^^^ exec-probe-command-denied: the livenessProbe of container "web" runs jcmd, which is not allowed in probes
readinessProbe:
  exec:
    command: [ps]
startupProbe:
  exec:
    command:
      - sh
      - -c
      - test -f x && ps aux
      # ^^^^^^^^^^^^^^^^^^^ exec-probe-command-denied`),
        { ruleOptions },
      );
      checkNone(pod("livenessProbe: { exec: { command: [jcmd] } }"), "exec-probe-command-denied");
    });
  });

  describe("environment-variable-policy", () => {
    it("asks for names and values without repeating any value", () => {
      const ruleOptions = {
        "environment-variable-policy": { forbidden: ["DEBUG=*", "AWS_*_KEY"], required: ["TZ", "MODE=prod"] },
      };
      check(
        pod(`env:
  - { name: DEBUG, value: "1" }
  #                       ^^^ environment-variable-policy: container "web" sets DEBUG, which the policy "DEBUG=*" forbids
  - { name: AWS_SECRET_KEY, valueFrom: { secretKeyRef: { name: a, key: b } } }
  #         ^^^^^^^^^^^^^^ environment-variable-policy: container "web" sets AWS_SECRET_KEY, which the policy "AWS_*_KEY" forbids
  - { name: MODE, value: test }
  #                      ^^^^ environment-variable-policy: container "web" sets MODE otherwise than the policy "MODE=prod" asks
  - { name: TZ, value: UTC }
  - { name: AWS_REGION, value: eu }`),
        { ruleOptions },
      );
      checkNone(pod("env: [{ name: DEBUG, value: a }]"), "environment-variable-policy");
    });

    it("takes envFrom for a place where anything may be set", () => {
      const ruleOptions = { "environment-variable-policy": { required: ["TZ"] } };
      check(
        `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      #     ^^^ environment-variable-policy: container "web" lacks TZ, which the policy "TZ" asks for
      image: a
    - name: other
      image: a
      envFrom: [{ configMapRef: { name: settings } }]
`,
        { ruleOptions },
      );
    });
  });
});
