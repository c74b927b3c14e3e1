import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

const namespace = (labels: string, name = "shop") => `
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
${labels && `  labels:\n${labels}`}`;
const enforce = (level: string) => `    pod-security.kubernetes.io/enforce: ${level}\n`;
const marked = (level: string, rule: string, message: string) =>
  `${enforce(level)}    #                                   ${"^".repeat(level.length)} ${rule}: ${message}\n`;

describe("pod-security-label-missing", () => {
  it("reports a namespace without any of the labels", () => {
    check(`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  #     ^^^^ pod-security-label-missing: Namespace "shop" asks for no Pod Security level
`);
    checkFix(
      "pod-security-label-missing",
      namespace("    team: shop\n"),
      namespace(`    team: shop\n${enforce("baseline")}`),
    );
  });

  it("is silent with a label for any mode, for Kubernetes' own, and before Kubernetes knew them", () => {
    checkNone(namespace(enforce("privileged")), "pod-security-label-missing");
    checkNone(namespace("    pod-security.kubernetes.io/warn: baseline\n"), "pod-security-label-missing");
    checkNone(namespace("", "kube-system"), "pod-security-label-missing");
    check(namespace(""), { only: ["pod-security-label-missing"], minor: 22 });
  });
});

describe("pod-security-not-baseline", () => {
  it("reports levels that admit privileged pods", () => {
    check(
      namespace(
        marked(
          "privileged",
          "pod-security-not-baseline",
          'Namespace "shop" enforces the level that admits privileged pods',
        ),
      ),
    );
    checkFix("pod-security-not-baseline", namespace(enforce("privileged")), namespace(enforce("baseline")));
  });

  it("is silent for the other levels and for one that comes later", () => {
    for (const level of ["baseline", "restricted", "${" + "LEVEL}"])
      checkNone(namespace(enforce(level)), "pod-security-not-baseline");
  });
});

describe("pod-security-not-restricted", () => {
  it("reports everything below", () => {
    check(
      namespace(
        marked(
          "baseline",
          "pod-security-not-restricted",
          'Namespace "shop" enforces the level "baseline", so that pods may run as root',
        ),
      ),
    );
  });

  it("is silent for restricted, and for a level that the API server refuses", () => {
    checkNone(namespace(enforce("restricted")), "pod-security-not-restricted");
    checkNone(namespace(enforce("Restricted")), "pod-security-not-restricted");
  });
});

describe("pod-security-privileged-label", () => {
  it("reports that Pod Security is switched off", () => {
    check(
      namespace(
        marked("privileged", "pod-security-privileged-label", 'Namespace "shop" switches Pod Security off'),
      ),
    );
  });

  it("is silent where only warnings are, and for Kubernetes' own", () => {
    checkNone(
      namespace("    pod-security.kubernetes.io/warn: privileged\n"),
      "pod-security-privileged-label",
    );
    checkNone(namespace(enforce("privileged"), "kube-system"), "pod-security-privileged-label");
  });

  it("is one finding with the other rules on the same label", () => {
    const ids = ["not-baseline", "not-restricted", "privileged-label"].map((id) => `pod-security-${id}`);
    const of = (labels: string) =>
      lintWith(namespace(labels), [...ids, "pod-security-label-missing"], { profile: "restricted" }).map(
        ({ rule }) => rule,
      );
    assert.deepEqual(of(enforce("privileged")), ["pod-security-privileged-label"]);
    assert.deepEqual(of(""), ["pod-security-label-missing"]);
    assert.deepEqual(of(enforce("baseline")), ["pod-security-not-restricted"]);
  });
});

describe("kube-system-namespace", () => {
  const pod = (head: string, spec = "") => `
apiVersion: v1
kind: Pod
metadata:
  name: web
${head}spec:
${spec}  containers: [{ name: web, image: a }]
`;

  it("reports a workload in a namespace of Kubernetes", () => {
    check(
      pod(`  namespace: kube-system
  #          ^^^^^^^^^^^ kube-system-namespace: Pod "web" is put into "kube-system", which belongs to Kubernetes itself
`),
    );
  });

  it("is silent for components, for what the node cannot do without, and for other objects there", () => {
    checkNone(pod("  namespace: shop\n"), "kube-system-namespace");
    checkNone(pod("  namespace: kube-system\n  labels: { tier: control-plane }\n"), "kube-system-namespace");
    checkNone(
      pod("  namespace: kube-system\n", "  priorityClassName: system-node-critical\n"),
      "kube-system-namespace",
    );
    checkNone(
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: kube-system }\n",
      "kube-system-namespace",
    );
  });
});

describe("namespace-boundaries", () => {
  it("lists namespaces for those who ask for everything", () => {
    check(
      `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  #     ^^^^ namespace-boundaries
`,
    );
  });

  it("is in no other profile, and takes no other object", () => {
    check(namespace(""), { only: ["namespace-boundaries"], profile: "restricted" });
    checkNone("apiVersion: v1\nkind: Pod\nmetadata: { namespace: shop }\n", "namespace-boundaries");
  });
});
