import assert from "node:assert/strict";
import { formatMessage } from "../../../engine/message";
import { check, checkNone, lintWith } from "../../harness/check";

type Entry = readonly [groups: string, resources: string, verbs: string, names?: string];

/** What is reported in a ClusterRole with this one entry; the lists are flow sequences. */
interface Case {
  readonly rule: string;
  readonly bad: readonly Entry[];
  readonly fine: readonly Entry[];
}

const rbac = "rbac.authorization.k8s.io";
const cases: readonly Case[] = [
  {
    rule: "rbac-create-pods",
    bad: [
      ['""', "pods", "create"],
      ["apps", "daemonsets", "patch"],
      ["batch", "jobs, cronjobs", '"*"'],
      ['"*"', '"*"', "update"],
    ],
    fine: [
      ['""', "pods", "get, list, delete"],
      ['""', "deployments", "create"],
      ["apps", "deployments/status", "patch"],
      ["apps", "deployments", "update", "mine"],
    ],
  },
  {
    rule: "rbac-pod-exec",
    bad: [
      ['""', "pods/exec", "create"],
      ['"*"', '"*/exec"', "create"],
      ['""', '"*"', '"*"'],
    ],
    fine: [
      ['""', "pods/exec", "list"],
      ['""', "pods", "create"],
      ["metrics.k8s.io", "pods/exec", "create"],
      ['""', "pods/exec", "create", "web-0"],
    ],
  },
  {
    rule: "rbac-pod-attach",
    bad: [['""', "pods/attach", "create"]],
    fine: [
      ['""', "pods/attachments", "get"],
      ['""', "pods/exec", "create"],
    ],
  },
  {
    rule: "rbac-port-forward",
    bad: [['""', "pods, pods/portforward", "get, create"]],
    fine: [
      ['""', "pods/portforward", "watch"],
      ['""', "pods/proxy", "create"],
    ],
  },
  {
    rule: "rbac-impersonate",
    bad: [
      ['""', "users, groups", "impersonate"],
      ['""', "groups", "impersonate", '"system:masters"'],
    ],
    fine: [
      ['""', "groups", "impersonate", "developers"],
      ['""', "groups", "get"],
      ['""', "secrets", "impersonate"],
    ],
  },
  {
    rule: "rbac-bind-escalate",
    bad: [
      [rbac, "roles", "escalate"],
      [rbac, "clusterroles", "bind"],
      [rbac, "clusterroles", "bind", "view, cluster-admin"],
      [rbac, "clusterroles", '"*"'],
      [rbac, "rolebindings", "bind"],
    ],
    fine: [
      [rbac, "clusterroles", "bind", "view"],
      [rbac, "clusterroles", "create, update"],
      [rbac, "rolebindings", '"*"'],
      ['""', "roles", "escalate"],
    ],
  },
  {
    rule: "rbac-create-role-bindings",
    bad: [
      [rbac, "rolebindings", "create"],
      [rbac, "clusterrolebindings", "patch"],
    ],
    fine: [
      [rbac, "rolebindings", "get, delete"],
      [rbac, "roles", "create"],
    ],
  },
  {
    rule: "rbac-delete-resources",
    bad: [
      ['""', "namespaces", "delete"],
      ["batch", "jobs", "deletecollection"],
    ],
    fine: [
      ['""', "namespaces", "get"],
      ["shop.example", "jobs", "delete"],
      ['""', "pods", "delete", "web-0"],
    ],
  },
  {
    rule: "rbac-delete-events",
    bad: [
      ['""', "events", "delete"],
      ["events.k8s.io", "events", "deletecollection"],
    ],
    fine: [
      ['""', "events", "create, patch"],
      ["eventing.example", "events", "delete"],
    ],
  },
  {
    rule: "rbac-delete-pod-logs",
    bad: [
      ['""', "pods/log", "delete"],
      ['""', "pods/log", '"*"'],
    ],
    fine: [
      ['""', "pods/log", "get"],
      ['""', "pods", "delete"],
    ],
  },
  {
    rule: "rbac-modify-coredns",
    bad: [
      ['""', "configmaps", "update"],
      ['""', "configmaps", "patch", "coredns"],
    ],
    fine: [
      ['""', "configmaps", "update", "settings"],
      ['""', "configmaps", "create"],
    ],
  },
  {
    rule: "rbac-manage-configmaps",
    bad: [
      ['""', "configmaps", "create"],
      ['"*"', "configmaps", "deletecollection"],
    ],
    fine: [
      ['""', "configmaps", "get, watch"],
      ['""', "configmaps", "impersonate"],
      ['""', "configmaps", "update", "mine"],
    ],
  },
  {
    rule: "rbac-manage-aws-auth",
    bad: [['""', "configmaps", "get, patch", "aws-auth"]],
    fine: [
      ['""', "configmaps", "get", "aws-auth"],
      ['""', "configmaps", "patch", "aws-auth-mapper"],
      ['""', "configmaps", "patch"],
    ],
  },
  {
    rule: "rbac-manage-network",
    bad: [
      ['""', "services", "create"],
      ["networking.k8s.io", "networkpolicies", "delete"],
      ["gateway.networking.k8s.io", "httproutes", "patch"],
    ],
    fine: [
      ["networking.k8s.io", "networkpolicies", "get"],
      ["networking.k8s.io", "ingresses/status", "update"],
      ["serving.example", "services", "create"],
    ],
  },
  {
    rule: "rbac-edit-service-status",
    bad: [['""', "services/status", "patch"]],
    fine: [
      ['""', "services/status", "get"],
      ['""', "services", "patch"],
    ],
  },
  {
    rule: "rbac-edit-endpoints",
    bad: [
      ['""', "endpoints", "create"],
      ["discovery.k8s.io", "endpointslices", "update"],
    ],
    fine: [
      ['""', "endpoints", "get, list, watch"],
      ['""', "endpointslices", "update"],
    ],
  },
  {
    rule: "rbac-webhook-config",
    bad: [
      ["admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create"],
      ['"*"', "validatingadmissionpolicies", "delete"],
    ],
    fine: [
      ["admissionregistration.k8s.io", "mutatingwebhookconfigurations", "get"],
      ["admissionregistration.k8s.io", "mutatingwebhookconfigurations", "update", "operator"],
    ],
  },
  {
    rule: "rbac-approve-csr",
    bad: [
      ["certificates.k8s.io", "certificatesigningrequests/approval", "update"],
      ["certificates.k8s.io", "signers", "approve"],
      ["certificates.k8s.io", "signers", "sign", "kubernetes.io/kube-apiserver-client"],
    ],
    fine: [
      ["certificates.k8s.io", "certificatesigningrequests", "create, get"],
      ["certificates.k8s.io", "signers", "approve", "shop.example/internal"],
      ["certificates.k8s.io", "certificatesigningrequests/status", "update"],
    ],
  },
  {
    rule: "rbac-nodes-proxy",
    bad: [
      ['""', "nodes/proxy", "get"],
      ['""', '"*/proxy"', "create"],
    ],
    fine: [
      ['""', "nodes, nodes/metrics", "get"],
      ['""', "services/proxy", "get"],
      ['""', "nodes/proxy1", "create"],
    ],
  },
  {
    rule: "rbac-create-tokens",
    bad: [['""', "serviceaccounts/token", "create"]],
    fine: [
      ['""', "serviceaccounts", "create"],
      ['""', "serviceaccounts/token", "create", "vault"],
    ],
  },
  {
    rule: "rbac-create-persistent-volumes",
    bad: [['""', "persistentvolumes", "create"]],
    fine: [
      ['""', "persistentvolumes", "get, delete"],
      ['""', "persistentvolumeclaims", "create"],
    ],
  },
];

function role(kind: string, [groups, resources, verbs, names]: Entry, apiVersion = `${rbac}/v1`): string {
  const limit = names ? `, resourceNames: [${names}]` : "";
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: r }\nrules: [{ apiGroups: [${groups}], resources: [${resources}], verbs: [${verbs}]${limit} }]\n`;
}

function found(rule: string, text: string): number {
  return lintWith(text, [rule]).length;
}

describe("rules on what a role lets its holder do", () => {
  for (const { rule, bad, fine } of cases)
    describe(rule, () => {
      for (const entry of bad)
        it(`reports ${entry.join(" ")}`, () => assert.equal(found(rule, role("ClusterRole", entry)), 1));
      for (const entry of fine)
        it(`takes no offence at ${entry.join(" ")}`, () =>
          assert.equal(found(rule, role("ClusterRole", entry)), 0));
      it("reads the roles of OpenShift's own group, and no kinds of the same name elsewhere", () => {
        const [entry] = bad;
        assert.ok(entry);
        assert.equal(found(rule, role("ClusterRole", entry, "authorization.openshift.io/v1")), 1);
        assert.equal(found(rule, role("ClusterRole", entry, "shop.example/v1")), 0);
      });
    });
});

describe("a permission", () => {
  it("is underlined at the resource that gives it, and told with what is written", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ci }
rules:
  - apiGroups: [apps]
    resources: [deployments/status, deployments, daemonsets]
    #                               ^^^^^^^^^^^ rbac-create-pods: ClusterRole "ci" can create, patch "deployments, daemonsets", and with that run any container, in every namespace it is bound for
    verbs: [get, patch, create]
`);
  });

  it("is one finding with the wildcard that gives it", () => {
    check(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ci }
rules:
  - apiGroups: [""]
    resources: ["*"]
    #           ^^^ rbac-wildcard-resource
    verbs: [create]
`,
      { profile: "recommended" },
    );
  });

  it("tells of what gives less than it seems to, to whoever asks for all rules", () => {
    const told = (rule: string, resources: string, verbs: string, minor = 37) => {
      const text = `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: support }
rules: [{ apiGroups: ["", ${rbac}], resources: [${resources}], verbs: [${verbs}] }]
`;
      assert.deepEqual(lintWith(text, [rule], { profile: "mitre", minor }), []);
      return lintWith(text, [rule], { minor }).map(({ message, severity }) => [
        formatMessage(message),
        severity,
      ]);
    };
    assert.deepEqual(told("rbac-pod-exec", "pods/exec", "get"), [
      [
        'Role "support" has "get" alone on "pods/exec", enough for running commands before Kubernetes 1.35',
        "low",
      ],
    ]);
    assert.deepEqual(told("rbac-pod-exec", '"pods/*"', "create"), [
      [
        'Role "support" names "pods/*", which RBAC takes for no subresource: running commands is not given',
        "low",
      ],
    ]);
    assert.deepEqual(told("rbac-pod-exec", "pods/attach", "create"), [
      [
        'Role "support" can attach to containers, which runs commands in those whose program is a shell',
        "low",
      ],
    ]);
    assert.deepEqual(told("rbac-pod-exec", "pods/attach", "get"), []);
    assert.equal(told("rbac-pod-attach", "pods/attach", "get").length, 1);
    assert.deepEqual(told("rbac-port-forward", '"pods/*"', "list"), []);
    assert.deepEqual(told("rbac-impersonate", "roles", "impersonate"), [
      ['Role "support" has "impersonate" on "roles", as which nobody can act', "info"],
    ]);
  });

  it("is less in a Role, and nothing where the resource belongs to no namespace", () => {
    const inRole = (rule: string, entry: Entry) =>
      lintWith(role("Role", entry), [rule]).map(
        ({ severity, message }) => `${severity}: ${formatMessage(message)}`,
      );
    assert.deepEqual(inRole("rbac-create-tokens", ['""', "serviceaccounts/token", "create"]), [
      'medium: Role "r" can issue tokens of every service account of its namespace',
    ]);
    assert.deepEqual(inRole("rbac-nodes-proxy", ['""', "nodes/proxy", "get"]), [
      'info: Role "r" names "nodes/proxy", which belongs to no namespace, so that a Role gives nothing on it',
    ]);
  });

  it("is no finding in a role that the API server keeps, but for the endpoints it gave away once", () => {
    const kept = (entry: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: "system:aggregate-to-edit", labels: { kubernetes.io/bootstrapping: rbac-defaults } }
rules: [{ apiGroups: [""], resources: [${entry}], verbs: [create, patch] }]
`;
    checkNone(
      kept("pods, services/status, pods/exec"),
      "rbac-create-pods",
      "rbac-edit-service-status",
      "rbac-pod-exec",
    );
    assert.equal(found("rbac-edit-endpoints", kept("endpoints")), 1);
  });

  it("reaches CoreDNS from a Role in its namespace only", () => {
    const inNamespace = (namespace: string) =>
      found(
        "rbac-modify-coredns",
        role("Role", ['""', "configmaps", "update"]).replace("name: r", `name: r, namespace: ${namespace}`),
      );
    assert.equal(inNamespace("kube-system"), 1);
    assert.equal(inNamespace("shop"), 0);
  });
});
