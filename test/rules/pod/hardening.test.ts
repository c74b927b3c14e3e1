import assert from "node:assert/strict";
import { defaultConfig } from "../../../engine/config";
import { fixAll } from "../../../engine/fixAll";
import { createLinter } from "../../../engine/linter";
import { rules } from "../../../rules";

describe("the fixes of the restricted level together", () => {
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "pss-restricted" } });
  const harden = (text: string) => fixAll(text, linter, { include: "review" }).text;

  it("bring a bare deployment to that level and keep its comments", () => {
    const hardened = harden(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web # the shop
          image: registry.example/web:1.4.2
`);
    assert.equal(
      hardened,
      `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web # the shop
          image: registry.example/web:1.4.2
          securityContext:
            allowPrivilegeEscalation: false
            runAsNonRoot: true
            capabilities:
              drop:
                - ALL
            seccompProfile:
              type: RuntimeDefault
`,
    );
    assert.deepEqual(linter.lint(hardened).findings, []);
  });

  it("undo every setting that the level refuses, those of privileged containers included", () => {
    const hardened = harden(`apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostPID: true
  hostNetwork: true
  securityContext:
    runAsUser: 0
    runAsNonRoot: false
    seccompProfile: { type: Unconfined }
    sysctls: [{ name: kernel.msgmax, value: "65536" }]
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports: [{ containerPort: 80, hostPort: 80 }]
      livenessProbe: { tcpSocket: { host: localhost, port: 80 } }
      securityContext:
        privileged: true
        procMount: Unmasked
        capabilities: { add: [SYS_ADMIN, NET_RAW, CHOWN] }
        seLinuxOptions: { type: spc_t }
        appArmorProfile: { type: Unconfined }
`);
    assert.deepEqual(
      linter.lint(hardened).findings.map(({ rule }) => rule),
      [],
    );
  });
});
