import assert from "node:assert/strict";
import { formatMessage } from "../../../engine/message";
import { check, checkFix, checkNoFix, checkNone, lintWith } from "../../harness/check";

const pod = (name: string, more = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: ${name} }, namespace: shop }
spec: { ${more}containers: [{ name: a, image: b }] }
---
`;

const policy = (spec: string, apiVersion = "networking.k8s.io/v1", kind = "NetworkPolicy") => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: p, namespace: shop }
spec: ${spec}
---
`;

describe("network-policy-missing-for-pod", () => {
  const id = "network-policy-missing-for-pod";

  it("reports pods that no policy of their namespace isolates", () => {
    check(`apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web }, namespace: shop }
#                 ^^^ ${id}: no network policy of the manifests selects the pods of Pod "web", so that anything can reach them
spec: { containers: [{ name: a, image: b }] }
---
${policy("{ podSelector: { matchLabels: { app: other } } }")}
${policy("{}").replace("shop", "elsewhere")}`);
  });

  it("reports pods whose policies limit egress alone", () => {
    check(`apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web }, namespace: shop }
#                 ^^^ ${id}: network policies limit what Pod "web" sends, but not who can reach it
spec: { containers: [{ name: a, image: b }] }
---
${policy("{ podSelector: {}, policyTypes: [Egress] }")}`);
  });

  it("takes a policy without policyTypes for one of ingress, as the API server does", () => {
    checkNone(pod("web") + policy("{ podSelector: { matchLabels: { app: web } } }"), id);
    checkNone(pod("web") + policy("{ podSelector: {}, policyTypes: [] }"), id);
    checkNone(
      pod("web") + policy("{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] } }"),
      id,
    );
  });

  it("knows the policies of Cilium, Calico and administrators", () => {
    const cilium = (spec: string, kind = "CiliumNetworkPolicy") => policy(spec, "cilium.io/v2", kind);
    checkNone(
      pod("web") + cilium("{ endpointSelector: { matchLabels: { 'k8s:app': web } }, ingress: [] }"),
      id,
    );
    checkNone(
      pod("web") +
        cilium(
          "{ endpointSelector: { matchLabels: { io.kubernetes.pod.namespace: shop } }, ingress: [{}] }",
          "CiliumClusterwideNetworkPolicy",
        ),
      id,
    );
    const calico = (selector: string, kind = "NetworkPolicy") =>
      policy(`{ selector: "${selector}" }`, "projectcalico.org/v3", kind);
    checkNone(pod("web") + calico("app == 'web' && has(app)"), id);
    checkNone(pod("web") + calico("app in {'web', 'api'}"), id);
    checkNone(pod("web") + calico("all()", "GlobalNetworkPolicy"), id);
    checkNone(
      pod("web") +
        policy(
          "{ subject: { namespaces: {} }, ingress: [{ action: Deny }] }",
          "policy.networking.k8s.io/v1alpha1",
          "BaselineAdminNetworkPolicy",
        ),
      id,
    );
    check(`apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web }, namespace: shop }
#                 ^^^ ${id}
spec: { containers: [{ name: a, image: b }] }
---
${calico("app != 'web'")}
${cilium("{ endpointSelector: { matchLabels: { app: api } }, ingress: [] }")}`);
  });

  it("is silent where policies do not count or labels are not known yet", () => {
    checkNone(pod("web").replace("app: web", '"app": "${APP}"'), id);
    checkNone(pod("web").replace("image: b", "env: []"), id);
  });

  it("tells of a pod in the network of its node, which no policy limits, to whoever asks for all rules", () => {
    const found = (profile: "all" | "nsa") =>
      lintWith(pod("web", "hostNetwork: true, ") + policy("{}"), [id], { profile }).map(({ message }) =>
        formatMessage(message),
      );
    assert.deepEqual(found("all"), [
      'no network policy can limit who reaches Pod "web", which is in the network of its node',
    ]);
    assert.deepEqual(found("nsa"), []);
  });

  it("takes no namespace for the namespace default", () => {
    const { bare, named } = { bare: pod("web").replace(", namespace: shop", ""), named: policy("{}") };
    checkNone(bare + named.replace("shop", "default"), id);
  });
});

describe("network-policy-missing-for-namespace", () => {
  const id = "network-policy-missing-for-namespace";

  it("reports a namespace that no policy is for", () => {
    check(`apiVersion: v1
kind: Namespace
metadata: { name: shop }
#                 ^^^^ ${id}: no network policy of the manifests is for the namespace "shop"
---
${policy("{}").replace("shop", "other")}`);
  });

  it("is content with any policy, and with the namespaces of the cluster", () => {
    const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n";
    checkNone(namespace + policy("{ podSelector: { matchLabels: { app: web } } }"), id);
    checkNone(namespace.replace("shop", "kube-system"), id);
  });
});

describe("network-policy-no-default-deny", () => {
  const id = "network-policy-no-default-deny";

  it("reports the direction that is open by default", () => {
    check(`apiVersion: v1
kind: Namespace
metadata: { name: shop }
#                 ^^^^ ${id}: no network policy denies egress by default in the namespace "shop"
---
${policy("{ podSelector: {}, ingress: [] }")}`);
    check(`apiVersion: v1
kind: Namespace
metadata: { name: shop }
#                 ^^^^ ${id}: no network policy denies ingress or egress by default in the namespace "shop"
---
${policy("{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress] }")}`);
  });

  it("does not count a policy that another one opens", () => {
    check(`apiVersion: v1
kind: Namespace
metadata: { name: shop }
#                 ^^^^ ${id}: no network policy denies ingress by default in the namespace "shop"
---
${policy("{ podSelector: {}, policyTypes: [Ingress, Egress] }")}
${policy("{ podSelector: {}, ingress: [{}] }")}`);
  });

  it("accepts two policies, one for each direction", () => {
    checkNone(
      `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n${policy("{}")}${policy("{ policyTypes: [Egress] }")}`,
      id,
    );
  });
});

describe("dangling-network-policy", () => {
  const id = "dangling-network-policy";

  it("reports selectors of the policy and of its peers that match nothing", () => {
    check(`${pod("web")}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: shop }
spec:
  podSelector: { matchLabels: { app: wbe } }
  #@ 2-13 ${id}: NetworkPolicy "p" selects no pod of the manifests
  ingress:
    - from:
        - podSelector: { matchLabels: { app: api } }
        # ^^^^^^^^^^^ ${id}: NetworkPolicy "p" names a peer that no pod of the manifests is
`);
  });

  it("is silent for empty selectors, peers of other namespaces and values that come later", () => {
    checkNone(pod("web") + policy("{ podSelector: {} }"), id);
    checkNone(
      pod("web") +
        policy(
          "{ ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: api } } }] }] }",
        ),
      id,
    );
    checkNone(pod("web") + policy('{ podSelector: { matchLabels: { app: "${APP}" } } }'), id);
  });
});

describe("network-policy-allow-all", () => {
  const id = "network-policy-allow-all";

  it("reports rules without peers and ports, and peers that are every pod", () => {
    check(
      `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec:
  podSelector: {}
  ingress:
    - {}
    #@ 6-8 ${id}: NetworkPolicy "p" allows traffic from everywhere to every port
    - from: [{ namespaceSelector: {} }]
    #          ^^^^^^^^^^^^^^^^^ ${id}: NetworkPolicy "p" allows traffic from every pod of every namespace
  egress:
    - to: []
    # ^^ ${id}: NetworkPolicy "p" allows traffic to everywhere on every port
`,
    );
  });

  it("is silent for deny-all, for named ports and for a direction that the policy is not for", () => {
    checkNone(policy("{ podSelector: {}, ingress: [], policyTypes: [Ingress] }"), id);
    checkNone(policy("{ podSelector: {}, ingress: [{ ports: [{ port: 443 }] }] }"), id);
    checkNone(policy("{ podSelector: {}, policyTypes: [Ingress], egress: [{}] }"), id);
    checkNone(policy("{ ingress: [{ from: [{ namespaceSelector: { matchLabels: { a: b } } }] }] }"), id);
  });
});

describe("the fix that denies by default", () => {
  const namespace = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop";

  it("is a document behind the namespace, whatever the file ends with", () => {
    const policy =
      "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: default-deny\n  namespace: shop\nspec:\n  podSelector: {}\n  policyTypes:\n    - Ingress\n    - Egress";
    checkFix("network-policy-missing-for-namespace", namespace, `${namespace}\n${policy}`);
    checkFix(
      "network-policy-missing-for-namespace",
      `${namespace}\r\n---\r\nkind: Other\r\n`.replace(/\r?\n/g, "\r\n"),
      `${namespace}\n${policy}\n---\nkind: Other\n`.replace(/\n/g, "\r\n"),
    );
  });

  it("is refused in JSON", () => {
    const json = '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}}';
    checkNoFix("network-policy-missing-for-namespace", json);
  });
});
