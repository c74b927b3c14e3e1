import { defineRule, type ObjectInWorkspace, type Report, type RuleDocs } from "../../engine/rule";
import { authoritiesOf, type ClientAuthority } from "../shared/clientAuthorities";
import { certificates, etcdSecurity, operatingEtcd } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "etcd-unique-ca",
  title: "CA of the cluster at etcd",
  on: "workspace",
  kinds: ["Pod", "kubeadm.k8s.io/ClusterConfiguration"],
  concerns: (object) => authoritiesOf(object).length > 0,
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--trusted-ca-file", "component.--client-ca-file"],
  messages: {
    etcd: "etcd trusts every client of the cluster: its CA {file} is also that of the API server",
    apiserver: "the API server shares its client CA {file} with etcd",
    other: "the same CA",
  },
  check({ object, workspace }, { report }) {
    const own = authoritiesOf(object);
    for (const authority of own) {
      const same = own.find((other) => isShared(authority, other)) ?? elsewhere(authority, workspace);
      // Of two in one object the one of etcd is the place to change.
      if (same && !(same.of === object && authority.component !== "etcd"))
        report({
          at: authority.at,
          message: authority.component === "etcd" ? "etcd" : "apiserver",
          args: { file: authority.file },
          related: [{ at: same.at, of: same.of, message: "other" }] satisfies Report["related"],
        });
    }
  },
});

export const docs = {
  what: "etcd's `--trusted-ca-file` is the file that the API server uses as `--client-ca-file`. Whoever has a certificate for the cluster then has one for etcd.",
  why: "Every kubelet and every user with a client certificate can talk to etcd directly, past all roles and audit logs, and reads and changes everything.",
  legitimate: "None: kubeadm makes a CA of its own for etcd.",
  how: "Make a CA for etcd alone, sign the certificates of etcd's members and of the API server's etcd client with it, and name it in `--trusted-ca-file` and in the API server's `--etcd-cafile`.",
  references: [etcdSecurity, operatingEtcd, certificates],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["2.7"],
    cwe: ["CWE-295"],
  },
  peers: {
    kubescape: ["C-0159"],
    kics: ["cb7e695d-6a85-495c-b15f-23aed2519303"],
    "kube-bench": ["cis-1.12/2.7"],
  },
  examples: {
    bad: `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: client-ca-file
      value: /etc/kubernetes/pki/ca.crt
etcd:
  local:
    extraArgs:
      - name: trusted-ca-file
        value: /etc/kubernetes/pki/ca.crt
`,
    good: `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: client-ca-file
      value: /etc/kubernetes/pki/ca.crt
etcd:
  local:
    extraArgs:
      - name: trusted-ca-file
        value: /etc/kubernetes/pki/etcd/ca.crt
`,
  },
} satisfies RuleDocs;

function elsewhere(
  authority: ClientAuthority,
  workspace: ObjectInWorkspace["workspace"],
): ClientAuthority | undefined {
  return workspace
    .ofKind("Pod")
    .flatMap(authoritiesOf)
    .find((other) => isShared(authority, other));
}

function isShared(one: ClientAuthority, other: ClientAuthority): boolean {
  return one.component !== other.component && one.file === other.file;
}
