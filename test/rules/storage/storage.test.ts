import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("persistent-volume-host-path", () => {
  it("marks the path", () => {
    check(`
apiVersion: v1
kind: PersistentVolume
metadata: { name: data }
spec:
  hostPath:
    path: /mnt/data
    #     ^^^^^^^^^ persistent-volume-host-path: PersistentVolume "data" gives its pods "/mnt/data" of the node
`);
  });

  it("is silent for disks of the node that are made for it, and for claims", () => {
    checkNone(
      "apiVersion: v1\nkind: PersistentVolume\nspec: { local: { path: /mnt/disk } }\n",
      "persistent-volume-host-path",
    );
    checkNone(
      "apiVersion: v1\nkind: PersistentVolume\nspec: { hostPath: ~ }\n",
      "persistent-volume-host-path",
    );
  });
});

describe("persistent-volume-unencrypted", () => {
  const storageClass = (parameters: string, provisioner = "ebs.csi.aws.com") => `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ${provisioner}
parameters:
${parameters}`;
  const volume = `
apiVersion: v1
kind: PersistentVolume
metadata: { name: data }
spec:
  storageClassName: fast
`;

  it("reports a class that does not ask for encryption, or says no", () => {
    check(
      storageClass("  type: gp3\n").replace(
        "parameters:\n",
        'parameters:\n#@ 0-10 persistent-volume-unencrypted: StorageClass "fast" does not ask ebs.csi.aws.com to encrypt its volumes with "encrypted"\n',
      ),
    );
    check(
      storageClass(`  encrypted: "false"
  #          ^^^^^^^ persistent-volume-unencrypted: StorageClass "fast" makes volumes that are not encrypted
`),
    );
  });

  it("reports it at the volumes of the class where they are written, and only there", () => {
    const text = `${storageClass("  type: gp3\n")}---${volume}`;
    const found = lintWith(text, ["persistent-volume-unencrypted"]);
    assert.deepEqual(
      found.map(({ resource, path }) => [resource.kind, path]),
      [["PersistentVolume", "/spec/storageClassName"]],
    );
    assert.equal(found[0]?.related.length, 1);
  });

  it("is silent where it is on, always on, or nothing is known", () => {
    checkNone(storageClass('  encrypted: "true"\n'), "persistent-volume-unencrypted");
    checkNone(storageClass("  type: pd-ssd\n", "pd.csi.storage.gke.io"), "persistent-volume-unencrypted");
    checkNone(storageClass("  kind: Managed\n", "disk.csi.azure.com"), "persistent-volume-unencrypted");
    checkNone(volume, "persistent-volume-unencrypted");
  });
});

describe("storage-class-policy", () => {
  const only = ["storage-class-policy"];
  const told = (options: Record<string, boolean | readonly string[]>) => ({
    ruleOptions: { "storage-class-policy": options },
  });
  const claim = (spec: string) => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
${spec}`;

  it("reports provisioners and classes that are not listed, also of a StatefulSet", () => {
    check(
      `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: old }
provisioner: kubernetes.io/aws-ebs
#            ^^^^^^^^^^^^^^^^^^^^^ storage-class-policy: StorageClass "old" uses the provisioner "kubernetes.io/aws-ebs", which is not among the allowed ones
`,
      told({ provisioners: ["*.csi.aws.com"] }),
    );
    check(
      `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  volumeClaimTemplates:
    - spec:
        storageClassName: test
        #                 ^^^^ storage-class-policy: StatefulSet "db" asks for the storage class "test", which is not among the allowed ones
`,
      told({ classes: ["fast"] }),
    );
  });

  it("reports a claim without a class where one is asked for", () => {
    check(
      claim("  accessModes: []\n").replace(
        "spec:\n",
        'spec:\n#@ 0-4 storage-class-policy: PersistentVolumeClaim "data" names no storage class and takes whatever the cluster\'s default is\n',
      ),
      told({ requireClass: true }),
    );
    check(claim("  volumeName: pv-1\n"), { only, ...told({ requireClass: true }) });
  });

  it("is silent for what is allowed, and until it is told", () => {
    check(claim("  storageClassName: fast\n"), { only, ...told({ classes: ["fast"] }) });
    checkNone(claim("  storageClassName: test\n"), "storage-class-policy");
  });
});

describe("pvc-not-read-write-once-pod", () => {
  const claim = (mode: string) => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  accessModes:
    - ${mode}
`;

  it("reports modes by which several pods write, and narrows the one that can be", () => {
    check(
      `${claim("ReadWriteOnce")}    # ^^^^^^^^^^^^^ pvc-not-read-write-once-pod: PersistentVolumeClaim "data" may be written by several pods: "ReadWriteOnce"\n`,
    );
    checkFix("pvc-not-read-write-once-pod", claim("ReadWriteOnce"), claim("ReadWriteOncePod"));
  });

  it("is silent for one pod, for readers, and before the mode existed", () => {
    checkNone(claim("ReadWriteOncePod"), "pvc-not-read-write-once-pod");
    checkNone(claim("ReadOnlyMany"), "pvc-not-read-write-once-pod");
    check(claim("ReadWriteOnce"), { only: ["pvc-not-read-write-once-pod"], minor: 26 });
  });
});
