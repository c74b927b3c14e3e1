import assert from "node:assert/strict";
import { lintWith } from "../../harness/check";

/** The safety of the fix that sets what the container lacks. */
function safety(rule: string, container: string, pod = ""): string | undefined {
  const text = `apiVersion: v1\nkind: Pod\nspec:\n${pod}  containers:\n    - name: a\n${container}`;
  const [finding, another] = lintWith(text, [rule]);
  assert.equal(another, undefined);
  return finding?.fix?.safety;
}

const image = "      image: registry.example/web:1.0.0\n";

describe("a fix that an ordinary workload does not notice is for review where the text shows that this one may", () => {
  it("escalation: setuid programs, and an added capability of an ordinary user", () => {
    const of = (container: string, pod?: string) => safety("allow-privilege-escalation", container, pod);
    const adds = "      securityContext: { capabilities: { add: [NET_BIND_SERVICE] } }\n";
    assert.equal(of(image), "safe");
    assert.equal(of(`${image}${adds}`), "safe", "root has what is added without a file's help");
    assert.equal(of(`${image}${adds}`, "  securityContext: { runAsNonRoot: true }\n"), "review");
    assert.equal(of(`${image}${adds}`, "  securityContext: { runAsUser: 101 }\n"), "review");
    assert.equal(of(`${image}${adds}`, "  securityContext: { runAsUser: 0 }\n"), "safe");
    assert.equal(of(`${image}      command: [sh, -c, "sudo chown -R web /data && exec web"]\n`), "review");
    assert.equal(of(`${image}      command: [/usr/bin/ping, -c1, db]\n`), "review");
    assert.equal(of(`${image}      command: [web, --ping]\n`), "safe");
    assert.equal(of("      image: moby/buildkit:v0.16.0-rootless\n"), "review");
    assert.equal(of("      image: registry.example/moby/buildkit:v0.16.0\n"), "safe");
  });

  it("system calls: debuggers, and containers in the container", () => {
    const of = (container: string) => safety("seccomp-profile-missing", container);
    assert.equal(of(image), "safe");
    assert.equal(of(`${image}      command: [strace, -f, web]\n`), "review");
    assert.equal(of(`${image}      args: ["unshare --user web"]\n`), "review");
    assert.equal(of("      image: quay.io/podman/stable\n"), "review");
    assert.equal(of(`${image}      command: [web, strace]\n`), "safe");
  });

  it("spelling: a setting that begins to hold", () => {
    const of = (setting: string) =>
      safety("misspelled-security-field", `${image}      securityContext: { ${setting} }\n`);
    assert.equal(of("privilaged: false"), "safe");
    assert.equal(of("privilaged: true"), "review");
    assert.equal(of("readOnlyRootFileSystem: false"), "safe");
    assert.equal(of("readOnlyRootFileSystem: true"), "review");
    assert.equal(of("runasnonroot: false"), "review", "it may overrule that of the pod");
    assert.equal(of("runasuser: 0"), "review");
  });

  it("versions: a Deployment that leaves to its first version how it is rolled out", () => {
    const of = (spec: string) =>
      lintWith(
        `apiVersion: extensions/v1beta1\nkind: Deployment\nspec:\n  selector: { matchLabels: { a: b } }\n${spec}`,
        ["removed-api-version"],
      )[0]?.fix?.safety;
    const deadline = "  progressDeadlineSeconds: 600\n";
    assert.equal(of(""), "review");
    assert.equal(of(`${deadline}  strategy: { rollingUpdate: { maxSurge: 1 } }\n`), "review");
    assert.equal(
      of(`${deadline}  strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }\n`),
      "safe",
    );
    assert.equal(of(`${deadline}  strategy: { type: Recreate }\n`), "safe");
  });
});
