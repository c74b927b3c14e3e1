import { defineRule, type RuleDocs } from "../../engine/rule";
import { hostPathVolumes } from "../shared/hostPath";

/** What programs and clouds keep credentials in, below a home directory or the root. */
const homes = "(?:/root|/home/[^/]+|c:/users/[^/]+|)";
const places: readonly { readonly cloud: string; readonly at: RegExp }[] = [
  { cloud: "AWS", at: new RegExp(`^${homes}/\\.aws(?:/.*)?$`) },
  { cloud: "Azure", at: new RegExp(`^${homes}/\\.azure(?:/.*)?$`) },
  { cloud: "Google Cloud", at: new RegExp(`^${homes}/\\.config/gcloud(?:/.*)?$`) },
  { cloud: "Google Cloud", at: new RegExp(`^${homes}/\\.gsutil(?:/.*)?$`) },
  { cloud: "Google Cloud", at: /^\/(?:etc\/)?\.?boto(?:\.cfg)?$/ },
  { cloud: "Google Cloud", at: /^\/gcp\/tokens(?:\/.*)?$/ },
  { cloud: "Azure", at: /^\/etc\/kubernetes\/azure\.json$/ },
  { cloud: "Azure", at: /^(?:\/etc\/kubernetes\/cloud-config|c:\/k\/azure\.json)$/ },
  { cloud: "AWS", at: /^\/etc\/(?:aws|eks)\/credentials(?:\/.*)?$/ },
  {
    cloud: "cloud",
    at: /^\/etc\/kubernetes\/(?:cloud|cloud-provider|aws|gce|vsphere|openstack)(?:\.(?:json|conf|config))?$/,
  },
];

export default defineRule({
  id: "cloud-credentials-host-path",
  title: "Cloud credentials of the node mounted",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.volumes.*.hostPath.path"],
  messages: { credentials: '{resource} mounts "{path}", where {cloud} credentials of the node lie' },
  check(pod, { report }) {
    for (const { at, path, written } of hostPathVolumes(pod)) {
      const place = places.find((one) => one.at.test(path));
      if (place)
        report({
          at,
          message: "credentials",
          args: { resource: pod.resource.label, path: written, cloud: place.cloud },
        });
    }
  },
});

export const docs = {
  what: "The pod mounts a file or directory of the node in which a cloud's tools or the cloud provider of Kubernetes keep credentials, such as `/root/.aws` or `/etc/kubernetes/azure.json`.",
  why: "These credentials belong to the node or to an administrator, not to the pod. Whoever reads them acts in the cloud account from anywhere: copies disks and databases, starts machines, or changes who may log in.",
  legitimate: "Cloud controllers on a self-managed control plane that cannot use an identity of their own.",
  how: "Give the pod an identity of its own: IAM roles for service accounts or Pod Identity (EKS), Workload Identity (AKS, GKE). No file is needed then.",
  references: [
    {
      title: "Kubernetes: hostPath volumes",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    },
    {
      title: "Kubernetes: Service accounts",
      url: "https://kubernetes.io/docs/concepts/security/service-accounts/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1552.001", "T1078.004"],
  },
  peers: { kubescape: ["C-0020"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeMounts:
        - name: aws
          mountPath: /aws
          readOnly: true
  volumes:
    - name: aws
      hostPath:
        path: /root/.aws
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
