import assert from "node:assert/strict";
import { defaultConfig } from "../../../engine/config";
import { createLinter } from "../../../engine/linter";
import { rules } from "../../../rules";
import { peerChecks } from "../../../rules/peers";

const linter = createLinter({ rules, peers: peerChecks, config: defaultConfig });

const deployment = (annotations: string, template = "") => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    team: shop
${annotations}spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web }
${template}    spec:
      hostNetwork: true
      containers:
        - name: web # here
          image: registry.example/web:1.4.2
          securityContext:
            privileged: true # there
`;

function look(text: string, today = "2026-06-30") {
  const { findings, suppressed } = linter.lint(text, { today });
  return [
    findings.map(({ rule }) => rule),
    suppressed.map(({ rule, suppressed: { by, reason } }) => `${rule} ${by}: ${reason}`),
  ];
}

describe("an annotation that suppresses", () => {
  it("covers its object, or the pods of a template", () => {
    const ours = "ignore.kubehint/host-network: the agent reads traffic";
    const expected = [["privileged-container"], ["host-network annotation: the agent reads traffic"]];
    assert.deepEqual(look(deployment(`    ${ours}\n`)), expected);
    assert.deepEqual(look(deployment("", `      annotations:\n        ${ours}\n`)), expected);
    const all = look(deployment("    ignore.kubehint/all: test until=2026-07-01\n"));
    assert.deepEqual(all[0], []);
    assert.deepEqual(look(deployment("    ignore.kubehint/all: test until=2026-06-01\n"))[0], [
      "suppression-expired",
      "host-network",
      "privileged-container",
    ]);
  });

  it("gives no credential away in its reason", () => {
    const secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    for (const annotation of ["ignore.kubehint/host-network: ", "checkov.io/skip1: CKV_K8S_19="]) {
      const said = JSON.stringify(look(deployment(`    ${annotation}${secret}\n`)));
      assert.ok(said.includes("host-network annotation"), said);
      assert.ok(!said.includes(secret), said);
    }
    const comment = deployment("").replace("# here", `# checkov:skip=CKV_K8S_19:${secret}`);
    assert.ok(!JSON.stringify(look(comment)).includes(secret));
  });

  it("is spoken of where it is wrong", () => {
    assert.deepEqual(look(deployment("    ignore.kubehint/host-netwrk: a\n"))[0], [
      "suppression-unknown-rule",
      "host-network",
      "privileged-container",
    ]);
    assert.deepEqual(look(deployment("    ignore.kubehint/host-pid: a\n"))[0], [
      "suppression-unused",
      "host-network",
      "privileged-container",
    ]);
    assert.deepEqual(look(deployment("    ignore.kubehint/host-network:\n"))[0], [
      "suppression-without-reason",
      "privileged-container",
    ]);
  });
});

describe("another tool's suppression", () => {
  const both = ["host-network", "privileged-container"];
  const cases: [what: string, annotations: string, left: string[], reason: string][] = [
    [
      "KubeLinter",
      "    ignore-check.kube-linter.io/privileged-container: a driver\n",
      ["host-network"],
      "a driver",
    ],
    ["KubeLinter, all of it", '    kube-linter.io/ignore-all: "an operator"\n', [], "an operator"],
    ["Checkov", "    checkov.io/skip1: CKV_K8S_16=a driver\n", ["host-network"], "a driver"],
    ["Checkov, without a reason", "    checkov.io/skip: CKV_K8S_16\n", ["host-network"], ""],
    [
      "Kubescape",
      '    kubescape.io/skip-controls: "C-0057, C-0041"\n    kubescape.io/skip-reason: agreed\n',
      [],
      "agreed",
    ],
    [
      "kube-score",
      "    kube-score/ignore: pod-probes, container-security-context-privileged\n",
      ["host-network"],
      "",
    ],
    ["Polaris", '    polaris.fairwinds.com/runAsPrivileged-exempt: "true"\n', ["host-network"], ""],
    ["Polaris, all of it", '    polaris.fairwinds.com/exempt: "True"\n', [], ""],
    ["Polaris, not exempt", '    polaris.fairwinds.com/exempt: "false"\n', both, ""],
    ["checks that nothing here answers", "    checkov.io/skip1: CKV_K8S_9999=a\n", both, ""],
  ];
  for (const [what, annotations, left, reason] of cases)
    it(`of ${what} is honoured on the checks it names`, () => {
      const [actual, suppressed = []] = look(deployment(annotations));
      assert.deepEqual(actual, left);
      assert.equal(suppressed.length, 2 - left.length);
      for (const one of suppressed) assert.ok(one.endsWith(` annotation: ${reason}`), one);
    });

  it("ends on its day", () => {
    const text = deployment(
      "    kubescape.io/skip-controls: C-0057,C-0041\n    kubescape.io/skip-expiry: 2026-12-31T23:59:59Z\n",
    );
    assert.deepEqual(look(text)[0], []);
    assert.deepEqual(look(text, "2027-01-01")[0], both);
  });

  it("in comments is honoured in the reach that the tool gives it", () => {
    const with_ = (here: string, there: string) =>
      deployment("").replace("# here", here).replace("# there", there);
    assert.deepEqual(look(with_("# checkov:skip=CKV_K8S_16:a driver", "")), [
      ["host-network"],
      ["privileged-container comment: a driver"],
    ]);
    for (const said of [
      "# trivy:ignore:AVD-KSV-0017",
      "# trivy:ignore:ksv017 a driver",
      "#trivy:ignore:KSV-0009 #trivy:ignore:KSV-0017:exp:2026-12-31",
    ])
      assert.deepEqual(look(with_("", said))[0], ["host-network"], said);
    for (const said of [
      "# trivy:ignore:KSV-0017:exp:2026-01-31",
      "# trivy:ignore:KSV-0017:ws:dev",
      "# trivy:ignore:KSV-0017[name=web]",
    ])
      assert.deepEqual(look(with_("", said))[0], both, said);
  });

  it("is never called unused", () => {
    assert.deepEqual(look(deployment("    checkov.io/skip1: CKV_K8S_20\n"))[0], both);
  });
});
