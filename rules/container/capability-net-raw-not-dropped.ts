import { defineRule, type RuleDocs } from "../../engine/rule";
import { append, set } from "../../engine/yaml/pathEdit";
import { capabilityName } from "../shared/capabilities";
import { isExemptWindowsPod } from "../shared/podSecurity";
import { capabilitiesManual } from "../shared/references";

export default defineRule({
  id: "capability-net-raw-not-dropped",
  title: "NET_RAW kept",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.capabilities.drop"],
  coveredBy: ["capabilities-drop-all", "capability-net-raw-added"],
  fix: "review",
  messages: { kept: 'container "{container}" does not drop NET_RAW' },
  check({ name, pod, securityContext }, { minor, report, undecided }) {
    if (isExemptWindowsPod(pod, minor)) return;
    const at = securityContext.at("capabilities", "drop");
    const items = at.items();
    if (items.some((item) => /^(?:ALL|NET_RAW)$/.test(capabilityName(item.string() ?? "")))) return;
    const unknown = items.find((item) => item.undecided);
    if (unknown) return undecided(unknown);
    report({
      at,
      missing: true,
      ...(at.exists && { place: at }),
      message: "kept",
      args: { container: name },
      fix: () => ({
        title: "Drop NET_RAW",
        safety: "review",
        edits: [items.length > 0 ? append(at, "NET_RAW") : set(at, ["NET_RAW"])],
      }),
    });
  },
});

export const docs = {
  what: "Container runtimes grant `NET_RAW` by default, and the container neither drops it nor drops `ALL`.",
  why: "With raw sockets a process writes packets as it likes. It can pretend to be the gateway of its neighbours by forged ARP replies, answer their DNS requests first, and read or change what they send in clear text.",
  legitimate:
    "Programs that send ICMP themselves (`ping` of older images, network probes, DHCP servers). `net.ipv4.ping_group_range` lets ping work without it.",
  how: "Add `NET_RAW` to `capabilities.drop`, or better `ALL`.",
  references: [
    capabilitiesManual,
    {
      title: "Kubernetes: Set capabilities for a container",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    cis: ["5.2.8"],
    mitre: ["T1040", "T1557"],
    cwe: ["CWE-269"],
  },
  peers: {
    "kube-linter": ["drop-net-raw-capability"],
    checkov: ["CKV_K8S_28"],
    kics: ["dbbc6705-d541-43b0-b166-dd4be8208b54"],
    kyverno: ["best-practices/drop-cap-net-raw"],
    datree: ["CIS_MISSING_VALUE_DROP_NET_RAW"],
    terrascan: ["AC_K8S_0048"],
    "kube-bench": ["cis-1.12/5.2.8"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          drop:
            - SYS_CHROOT
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          drop:
            - SYS_CHROOT
            - NET_RAW
`,
  },
} satisfies RuleDocs;
