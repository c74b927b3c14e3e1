import { check, checkFix, checkNone } from "../../harness/check";

const policy = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: ${spec}\n`;

describe("network-policy-open-ip-block", () => {
  const id = "network-policy-open-ip-block";

  it("reports every address, for ingress more gravely", () => {
    check(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec:
  ingress:
    - from:
        - ipBlock:
            cidr: ::/0
            #     ^^^^ ${id}: NetworkPolicy "p" lets in every address (::/0)
  egress:
    - to:
        - ipBlock: { cidr: 0.0.0.0/0, except: [] }
        #                  ^^^^^^^^^ ${id}: NetworkPolicy "p" lets its pods connect to every address (0.0.0.0/0)
`);
  });

  it("accepts networks, and all but one's own", () => {
    checkNone(policy("{ ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }"), id);
    checkNone(policy("{ egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }] }"), id);
  });
});

describe("agent-sandbox-egress", () => {
  const id = "agent-sandbox-egress";
  const template = (spec: string) =>
    `apiVersion: extensions.agents.x-k8s.io/v1beta1\nkind: SandboxTemplate\nmetadata: { name: t }\nspec: ${spec}\n`;

  it("reports policies that are missing, left to others or open", () => {
    check(`apiVersion: extensions.agents.x-k8s.io/v1beta1
kind: SandboxTemplate
metadata: { name: t }
spec: { podTemplate: { spec: { containers: [] } } }
#@ 0-4 ${id}: SandboxTemplate "t" names no egress rules, so that its sandboxes reach the whole internet
---
apiVersion: extensions.agents.x-k8s.io/v1beta1
kind: SandboxTemplate
metadata: { name: t }
spec:
  networkPolicyManagement: Unmanaged
  #                        ^^^^^^^^^ ${id}: SandboxTemplate "t" has no network policy, since its management is Unmanaged
---
apiVersion: extensions.agents.x-k8s.io/v1beta1
kind: SandboxTemplate
metadata: { name: t }
spec:
  networkPolicy:
    egress:
      - to: [{ ipBlock: { cidr: "::/0" } }]
      #                         ^^^^^^ ${id}: SandboxTemplate "t" lets its sandboxes connect to every address
      - to: [{}]
      #      ^^ ${id}: SandboxTemplate "t" lets its sandboxes connect to every address
`);
  });

  it("accepts no egress at all and named hosts", () => {
    checkNone(template("{ networkPolicy: {} }"), id);
    checkNone(template("{ networkPolicy: { egress: [{ to: [{ podSelector: {} }] }] } }"), id);
    checkNone(template("{ networkPolicy: { egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/24 } }] }] } }"), id);
  });
});

describe("cni-without-network-policy", () => {
  const id = "cni-without-network-policy";
  const config = (plugins: string, more = "") =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  cni-conf.json: '{ "plugins": [${plugins}] }'\n${more}`;

  it("reports Flannel alone", () => {
    check(`apiVersion: v1
kind: ConfigMap
metadata: { name: kube-flannel-cfg }
data:
  cni-conf.json: '{"type": "flannel"}'
  #              ^^^^^^^^^^^^^^^^^^^^^ ${id}: ConfigMap "kube-flannel-cfg" sets up Flannel, which ignores network policies
`);
  });

  it("accepts Flannel with something that enforces policies, and other texts", () => {
    checkNone(config('{ "type": "flannel" }, { "type": "calico" }'), id);
    checkNone(config('{ "type": "flannel" }', `  net-conf.json: '{ "EnableNetworkPolicy": true }'\n`), id);
    checkNone(config('{ "type": "bridge" }'), id);
    checkNone(config('{ "type": "flannel" }').replace("cni-conf.json", "readme"), id);
  });
});

describe("istio-mtls-not-strict", () => {
  const id = "istio-mtls-not-strict";
  const authentication = (spec: string) =>
    `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: p }\nspec: ${spec}\n`;

  it("reports plain text for the workload and for single ports", () => {
    check(`apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: p }
spec:
  mtls: { mode: PERMISSIVE }
  #             ^^^^^^^^^^ ${id}: PeerAuthentication "p" accepts connections without mutual TLS (PERMISSIVE)
  portLevelMtls:
    8080: { mode: DISABLE }
    #             ^^^^^^^ ${id}: PeerAuthentication "p" accepts connections without mutual TLS on port 8080 (DISABLE)
`);
    checkFix(id, authentication("{ mtls: { mode: DISABLE } }"), authentication("{ mtls: { mode: STRICT } }"));
  });

  it("accepts what is strict or inherited", () => {
    checkNone(authentication("{ mtls: { mode: STRICT } }"), id);
    checkNone(authentication("{ mtls: { mode: UNSET } }"), id);
    checkNone(authentication("{ selector: { matchLabels: { a: b } } }"), id);
  });
});

describe("istio-tls-disabled-for-host", () => {
  const id = "istio-tls-disabled-for-host";

  it("reports hosts, ports and subsets", () => {
    check(`apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: d }
spec:
  host: ratings
  trafficPolicy:
    tls: { mode: DISABLE }
    #            ^^^^^^^ ${id}: DestinationRule "d" sends plain text to ratings
    portLevelSettings:
      - tls: { mode: DISABLE }
      #              ^^^^^^^ ${id}
  subsets:
    - name: v1
      trafficPolicy: { tls: { mode: DISABLE } }
      #                             ^^^^^^^ ${id}: DestinationRule "d" sends plain text to the subset "v1" of ratings
`);
  });

  it("accepts other modes, and rules of other kinds with the same field", () => {
    const rule = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: d }\nspec: ";
    checkNone(`${rule}{ trafficPolicy: { tls: { mode: SIMPLE } } }\n`, id);
    checkNone(`${rule}{ host: a }\n`.replace("DestinationRule", "ServiceEntry"), id);
  });
});

describe("consul-min-tls-version", () => {
  const id = "consul-min-tls-version";
  const mesh = (version: string) =>
    `apiVersion: consul.hashicorp.com/v1alpha1\nkind: Mesh\nspec: { tls: { incoming: { tlsMinVersion: ${version} } } }\n`;

  it("reports versions before 1.2", () => {
    check(`apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata: { name: mesh }
spec:
  tls:
    outgoing:
      tlsMinVersion: TLSv1_0
      #              ^^^^^^^ ${id}: Mesh "mesh" accepts TLSv1_0 for outgoing connections
`);
    checkFix(id, mesh("TLSv1_1"), mesh("TLSv1_2"));
  });

  it("accepts newer versions and Consul's own choice", () => {
    for (const version of ["TLSv1_2", "TLSv1_3", "TLS_AUTO"]) checkNone(mesh(version), id);
  });
});

describe("service-mesh-injection-disabled", () => {
  const id = "service-mesh-injection-disabled";
  const told = (...meshes: string[]) => ({ only: [id], ruleOptions: { [id]: { meshes } } });

  it("reports namespaces and pods that leave the meshes it is told of", () => {
    check(
      `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: { istio-injection: disabled }
  #                          ^^^^^^^^ ${id}: Namespace "shop" is left out of the mesh by istio-injection
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata:
      annotations:
        config.linkerd.io/skip-outbound-ports: "3306"
        #                                      ^^^^^^ ${id}: Deployment "web" leads ports past the mesh by config.linkerd.io/skip-outbound-ports
    spec: { containers: [{ name: a, image: b }] }
`,
      told("istio", "linkerd"),
    );
  });

  it("is silent for other meshes and for what joins", () => {
    const pod = (label: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { ${label} } }\nspec: { containers: [{ name: a, image: b }] }\n`;
    check(pod('sidecar.istio.io/inject: "false"'), told("linkerd"));
    check(pod('sidecar.istio.io/inject: "true"'), told("istio"));
    check(pod("linkerd.io/inject: enabled"), told("linkerd"));
  });
});
