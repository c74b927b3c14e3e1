import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";

/**
 * Provisioners whose volumes are in clear text unless the class says otherwise, with the parameter that says so. Disks of
 * Google Cloud and Azure are always encrypted.
 */
const parameters: Readonly<Record<string, string>> = {
  "ebs.csi.aws.com": "encrypted",
  "ebs.csi.eks.amazonaws.com": "encrypted",
  "kubernetes.io/aws-ebs": "encrypted",
  "efs.csi.aws.com": "encrypted",
  "diskplugin.csi.alibabacloud.com": "encrypted",
  "csi.hetzner.cloud": "csi.storage.k8s.io/node-publish-secret-name",
  "linodebs.csi.linode.com": "linodebs.csi.linode.com/luks-encrypted",
  "csi.scaleway.com": "encrypted",
  "driver.longhorn.io": "encrypted",
  "rbd.csi.ceph.com": "encrypted",
  "rook-ceph.rbd.csi.ceph.com": "encrypted",
};

export default defineRule({
  id: "persistent-volume-unencrypted",
  title: "Volume without encryption",
  on: "workspace",
  kinds: ["StorageClass", "PersistentVolume"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "soc2", "hipaa"],
  fields: ["resource.parameters.encrypted", "resource.spec.storageClassName"],
  messages: {
    off: "{resource} makes volumes that are not encrypted",
    unset: '{resource} does not ask {provisioner} to encrypt its volumes with "{parameter}"',
    volume: "{resource} is not encrypted: its class {storageClass} does not ask for it",
    storageClass: "the class",
  },
  check({ object, workspace }, { report }) {
    const args = { resource: object.label };
    if (object.kind === "PersistentVolume") {
      const at = object.root.at("spec", "storageClassName");
      const storageClass = classOf(object, workspace);
      const unencrypted = storageClass && unencryptedBy(storageClass);
      if (storageClass && unencrypted)
        report({
          at,
          message: "volume",
          args: { ...args, storageClass: storageClass.reference.name ?? "" },
          related: [{ at: unencrypted.at, of: storageClass, message: "storageClass" }],
        });
      return;
    }
    const unencrypted = unencryptedBy(object);
    // Said at the volumes of the class where they are written too.
    if (!unencrypted || isUsed(object, workspace)) return;
    const { at, provisioner, parameter } = unencrypted;
    if (at.present) report({ at, message: "off", args });
    else {
      const all = object.root.at("parameters");
      report({
        at,
        place: all.exists ? all : object.root.at("provisioner"),
        message: "unset",
        args: { ...args, provisioner, parameter },
        missing: true,
      });
    }
  },
});

function unencryptedBy({ root, partial }: ResourceFacts) {
  const provisioner = root.at("provisioner").string() ?? "";
  const parameter = Object.hasOwn(parameters, provisioner) ? parameters[provisioner] : undefined;
  if (parameter === undefined) return undefined;
  const at = root.at("parameters", parameter);
  if (at.undecided || (partial && !at.present)) return undefined;
  const value = at.text();
  return value === undefined || /^(?:false|"")?$/i.test(value) ? { at, provisioner, parameter } : undefined;
}

function classOf(volume: ResourceFacts, workspace: WorkspaceIndex): ResourceFacts | undefined {
  const name = volume.root.at("spec", "storageClassName").string();
  if (!name) return undefined;
  return workspace.clusterNamed("StorageClass", name)[0];
}

function isUsed(storageClass: ResourceFacts, workspace: WorkspaceIndex): boolean {
  return workspace
    .ofKind("PersistentVolume")
    .some(({ root }) => root.at("spec", "storageClassName").string() === storageClass.reference.name);
}

export const docs = {
  what: "The StorageClass makes volumes in clear text: its provisioner encrypts only on demand, and the parameter for that is off or absent. Where a PersistentVolume of the class is among the manifests, it is reported there.",
  why: "Snapshots, backups and discarded disks hold everything the program ever stored. A copied snapshot or a leaked account of the cloud is enough to read it; with encryption the key is needed too.",
  legitimate:
    "Encryption that is switched on elsewhere: for the whole account (AWS can do that for EBS), in the storage itself, or in the program. Suppress the finding with that reason.",
  how: 'Set `encrypted: "true"` under `parameters`, with a key of your own (`kmsKeyId`) where you have to prove who may read. Existing volumes stay as they are and have to be copied.',
  references: [
    {
      title: "Kubernetes: Storage classes",
      url: "https://kubernetes.io/docs/concepts/storage/storage-classes/",
    },
    {
      title: "AWS EBS CSI driver: Parameters",
      url: "https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(2)(iv)"],
    "owasp-2022": ["K08"],
    "owasp-2025": ["K03"],
    mitre: ["T1530"],
    soc2: ["CC1.1", "CC6.7"],
  },
  peers: { kubescape: ["C-0264"] },
  examples: {
    bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
`,
    good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
  encrypted: "true"
`,
  },
} satisfies RuleDocs;
