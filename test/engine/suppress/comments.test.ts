import assert from "node:assert/strict";
import { defaultConfig } from "../../../engine/config";
import { createLinter, type LintOptions } from "../../../engine/linter";
import { rules } from "../../../rules";
import { peerChecks } from "../../../rules/peers";

const linter = createLinter({ rules, peers: peerChecks, config: defaultConfig });

/** What is left and what is suppressed (`rule@line`), lines from 1; suppression rules with their messages left out. */
function look(text: string, options: LintOptions = {}) {
  const result = linter.lint(text, { today: "2026-06-30", ...options });
  const show = ({ rule, span }: { rule: string; span: { start: number } }) =>
    `${rule}@${text.slice(0, span.start).split("\n").length}`;
  return {
    left: result.findings.map(show),
    suppressed: result.suppressed.map(
      (finding) => `${show(finding)} ${finding.suppressed.by}: ${finding.suppressed.reason}`,
    ),
  };
}

const pod = (spec: string, head = "") => `${head}apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${spec}`;

const containers = `  containers:
    - name: web
      image: registry.example/web:1.4.2
`;

describe("a comment that suppresses", () => {
  it("covers its line, and nothing else", () => {
    assert.deepEqual(
      look(
        pod(`  hostNetwork: true # kubehint: ignore[host-network] the agent reads traffic
  hostPID: true
${containers}`),
      ),
      { left: ["host-pid@7"], suppressed: ["host-network@6 comment: the agent reads traffic"] },
    );
  });

  it("names several rules, or all of them, and may follow another comment", () => {
    assert.deepEqual(
      look(
        pod(`  hostNetwork: true # once # kubehint: ignore[host-pid,host-network] a
  hostPID: true # kubehint: ignore[*] b
${containers}`),
      ),
      {
        left: ["suppression-unused@6"],
        suppressed: ["host-network@6 comment: a", "host-pid@7 comment: b"],
      },
    );
  });

  it("covers the key below it with all that is in it", () => {
    assert.deepEqual(
      look(
        pod(`  containers:
    - name: web
      image: registry.example/web:1.4.2
      # kubehint: ignore[privileged-container, capability-sys-admin-added] a driver

      # of another kind
      securityContext:
        privileged: true
        capabilities: { add: [SYS_ADMIN] }
    - name: other
      image: registry.example/web:1.4.2
      securityContext:
        privileged: true
`),
      ),
      {
        left: ["privileged-container@18"],
        suppressed: [
          "privileged-container@13 comment: a driver",
          "capability-sys-admin-added@14 comment: a driver",
        ],
      },
    );
  });

  it("covers the container below it", () => {
    const { left, suppressed } = look(
      pod(`  containers:
    # kubehint: ignore[privileged-container] a driver
    - name: web
      image: registry.example/web:1.4.2
      securityContext: { privileged: true }
    - name: other
      image: registry.example/web:1.4.2
      securityContext: { privileged: true }
`),
    );
    assert.deepEqual(left, ["privileged-container@13"]);
    assert.deepEqual(suppressed, ["privileged-container@10 comment: a driver"]);
  });

  it("covers the document below it, also above its separator", () => {
    const text = pod(`  hostNetwork: true\n${containers}`, "# kubehint: ignore[host-network] a\n");
    const plain = pod(`  hostNetwork: true\n${containers}`);
    assert.deepEqual(look(`${text}---\n${plain}`), {
      left: ["host-network@17"],
      suppressed: ["host-network@7 comment: a"],
    });
    assert.deepEqual(look(`# kubehint: ignore[host-network] a\n---\n${plain}---\n${plain}`), {
      left: ["host-network@18"],
      suppressed: ["host-network@8 comment: a"],
    });
  });

  it("covers the file where it stands at its start", () => {
    const plain = pod(`  hostNetwork: true\n${containers}`);
    assert.deepEqual(look(`# kubehint: ignore-file[host-network] a\n${plain}---\n${plain}`), {
      left: [],
      suppressed: ["host-network@7 comment: a", "host-network@17 comment: a"],
    });
    assert.deepEqual(look(`${plain}# kubehint: ignore-file[host-network] a\n`).left, [
      "host-network@6",
      "suppression-unused@10",
    ]);
  });

  it("covers the text of several lines whose sign it stands behind, and no more", () => {
    const data = (behind: string) => `apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data:
  a.ini: |${behind}
    user=shop

    password=hunter2
  b.ini: |
    user=shop
    password=hunter2
`;
    assert.deepEqual(look(data("")).left, ["configmap-with-secrets@8", "configmap-with-secrets@11"]);
    assert.deepEqual(look(data("- # kubehint: ignore[configmap-with-secrets] a test")), {
      left: ["configmap-with-secrets@11"],
      suppressed: ["configmap-with-secrets@8 comment: a test"],
    });
  });

  it("is none within a text", () => {
    assert.deepEqual(
      look(`apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  script: |
    # kubehint: ignore[host-network] no comment
    echo "# kubehint: ignore[oops]"
`),
      { left: [], suppressed: [] },
    );
  });

  it("holds until the end of its last day", () => {
    const text = pod(
      `  hostNetwork: true # kubehint: ignore[host-network] until=2026-06-30 moves\n${containers}`,
    );
    assert.deepEqual(look(text).left, []);
    assert.deepEqual(look(text, { today: "2026-07-01" }).left, ["host-network@6", "suppression-expired@6"]);
    assert.deepEqual(look(text.replace("06-30", "06-31")).left, [
      "host-network@6",
      "suppression-unreadable@6",
    ]);
  });

  it("is no suppression where it cannot be read", () => {
    for (const said of [
      "ignore host-network",
      "ignore[]",
      "ignored[host-network] a",
      "ignore",
      "ignore[host-network",
    ])
      assert.deepEqual(look(pod(`  hostNetwork: true # kubehint: ${said}\n${containers}`)), {
        left: ["host-network@6", "suppression-unreadable@6"],
        suppressed: [],
      });
  });

  it("survives every kind of line break and a byte order mark", () => {
    const text = pod(`  # kubehint: ignore[host-network] a\n  hostNetwork: true\n${containers}`);
    for (const variant of [text.replaceAll("\n", "\r\n"), `\ufeff${text}`, text.trimEnd()])
      assert.equal(look(variant).suppressed.length, 1);
  });

  it("is not called unused for what another profile asks for, or what cannot be told yet", () => {
    assert.deepEqual(
      look(
        pod(`  hostNetwork: \${HOST} # kubehint: ignore[host-network] a
  containers:
    - name: web # kubehint: ignore[run-as-non-root, dangling-network-policy] b
      image: registry.example/web:1.4.2
`),
      ).left,
      [],
    );
  });

  it("keeps what it covers folded", () => {
    const { left } = look(
      pod(`  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        privileged: true # kubehint: ignore[privileged-container] a
        allowPrivilegeEscalation: true
`),
    );
    assert.deepEqual(
      left.filter((one) => one.startsWith("suppression")),
      [],
    );
  });
});

describe("a comment above the document", () => {
  const host = pod(`  hostNetwork: true\n${containers}`);

  it("covers it below a separator that stands behind a byte order mark", () => {
    const { left, suppressed } = look(`\ufeff---\n# kubehint: ignore[host-network] a\n${host}`);
    assert.deepEqual([left, suppressed], [[], ["host-network@8 comment: a"]]);
  });

  it("covers the file above a %YAML line, which to kubectl is a document of its own", () => {
    const { left, suppressed } = look(`# kubehint: ignore-file[host-network] a\n%YAML 1.1\n---\n${host}`);
    assert.deepEqual([left, suppressed], [[], ["host-network@9 comment: a"]]);
  });
});

describe("a finding at an item that is a text of several lines", () => {
  it("is shown at its sign, without the comment behind it", () => {
    const text = pod(`${containers}      securityContext:
        capabilities:
          add:
            - |- # kubehint: ignore[*] a
              SYS_ADMIN
`);
    const [finding] = linter.lint(text).suppressed;
    assert.equal(text.slice(finding?.span.start, finding?.span.end), "|-");
  });
});

describe("what is accepted", () => {
  it("is counted among what was judged", () => {
    const result = linter.lint(pod(`  hostNetwork: true # kubehint: ignore[host-network] a\n${containers}`));
    assert.equal(result.judged().get("host-network"), 1);
    assert.equal(result.accepted.get("host-network"), 1);
  });
});
