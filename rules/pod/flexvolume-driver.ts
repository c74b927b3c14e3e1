import { defineRule, type RuleDocs } from "../../engine/rule";
import { matchesAny, optionTexts } from "../shared/options";

export default defineRule({
  id: "flexvolume-driver",
  title: "FlexVolume driver that is not allowed",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["pod.volumes.*.flexVolume.driver"],
  options: {
    allowed: { type: "texts", description: "FlexVolume drivers that may be used; * stands for any text" },
  },
  messages: { driver: 'volume "{volume}" uses the FlexVolume driver "{driver}", which is not allowed' },
  check(pod, { options, report, undecided }) {
    const allowed = optionTexts(options, "allowed");
    if (!allowed) return;
    for (const volume of pod.volumes) {
      const at = volume.at("flexVolume", "driver");
      const driver = at.string();
      if (at.undecided) undecided(at);
      else if (driver !== undefined && !matchesAny(driver, allowed))
        report({ at, message: "driver", args: { volume: volume.at("name").text() ?? "", driver } });
    }
  },
});

export const docs = {
  what: "A volume is mounted by a FlexVolume driver that your organisation has not approved.",
  why: "A FlexVolume driver is a program on the node that the kubelet runs as root, with options from the manifest as its arguments. A driver that handles them carelessly hands the node to whoever may create a pod.",
  legitimate: "Approved drivers on clusters that have no CSI driver for their storage yet.",
  how: "Use a CSI driver: FlexVolume is deprecated since Kubernetes 1.23. The rule is silent until `allowed` is set; an empty list allows none.",
  references: [
    {
      title: "Kubernetes: flexVolume (deprecated)",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#flexvolume",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1611"] },
  peers: { gatekeeper: ["pod-security-policy/flexvolume-drivers"], "azure-policy": ["FlexVolumeDrivers"] },
  examples: {
    options: { allowed: ["example/nfs"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: data
      flexVolume:
        driver: example/cifs
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: data
      flexVolume:
        driver: example/nfs
`,
  },
} satisfies RuleDocs;
