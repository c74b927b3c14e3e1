import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { isOn, matchesAny, optionTexts } from "../shared/options";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "storage-class-policy",
  title: "Storage class outside of the policy",
  on: "resource",
  kinds: ["StorageClass", "PersistentVolumeClaim", "StatefulSet"],
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025"],
  fields: ["resource.provisioner", "resource.spec.storageClassName"],
  options: {
    provisioners: {
      type: "texts",
      description: "The provisioners that a StorageClass may use; `*` stands for any text (`*.csi.aws.com`).",
    },
    classes: {
      type: "texts",
      description: "The storage classes that claims may name; `*` stands for any text.",
    },
    requireClass: { type: "boolean", description: "Whether every claim has to name its class." },
  },
  messages: {
    provisioner: '{resource} uses the provisioner "{provisioner}", which is not among the allowed ones',
    storageClass:
      '{resource} asks for the storage class "{storageClass}", which is not among the allowed ones',
    missing: "{resource} names no storage class and takes whatever the cluster's default is",
  },
  check({ root, label, kind }, context) {
    const args = { resource: label };
    if (kind === "StorageClass") {
      const provisioners = optionTexts(context.options, "provisioners");
      const at = root.at("provisioner");
      const provisioner = provisioners && decidedText(at, context);
      if (provisioner !== undefined && !matchesAny(provisioner, provisioners ?? []))
        context.report({ at, message: "provisioner", args: { ...args, provisioner } });
      return;
    }
    const claims = kind === "StatefulSet" ? root.at("spec", "volumeClaimTemplates").items() : [root];
    for (const claim of claims) judge(claim.at("spec"), args, context);
  },
});

function judge(spec: Field, args: Readonly<Record<string, string>>, context: RuleContext): void {
  const { options } = context;
  const at = spec.at("storageClassName");
  if (!at.present) {
    // A volume that is named needs no class.
    if (isOn(options, "requireClass") && !spec.at("volumeName").present)
      context.report({ at, place: spec, message: "missing", args, missing: true });
    return;
  }
  const classes = optionTexts(options, "classes");
  const storageClass = classes && decidedText(at, context);
  if (storageClass !== undefined && !matchesAny(storageClass, classes ?? []))
    context.report({ at, message: "storageClass", args: { ...args, storageClass } });
}

export const docs = {
  what: "A StorageClass uses a provisioner, or a claim names a class, that you have not listed in the options. Without options nothing is reported.",
  why: "Classes decide where data lies, whether it is encrypted, backed up and wiped. A class that somebody made for a test, or an old driver within Kubernetes that gets no fixes, ends up with data that has to be protected.",
  legitimate: "A new class that the list does not know yet.",
  how: "Name one of the allowed classes, or move the class to an allowed provisioner, which means copying its volumes.",
  references: [
    {
      title: "Kubernetes: Storage classes",
      url: "https://kubernetes.io/docs/concepts/storage/storage-classes/",
    },
  ],
  frameworks: { "owasp-2022": ["K04"], "owasp-2025": ["K04"] },
  peers: {
    gatekeeper: ["general/storageclass"],
    "azure-policy": ["EnforceCSIDriver"],
    kyverno: ["other/restrict-storageclass", "other/require-storageclass"],
  },
  examples: {
    options: { provisioners: ["*.csi.aws.com"], classes: ["encrypted-*"] },
    bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: test
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 1Gi } }
`,
    good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: encrypted-ssd
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 1Gi } }
`,
  },
} satisfies RuleDocs;
