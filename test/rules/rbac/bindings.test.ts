import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("rbac-anonymous-binding", () => {
  it("marks each name of a request without a login", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: open }
roleRef: { kind: ClusterRole, name: view }
subjects:
  - kind: User
    name: system:anonymous
    #     ^^^^^^^^^^^^^^^^ rbac-anonymous-binding: ClusterRoleBinding "open" gives the role "view" to requests without a login, in every namespace
  - kind: Group
    name: system:unauthenticated
    #     ^^^^^^^^^^^^^^^^^^^^^^ rbac-anonymous-binding
---
apiVersion: authorization.openshift.io/v1
kind: RoleBinding
metadata: { name: open }
roleRef: { name: view }
groupNames: ["system:unauthenticated"]
#            ^^^^^^^^^^^^^^^^^^^^^^^^ rbac-anonymous-binding: RoleBinding "open" gives the role "view" to requests without a login
`);
  });

  it("is silent for other subjects of these names, and tells of what the API server grants itself to whoever asks for all rules", () => {
    check(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: a }
roleRef: { kind: Role, name: view }
subjects:
  - { kind: Group, name: "system:anonymous" }
  - { kind: ServiceAccount, name: "system:unauthenticated" }
  - { kind: Group, name: "system:authenticated" }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: "system:public-info-viewer", labels: { kubernetes.io/bootstrapping: rbac-defaults } }
roleRef: { kind: ClusterRole, name: "system:public-info-viewer" }
subjects: [{ kind: Group, name: "system:unauthenticated" }]
#                               ^^^^^^^^^^^^^^^^^^^^^^^^ rbac-anonymous-binding: ClusterRoleBinding "system:public-info-viewer", which the API server keeps, gives "system:public-info-viewer" to requests without a login
`,
    );
  });

  it("takes the subject out and keeps the others", () => {
    checkFix(
      "rbac-anonymous-binding",
      `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
roleRef: { kind: Role, name: view }
subjects:
  - kind: User # a person
    name: jane
  - kind: User
    name: system:anonymous
`,
      `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
roleRef: { kind: Role, name: view }
subjects:
  - kind: User # a person
    name: jane
`,
    );
  });
});

describe("rbac-authenticated-binding", () => {
  it("marks the group of everybody with a login", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: readers }
roleRef: { kind: ClusterRole, name: view }
subjects:
  - { kind: Group, name: "system:authenticated" }
  #                      ^^^^^^^^^^^^^^^^^^^^^^ rbac-authenticated-binding: ClusterRoleBinding "readers" gives the role "view" to everybody with a login, in every namespace
`);
  });

  it("is silent for other groups and for what Kubernetes gives everybody", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: discovery }
roleRef: { kind: ClusterRole, name: "system:discovery" }
subjects: [{ kind: Group, name: "system:authenticated" }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: devs }
roleRef: { kind: ClusterRole, name: edit }
subjects: [{ kind: Group, name: authenticated }, { kind: User, name: "system:authenticated" }]
`,
      "rbac-authenticated-binding",
    );
  });
});

describe("rbac-system-masters-binding", () => {
  it("marks the group", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: operations }
roleRef: { kind: Role, name: operations }
subjects: [{ kind: Group, name: "system:masters" }]
#                               ^^^^^^^^^^^^^^^^ rbac-system-masters-binding: RoleBinding "operations" names the group "system:masters", which passes every authorization anyway
`);
  });

  it("is silent for the API server's own binding and for other groups", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: cluster-admin, labels: { kubernetes.io/bootstrapping: rbac-defaults } }
roleRef: { kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: Group, name: "system:masters" }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: operations }
roleRef: { kind: ClusterRole, name: view }
subjects: [{ kind: Group, name: masters }, { kind: User, name: "system:masters" }]
`,
      "rbac-system-masters-binding",
    );
  });
});

describe("rbac-default-service-account-binding", () => {
  it("marks default accounts under each of their names", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reader }
roleRef: { kind: Role, name: reader }
subjects:
  - { kind: ServiceAccount, name: default, namespace: shop }
  #                               ^^^^^^^ rbac-default-service-account-binding: RoleBinding "reader" gives the role "reader" to the service account "default", and so to every pod that names none
  - { kind: User, name: "system:serviceaccount:shop:default" }
  #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rbac-default-service-account-binding
  - { kind: Group, name: "system:serviceaccounts:shop" }
  #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rbac-default-service-account-binding: RoleBinding "reader" gives the role "reader" to every service account in "system:serviceaccounts:shop"
`);
  });

  it("is silent for named accounts, for people called default, and for pulling images on OpenShift", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reader }
roleRef: { kind: Role, name: reader }
subjects:
  - { kind: ServiceAccount, name: reader, namespace: default }
  - { kind: User, name: default }
  - { kind: Group, name: "system:serviceaccounts-of-mine" }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: "system:image-pullers" }
roleRef: { kind: ClusterRole, name: "system:image-puller" }
subjects: [{ kind: Group, name: "system:serviceaccounts:shop" }]
`,
      "rbac-default-service-account-binding",
    );
  });
});

describe("rbac-dashboard-access", () => {
  it("marks whoever has the dashboard's role or account", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: support }
roleRef: { kind: Role, name: kubernetes-dashboard }
subjects:
  - { kind: User, name: jane }
  #                     ^^^^ rbac-dashboard-access: RoleBinding "support" gives the role of the dashboard, "kubernetes-dashboard", to "jane"
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      serviceAccountName: kubernetes-dashboard
      #                   ^^^^^^^^^^^^^^^^^^^^ rbac-dashboard-access: Deployment "web" runs as the service account of the dashboard
      containers: [{ name: web, image: "registry.example/web:1.4.2" }]
`);
  });

  it("names the role as well to whoever asks for all rules", () => {
    const role = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: kubernetes-dashboard }
#                 ^^^^^^^^^^^^^^^^^^^^ rbac-dashboard-access: ClusterRole "kubernetes-dashboard" is not the dashboard's alone: ClusterRoleBinding "support" gives it to "jane"
`;
    const binding = (subject: string) => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: support }
roleRef: { kind: ClusterRole, name: kubernetes-dashboard }
subjects: [{ ${subject} }]
`;
    check(
      `${role}${binding("kind: User, name: jane")}#                              ^^^^ rbac-dashboard-access\n`,
    );
    checkNone(
      `${role.replace(/#.*/, "#")}${binding("kind: ServiceAccount, name: kubernetes-dashboard")}`,
      "rbac-dashboard-access",
    );
  });

  it("is silent for the dashboard itself and for other accounts", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: kubernetes-dashboard }
roleRef: { kind: ClusterRole, name: kubernetes-dashboard }
subjects: [{ kind: ServiceAccount, name: kubernetes-dashboard, namespace: kubernetes-dashboard }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: dashboard-metrics-scraper }
spec: { template: { spec: { serviceAccountName: kubernetes-dashboard, containers: [] } } }
---
apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { serviceAccountName: my-kubernetes-dashboard, containers: [] }
`,
      "rbac-dashboard-access",
    );
  });
});

describe("openshift-anyuid-scc", () => {
  it("marks roles and bindings that let pods choose their user", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: legacy }
rules:
  - apiGroups: [security.openshift.io]
    resources: [securitycontextconstraints]
    resourceNames: [restricted-v2, anyuid]
    #                              ^^^^^^ openshift-anyuid-scc: Role "legacy" lets pods use the security context constraint "anyuid"
    verbs: [use]
  - apiGroups: [security.openshift.io]
    resources: [securitycontextconstraints]
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^ openshift-anyuid-scc: Role "legacy" lets pods use every security context constraint
    verbs: [use]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: legacy }
roleRef:
  kind: ClusterRole
  name: system:openshift:scc:privileged
  #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ openshift-anyuid-scc: RoleBinding "legacy" lets pods use the security context constraint "privileged"
`);
  });

  it("is silent for narrow constraints, for reading them, and for a role for everything", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: a }
rules:
  - { apiGroups: [security.openshift.io], resources: [securitycontextconstraints], resourceNames: [nonroot-v2], verbs: [use] }
  - { apiGroups: [security.openshift.io], resources: [securitycontextconstraints], verbs: [get] }
  - { apiGroups: [policy], resources: [podsecuritypolicies], resourceNames: [anyuid], verbs: [use] }
  - { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b }
roleRef: { kind: ClusterRole, name: "system:openshift:scc:restricted" }
`,
      "openshift-anyuid-scc",
    );
  });
});

describe("openshift-self-provisioner-binding", () => {
  it("marks the role where somebody has it", () => {
    const binding = (kind: string, role: string, subjects: string) =>
      lintWith(
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nroleRef: { kind: ClusterRole, name: ${role} }\nsubjects: [${subjects}]\n`,
        ["openshift-self-provisioner-binding"],
      ).length;
    const everybody = '{ kind: Group, name: "system:authenticated:oauth" }';
    assert.equal(binding("ClusterRoleBinding", "self-provisioner", everybody), 1);
    assert.equal(binding("ClusterRoleBinding", "self-provisioner", ""), 0);
    assert.equal(binding("ClusterRoleBinding", "self-provisioner-viewer", everybody), 0);
  });
});
