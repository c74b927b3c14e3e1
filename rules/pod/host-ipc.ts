import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";
import { baselineLevel } from "../shared/references";
import { isSetTo } from "../shared/values";

export default defineRule({
  id: "host-ipc",
  title: "Host IPC namespace",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.hostIPC"],
  fix: "review",
  messages: { shared: "{resource} shares the IPC namespace of the node" },
  check({ field, resource }, context) {
    const at = field.at("hostIPC");
    if (!isSetTo(at, true, context)) return;
    context.report({
      at,
      message: "shared",
      args: { resource: resource.label },
      fix: () => ({ title: "Remove hostIPC", safety: "review", edits: [remove(at)] }),
    });
  },
});

export const docs = {
  what: "`hostIPC: true` lets the containers of the pod use the shared memory, semaphores and message queues of the node.",
  why: "Databases, caches and graphics drivers keep data in shared memory. A container that shares the node's can read it, change it, or break the programs that depend on it.",
  legitimate:
    "A few programs that exchange data with a process on the node through shared memory, such as some GPU and MPI workloads.",
  how: "Remove `hostIPC`. Containers of one pod share their IPC namespace anyway; for more shared memory mount an `emptyDir` with `medium: Memory` at `/dev/shm`.",
  references: [baselineLevel],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["NSA 1.0 1.3"],
    cis: ["5.2.4"],
    mitre: ["T1611"],
    cwe: ["CWE-200"],
  },
  peers: {
    kubescape: ["C-0276"],
    trivy: ["KSV-0008"],
    "kube-linter": ["host-ipc"],
    checkov: ["CKV_K8S_18"],
    polaris: ["hostIPCSet"],
    kubeaudit: ["hostns/NamespaceHostIPCTrue"],
    kubesec: ["HostIPC"],
    kics: ["cd290efd-6c82-4e9d-a698-be12ae31d536"],
    datree: ["CONTAINERS_INCORRECT_HOSTIPC_VALUE_TRUE"],
    terrascan: ["AC_K8S_0083"],
    "kube-bench": ["cis-1.12/5.2.4"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostIPC: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostIPC: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
