import { check, checkFix, checkNone } from "../../harness/check";

describe("apparmor-unconfined", () => {
  it("marks the field and the annotation", () => {
    check(`
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  annotations:
    container.apparmor.security.beta.kubernetes.io/ignored: unconfined
spec:
  template:
    metadata:
      annotations:
        container.apparmor.security.beta.kubernetes.io/db: unconfined
        #                                                  ^^^^^^^^^^ apparmor-unconfined: container "db" runs with the AppArmor profile "unconfined", by annotation
    spec:
      securityContext:
        appArmorProfile: { type: Unconfined }
        #                        ^^^^^^^^^^ apparmor-unconfined: StatefulSet "db" runs without an AppArmor profile
      containers:
        - name: db
          image: a
          securityContext:
            appArmorProfile:
              type: none
              #     ^^^^ apparmor-unconfined: container "db" has an AppArmor profile of the unknown type "none"
`);
  });

  it("is silent for the runtime's profile, one of the node, and other annotations", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
metadata:
  annotations:
    container.apparmor.security.beta.kubernetes.io/a: runtime/default
    container.apparmor.security.beta.kubernetes.io/b: localhost/mine
    container.apparmor.security.beta.kubernetes.io/c: ""
    apparmor.security.beta.kubernetes.io/allowedProfileNames: unconfined
spec:
  securityContext: { appArmorProfile: ~ }
  containers:
    - { name: a, image: a, securityContext: { appArmorProfile: { type: RuntimeDefault } } }
    - { name: b, image: a, securityContext: { appArmorProfile: { type: Localhost, localhostProfile: mine } } }
`,
      "apparmor-unconfined",
    );
  });

  it("uses the runtime's profile, field and annotation each in its own words", () => {
    const manifest = (annotation: string, type: string) => `apiVersion: v1
kind: Pod
metadata:
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: ${annotation}
spec:
  containers:
    - name: web
      image: a
      securityContext:
        appArmorProfile:
          type: ${type}
`;
    checkFix(
      "apparmor-unconfined",
      manifest("unconfined", "Unconfined"),
      manifest("runtime/default", "RuntimeDefault"),
    );
  });
});
