import { defineRule, type RuleDocs } from "../../engine/rule";
import { restrictedLevel, volumesPage } from "../shared/references";

/** Kinds of volumes that the restricted level refuses, and API versions of them that are gone (`restrictedVolumes`). */
const restrictedTypes = [
  "hostPath",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "gitRepo",
  "nfs",
  "iscsi",
  "glusterfs",
  "rbd",
  "flexVolume",
  "cinder",
  "cephfs",
  "flocker",
  "fc",
  "azureFile",
  "vsphereVolume",
  "quobyte",
  "azureDisk",
  "portworxVolume",
  "photonPersistentDisk",
  "scaleIO",
  "storageos",
];

export default defineRule({
  id: "restricted-volume-types",
  title: "Volume type beyond the restricted level",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["restricted", "pss-restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: restrictedTypes.map((type) => `pod.volumes.*.${type}`),
  coveredBy: ["host-path-volume", "in-tree-volume-cve-2020-8555"],
  messages: { type: 'volume "{volume}" is of type {type}' },
  // A volume without any type becomes an emptyDir before Pod Security sees it; `image` counts as allowed in every version.
  check({ volumes }, { report }) {
    for (const volume of volumes)
      for (const type of restrictedTypes) {
        const at = volume.at(type);
        if (at.isMap) report({ at, message: "type", args: { volume: volume.at("name").text() ?? "", type } });
      }
  },
});

export const docs = {
  what: "The pod names a storage system directly. The restricted level of the Pod Security Standards allows `configMap`, `csi`, `downwardAPI`, `emptyDir`, `ephemeral`, `image`, `persistentVolumeClaim`, `projected` and `secret` only.",
  why: "The address and often the credentials of the storage stand in the pod then, where everybody who may create pods can choose them: somebody else's NFS share, a disk of another team, a path of the node. A claim leaves that choice to the administrator.",
  legitimate:
    "Old clusters and static setups without a storage class. A PersistentVolume for the same storage, and a claim for it, works there too.",
  how: "Define the storage as a PersistentVolume or StorageClass and mount it with a `persistentVolumeClaim`, or use the CSI driver that replaced the type.",
  references: [restrictedLevel, volumesPage],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "restricted",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
  },
  peers: {
    trivy: ["KSV-0028"],
    psa: ["restrictedVolumes"],
    kyverno: ["pod-security/restrict-volume-types"],
    gatekeeper: ["pod-security-policy/volumes"],
    "azure-policy": ["AllowedVolumeTypes"],
    terrascan: ["AC_K8S_0081"],
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
  volumes:
    - name: data
      nfs:
        server: nfs.example
        path: /data
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
      persistentVolumeClaim:
        claimName: data
`,
  },
} satisfies RuleDocs;
