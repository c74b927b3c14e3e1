// @ts-check
/**
 * Writes engine/kubernetes/removedApiTable.ts from the catalogue of removed APIs that lies beside the project, put right by
 * what Kubernetes itself says. Without the catalogue the committed table stays as it is.
 *
 *     node scripts/generate/removedApis.mjs [--check] [CATALOGUE]
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const table = join(root, "engine/kubernetes/removedApiTable.ts");
const [path] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const catalogue = path ? resolve(path) : join(root, "../shared/catalogue/removed-apis.json");

/** @typedef {{ deprecated: number | null, removed: number | null, replacement: string | null }} Lifecycle */

/**
 * What the catalogue has wrong or not at all: [apiVersion, kinds, deprecated in, removed in, replacement]. Sources: the
 * Deprecated API Migration Guide; the changelogs of 1.19 to 1.24; `APILifecycleDeprecated` and `APILifecycleRemoved` of
 * k8s.io/api (three and six releases after the introduction unless tagged), which the API server's warnings repeat.
 *
 * @type {[string, string[], number | null, number | null, string | null][]}
 */
const corrections = [
  // Guide, v1.26, v1.29 and v1.32; each version is deprecated by the next one.
  [
    "flowcontrol.apiserver.k8s.io/v1beta1",
    ["FlowSchema", "PriorityLevelConfiguration"],
    23,
    26,
    "flowcontrol.apiserver.k8s.io/v1beta2",
  ],
  [
    "flowcontrol.apiserver.k8s.io/v1beta2",
    ["FlowSchema", "PriorityLevelConfiguration"],
    26,
    29,
    "flowcontrol.apiserver.k8s.io/v1beta3",
  ],
  [
    "flowcontrol.apiserver.k8s.io/v1beta3",
    ["FlowSchema", "PriorityLevelConfiguration"],
    29,
    32,
    "flowcontrol.apiserver.k8s.io/v1",
  ],
  // Changelog 1.23 (#104248): both alpha versions are gone.
  [
    "rbac.authorization.k8s.io/v1alpha1",
    ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
    17,
    23,
    "rbac.authorization.k8s.io/v1",
  ],
  ["scheduling.k8s.io/v1alpha1", ["PriorityClass"], 14, 23, "scheduling.k8s.io/v1"],
  // Changelog 1.24 (#103061).
  ["node.k8s.io/v1alpha1", ["RuntimeClass"], 20, 24, "node.k8s.io/v1"],
  // Changelogs 1.21 (#96987), 1.20 and 1.19.
  ["batch/v2alpha1", ["CronJob"], 8, 21, "batch/v1beta1"],
  ["settings.k8s.io/v1alpha1", ["PodPreset"], 19, 20, null],
  ["auditregistration.k8s.io/v1alpha1", ["AuditSink"], 18, 19, null],
  // The next version, since the stable one came later than the deprecation.
  [
    "admissionregistration.k8s.io/v1alpha1",
    ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    28,
    33,
    "admissionregistration.k8s.io/v1beta1",
  ],
  ["storage.k8s.io/v1alpha1", ["VolumeAttributesClass"], 31, 35, "storage.k8s.io/v1beta1"],
  [
    "resource.k8s.io/v1alpha3",
    ["DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"],
    32,
    34,
    "resource.k8s.io/v1beta1",
  ],
  // Introduced in 1.28, v1 since 1.30.
  [
    "admissionregistration.k8s.io/v1beta1",
    ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    31,
    34,
    "admissionregistration.k8s.io/v1",
  ],
  // Introduced in 1.31, v1 since 1.33 and 1.34.
  ["networking.k8s.io/v1beta1", ["IPAddress", "ServiceCIDR"], 34, 37, "networking.k8s.io/v1"],
  ["storage.k8s.io/v1beta1", ["VolumeAttributesClass"], 34, 37, "storage.k8s.io/v1"],
  // Introduced in 1.32 and 1.33, v1 since 1.34.
  [
    "resource.k8s.io/v1beta1",
    ["DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"],
    35,
    38,
    "resource.k8s.io/v1",
  ],
  [
    "resource.k8s.io/v1beta2",
    ["DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"],
    36,
    39,
    "resource.k8s.io/v1",
  ],
  // Deprecated since apps/v1 took their place.
  ...["extensions/v1beta1", "apps/v1beta1", "apps/v1beta2"].map(
    /** @returns {[string, string[], number, number, string]} */
    (apiVersion) => [apiVersion, ["ReplicaSet"], 9, 16, "apps/v1"],
  ),
];

/** Rows that are no objects of a manifest: lists go by their items, the rest is no kind or comes from elsewhere. */
const left = /List$|^audit\.k8s\.io\/|^snapshot\.storage\.k8s\.io\/|\/FlowControl$/;

/** @param {{ apiVersion: string, kind: string, deprecated_in: string | null, removed_in: string | null, replacement: string | null, component: string }[]} rows */
function tableOf(rows) {
  /** @type {Map<string, Lifecycle>} */
  const found = new Map();
  for (const row of rows) {
    const key = `${row.apiVersion}/${row.kind}`;
    if (row.component !== "k8s" || left.test(key)) continue;
    found.set(key, {
      deprecated: minor(row.deprecated_in),
      removed: minor(row.removed_in),
      replacement: row.replacement,
    });
  }
  for (const [apiVersion, kinds, deprecated, removed, replacement] of corrections)
    for (const kind of kinds) found.set(`${apiVersion}/${kind}`, { deprecated, removed, replacement });
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** @param {string | null} version */
function minor(version) {
  const match = /^v1\.(\d+)\./.exec(version ?? "");
  return match ? Number(match[1]) : null;
}

/** @param {ReturnType<typeof tableOf>} entries */
function print(entries) {
  const lines = entries.map(([key, { deprecated, removed, replacement }]) => {
    const slash = key.lastIndexOf("/");
    const row = [key.slice(0, slash), key.slice(slash + 1), deprecated, removed, replacement];
    const cells = row.map((cell) => JSON.stringify(cell));
    const line = `  [${cells.join(", ")}],`;
    // As the formatter has it.
    return line.length > 110 ? `  [\n${cells.map((cell) => `    ${cell},`).join("\n")}\n  ],` : line;
  });
  return `// Generated by scripts/generate/removedApis.mjs. Do not edit.

/** [apiVersion, kind, minor that deprecated it, minor that no longer serves it, the apiVersion to use instead] */
export type RemovedApiRow = readonly [string, string, number | null, number | null, string | null];

export const removedApiTable: readonly RemovedApiRow[] = [
${lines.join("\n")}
];
`;
}

if (!existsSync(catalogue)) console.log("no catalogue: the committed table stays");
else {
  const text = print(tableOf(JSON.parse(readFileSync(catalogue, "utf8"))));
  const upToDate = existsSync(table) && readFileSync(table, "utf8") === text;
  if (!upToDate && process.argv.includes("--check")) {
    console.error(
      "out of date: engine/kubernetes/removedApiTable.ts\nrun: node scripts/generate/removedApis.mjs",
    );
    process.exit(1);
  }
  if (!upToDate) {
    writeFileSync(table, text);
    console.log("wrote engine/kubernetes/removedApiTable.ts");
  }
}
