import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("seccomp-legacy-annotation", () => {
  const pod = (annotation: string, rest = "  containers: [{ name: web, image: a }]\n") => `
apiVersion: v1
kind: Pod
metadata:
  annotations:
    team: shop
${annotation}spec:
${rest}`;

  it("says from which version on the annotation does nothing", () => {
    const key = "seccomp.security.alpha.kubernetes.io/pod";
    const fixture = (message: string) =>
      pod(`    ${key}: runtime/default\n    #@ 4-44 seccomp-legacy-annotation: ${message}\n`);
    check(fixture(`the annotation "${key}" sets no seccomp profile: Kubernetes ignores it since 1.27`));
    check(fixture(`the annotation "${key}" is replaced by the field seccompProfile since 1.19`), {
      minor: 26,
    });
    check(pod(`    ${key}: runtime/default\n`), { minor: 18, only: ["seccomp-legacy-annotation"] });
  });

  it("is what the restricted level finds instead of a missing profile, where the field is not there too", () => {
    const key = "seccomp.security.alpha.kubernetes.io/pod";
    const field = "  securityContext: { seccompProfile: { type: RuntimeDefault } }\n";
    const containers = "  containers: [{ name: web, image: a }, { name: log, image: a }]\n";
    const found = (text: string, minor?: number) =>
      lintWith(text, ["seccomp-legacy-annotation", "seccomp-profile-missing"], {
        profile: "pss-restricted",
        ...(minor && { minor }),
      }).map(({ rule }) => rule);
    assert.deepEqual(found(pod(`    ${key}: runtime/default\n`, containers)), ["seccomp-legacy-annotation"]);
    assert.deepEqual(found(pod(`    ${key}: runtime/default\n`, field + containers)), []);
    assert.deepEqual(found(pod(`    ${key}: runtime/default\n`, containers), 26), []);
    assert.deepEqual(found(pod(`    ${key}: unconfined\n`, containers)), [
      "seccomp-profile-missing",
      "seccomp-profile-missing",
    ]);
    const own = key.replace("/pod", "/log").replace("seccomp", "container.seccomp");
    assert.deepEqual(found(pod(`    ${own}: runtime/default\n`, containers)), [
      "seccomp-legacy-annotation",
      "seccomp-profile-missing",
    ]);
  });

  it("moves a container's own profile to the container", () => {
    checkFix(
      "seccomp-legacy-annotation",
      pod(
        "    container.seccomp.security.alpha.kubernetes.io/web: localhost/audit.json\n",
        "  containers:\n    - name: web\n      image: a\n",
      ),
      pod(
        "",
        `  containers:
    - name: web
      image: a
      securityContext:
        seccompProfile:
          type: Localhost
          localhostProfile: audit.json
`,
      ),
    );
  });

  it("removes an annotation that the field overrules", () => {
    const rest =
      "  securityContext: { seccompProfile: { type: RuntimeDefault } }\n  containers: [{ name: web, image: a }]\n";
    checkFix(
      "seccomp-legacy-annotation",
      pod("    seccomp.security.alpha.kubernetes.io/pod: unconfined\n", rest),
      pod("", rest),
    );
  });

  it("leaves the annotations of a PodSecurityPolicy to other rules", () => {
    checkNone(
      `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: { name: a, annotations: { seccomp.security.alpha.kubernetes.io/defaultProfileName: runtime/default } }
spec: {}
`,
      "seccomp-legacy-annotation",
    );
  });
});

describe("deprecated-service-account-field", () => {
  const pod = (lines: string) => `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
${lines}  containers: [{ name: web, image: a }]
`;

  it("marks the old key", () => {
    check(
      pod(
        '  serviceAccount: web\n  #@ 2-16 deprecated-service-account-field: Pod "web" names its service account in the deprecated field "serviceAccount"\n',
      ),
    );
    checkFix(
      "deprecated-service-account-field",
      pod("  serviceAccount: web\n"),
      pod("  serviceAccountName: web\n"),
    );
  });

  it("says which of two names holds", () => {
    check(
      pod(
        '  serviceAccount: old\n  #@ 2-16 deprecated-service-account-field: Pod "web" runs as "new", not as "old" of the deprecated field "serviceAccount"\n  serviceAccountName: new\n',
      ),
    );
    checkFix(
      "deprecated-service-account-field",
      pod("  serviceAccount: old\n  serviceAccountName: new\n"),
      pod("  serviceAccountName: new\n"),
    );
  });

  it("takes what the API server itself writes", () => {
    checkNone(pod("  serviceAccount: web\n  serviceAccountName: web\n"), "deprecated-service-account-field");
    checkNone(pod("  serviceAccountName: web\n"), "deprecated-service-account-field");
  });
});
