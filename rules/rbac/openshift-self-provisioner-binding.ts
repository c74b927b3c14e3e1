import { defineRule, type RuleDocs } from "../../engine/rule";
import { bindingKinds, roleOf, subjectsOf } from "../shared/bindings";

export default defineRule({
  id: "openshift-self-provisioner-binding",
  title: "Anybody may create OpenShift projects",
  on: "resource",
  kinds: bindingKinds,
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "hipaa"],
  fields: ["resource.roleRef.name", "resource.subjects.*.name"],
  messages: {
    bound: "{resource} lets its subjects create projects",
  },
  check(binding, { report }) {
    if (roleOf(binding) !== "self-provisioner" || subjectsOf(binding).length === 0) return;
    report({ at: binding.root.at("roleRef", "name"), message: "bound", args: { resource: binding.label } });
  },
});

export const docs = {
  what: "A binding gives the role `self-provisioner`, which OpenShift gives to everybody with a login unless it is told otherwise. Its holders create projects and become administrators of them.",
  why: "A project is room for workloads that nobody planned: without quota, network policies or labels unless the project template sets them. An attacker with any login gets a namespace with full rights to work from.",
  legitimate:
    "Clusters for experiments, and platforms whose project template sets quota and network policies.",
  how: 'Set `subjects` of the binding `self-provisioners` to nothing, with the annotation `rbac.authorization.kubernetes.io/autoupdate: "false"`, and let a process of yours create projects.',
  references: [
    {
      title: "OpenShift: Configuring project creation",
      url: "https://docs.openshift.com/container-platform/latest/applications/projects/configuring-project-creation.html",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K03"], "owasp-2025": ["K02"] },
  peers: { kyverno: ["openshift/disallow-self-provisioner-binding"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: self-provisioners
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: self-provisioner
subjects:
  - kind: Group
    name: system:authenticated:oauth
    apiGroup: rbac.authorization.k8s.io
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: self-provisioners
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: self-provisioner
subjects: []
`,
  },
} satisfies RuleDocs;
