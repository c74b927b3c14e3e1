import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";
import { baselineLevel } from "../shared/references";
import { decidedText } from "../shared/values";

/** The safe kernel parameters and the minor version since which they count (`sysctls` of k8s.io/pod-security-admission/policy). */
const safeSince: ReadonlyMap<string, number> = new Map([
  ["kernel.shm_rmid_forced", 0],
  ["net.ipv4.ip_local_port_range", 0],
  ["net.ipv4.tcp_syncookies", 0],
  ["net.ipv4.ping_group_range", 0],
  ["net.ipv4.ip_unprivileged_port_start", 0],
  ["net.ipv4.ip_local_reserved_ports", 27],
  ["net.ipv4.tcp_keepalive_time", 29],
  ["net.ipv4.tcp_fin_timeout", 29],
  ["net.ipv4.tcp_keepalive_intvl", 29],
  ["net.ipv4.tcp_keepalive_probes", 29],
  ["net.ipv4.tcp_rmem", 32],
  ["net.ipv4.tcp_wmem", 32],
  ["net.ipv4.tcp_slow_start_after_idle", 37],
  ["net.ipv4.tcp_notsent_lowat", 37],
]);

const rule = defineRule({
  id: "unsafe-sysctls",
  title: "Unsafe kernel parameter",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.securityContext.sysctls", "pod.securityContext.sysctls.*.name"],
  fix: "review",
  messages: { unsafe: "{resource} sets the kernel parameter {sysctl}" },
  check({ resource, securityContext }, context) {
    for (const item of securityContext.at("sysctls").items()) {
      const at = item.at("name");
      const sysctl = decidedText(at, context);
      const isSafe = (name: string) => (safeSince.get(name) ?? Infinity) <= context.minor;
      if (sysctl === undefined || isSafe(sysctl)) continue;
      context.report({
        at,
        // Pod Security compares the names as they are written.
        profiles: isSafe(withDots(sysctl)) ? ["pss-baseline"] : rule.profiles,
        message: "unsafe",
        args: { resource: resource.label, sysctl },
        fix: () => ({
          title: "Remove sysctl {sysctl}",
          args: { sysctl },
          safety: "review",
          edits: [remove(item)],
        }),
      });
    }
  },
});

export default rule;

/** `net/ipv4/tcp_syncookies` is `net.ipv4.tcp_syncookies`: the kubelet takes both (k8s.io/component-helpers, `NormalizeName`). */
function withDots(name: string): string {
  if (/[./]/.exec(name)?.[0] !== "/") return name;
  return name.replace(/[./]/g, (sign) => (sign === "/" ? "." : "/"));
}

export const docs = {
  what: "The pod sets a kernel parameter (sysctl) that is not on Kubernetes' list of safe ones.",
  why: "Only the safe parameters are known to stay within the pod. Others can change the behaviour of the whole node, switch a protection of the kernel off, or use up memory that other pods need.",
  legitimate:
    "Databases and network programs that need a tuned kernel. The kubelet refuses the pod unless an administrator has allowed the parameter (`--allowed-unsafe-sysctls`), so keep such nodes apart with a taint, or set the parameter on the node.",
  how: "Remove the entry, use a parameter of the safe list, or set it when the node is set up.",
  references: [
    baselineLevel,
    {
      title: "Kubernetes: Using sysctls in a cluster",
      url: "https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611", "T1499"],
    cwe: ["CWE-732"],
  },
  peers: {
    trivy: ["KSV-0026"],
    "kube-linter": ["unsafe-sysctls"],
    kics: ["9127f0d9-2310-42e7-866f-5fd9d20dcbad"],
    psa: ["sysctls"],
    kyverno: ["pod-security/restrict-sysctls"],
    gatekeeper: ["pod-security-policy/forbidden-sysctls"],
    "azure-policy": ["AllowedSysctlInterfaces", "ForbiddenSysctlInterfaces"],
    terrascan: ["AC_K8S_0074"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.tcp_syncookies
        value: "1"
      - name: kernel.msgmax
        value: "65536"
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.tcp_syncookies
        value: "1"
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
